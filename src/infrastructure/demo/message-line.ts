import { type ReceivedMessage } from '../../adapters/inbound/cli/listen/received-message';

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

/** Actito's one by one has the event's data below `data`, its bulk has it plain. */
const kindOf = (event: unknown): string => {
  const top = recordOf(event);
  if (typeof top['event_type'] === 'string') return top['event_type'];
  const data = { ...top, ...recordOf(top['data']) };
  if ('etl.id' in data) return 'ETL run finished';
  if ('export.id' in data) return 'export finished';
  return 'actionParameters.campaignId' in data ? 'custom action' : 'event';
};

const countedKinds = (events: ReadonlyArray<unknown>): string => {
  const counts = new Map<string, number>();
  for (const event of events) counts.set(kindOf(event), (counts.get(kindOf(event)) ?? 0) + 1);
  return [...counts].map(([kind, count]) => (count === 1 ? kind : `${String(count)} x ${kind}`)).join(', ');
};

/** One received message for a newcomer: who, what, whether it is genuine. */
export const messageLine = (receiver: string, { events, verified, problem }: ReceivedMessage): string =>
  [
    `   -> ${receiver.padEnd(8)}`,
    `${String(events.length).padStart(2)} in one request: `.padEnd(20) + countedKinds(events).padEnd(36),
    verified ? 'signature verified' : `SIGNATURE NOT VERIFIED (${problem ?? 'unknown'})`,
  ].join(' ');
