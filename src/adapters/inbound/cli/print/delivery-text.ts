import { type JsonRecord, recordsOf, textOf } from './read-json';
import { type Column, pairs, table } from './table';

const EVENT: ReadonlyArray<Column<JsonRecord>> = [
  { head: 'TYPE', cell: ({ eventType }) => textOf(eventType) },
  { head: 'OCCURRED', cell: ({ occurredAt }) => textOf(occurredAt) },
];

const attemptsOf = ({ attempts }: JsonRecord): string => textOf(Array.isArray(attempts) ? attempts.length : attempts);

export const deliveryTable = (deliveries: ReadonlyArray<JsonRecord>): string =>
  table(
    [
      { head: 'DELIVERY', cell: ({ delivery }) => textOf(delivery) },
      { head: 'HOOK', cell: ({ hook }) => textOf(hook), right: true },
      { head: 'STATE', cell: ({ state }) => textOf(state) },
      ...EVENT,
      { head: 'ATTEMPTS', cell: attemptsOf, right: true },
      { head: 'LAST ATTEMPT', cell: ({ lastAttemptAt }) => textOf(lastAttemptAt) },
    ],
    deliveries,
  );

export const parkedTable = (parked: ReadonlyArray<JsonRecord>): string =>
  table(
    [
      { head: 'DELIVERY', cell: ({ delivery }) => textOf(delivery) },
      ...EVENT,
      { head: 'PARKED', cell: ({ parkedAt }) => textOf(parkedAt) },
      { head: 'ATTEMPTS', cell: attemptsOf, right: true },
      { head: 'STATUS', cell: ({ status }) => textOf(status), right: true },
      { head: 'REASON', cell: ({ reason }) => textOf(reason) },
    ],
    parked,
  );

const attemptTable = (attempts: ReadonlyArray<JsonRecord>): string =>
  table(
    [
      { head: 'ATTEMPT', cell: ({ attempt }) => textOf(attempt), right: true },
      { head: 'AT', cell: ({ at }) => textOf(at) },
      { head: 'ANSWER', cell: ({ answer }) => textOf(answer) },
      { head: 'STATUS', cell: ({ status }) => textOf(status), right: true },
      { head: 'MS', cell: ({ durationMs }) => textOf(durationMs), right: true },
      { head: 'REASON', cell: ({ reason }) => textOf(reason) },
      { head: 'WEBHOOK-ID', cell: ({ webhookId }) => textOf(webhookId) },
    ],
    attempts,
  );

/** Why the last attempt that had no answer failed: what to do about it stands there. */
const detailOf = (delivery: JsonRecord): ReadonlyArray<readonly [string, string]> => {
  const detail = recordsOf(delivery['attempts']).at(-1)?.['detail'];
  return detail === undefined ? [] : [['why', textOf(detail)]];
};

const SHOWN = ['delivery', 'hook', 'state', 'reason', 'event', 'eventType', 'occurredAt', 'capturedAt', 'block'];

/** One delivery with all its attempts. */
export const deliveryText = (delivery: JsonRecord): string =>
  [
    pairs([...SHOWN.map((name) => [name, textOf(delivery[name])] as const), ...detailOf(delivery)]),
    attemptTable(recordsOf(delivery['attempts'])),
  ].join('\n\n');
