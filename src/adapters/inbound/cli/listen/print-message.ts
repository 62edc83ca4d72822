import { harmless } from '../print/harmless';
import { type ReceivedMessage } from './received-message';

export interface PrintOptions {
  /** One JSON object a line, for programs. */
  readonly json: boolean;
  /** The body below the line, indented. */
  readonly body: boolean;
}

const PROBLEMS: Readonly<Record<NonNullable<ReceivedMessage['problem']>, string>> = {
  'no-secret': 'not verified (no secret given)',
  'not-signed': 'NOT SIGNED',
  'too-old': 'SIGNATURE TOO OLD OR FROM THE FUTURE',
  'wrong-signature': 'WRONG SIGNATURE',
};
const MOST_TYPES = 4;

const typeOf = (event: unknown): string | undefined =>
  typeof event === 'object' && event !== null && 'event_type' in event && typeof event.event_type === 'string'
    ? event.event_type
    : undefined;

const typesOf = ({ events }: ReceivedMessage): string => {
  const types = [...new Set(events.map(typeOf).filter((type) => type !== undefined))];
  const shown = types.slice(0, MOST_TYPES).join(', ');
  return types.length > MOST_TYPES ? `${shown}, …` : shown;
};

const count = ({ events }: ReceivedMessage): string =>
  events.length === 1 ? '1 event' : `${String(events.length)} events`;

const bodyLines = ({ body, json }: ReceivedMessage): string =>
  (json === undefined ? body : JSON.stringify(json, undefined, 2))
    .split('\n')
    .map((line) => `\n    ${harmless(line)}`)
    .join('');

const line = (message: ReceivedMessage): string => {
  const { receivedAt, path, webhookId, problem } = message;
  const time = new Date(receivedAt).toISOString().slice(11, 23);
  const types = typesOf(message);
  const parts = [
    time,
    path,
    webhookId || 'no webhook-id',
    count(message),
    types,
    problem === undefined ? 'verified' : PROBLEMS[problem],
  ];
  return harmless(parts.filter((part) => part !== '').join('  '));
};

const record = ({
  receivedAt,
  path,
  webhookId,
  timestamp,
  verified,
  problem,
  eventIds,
  json,
  body,
}: ReceivedMessage): string =>
  JSON.stringify({
    receivedAt: new Date(receivedAt).toISOString(),
    path,
    webhookId,
    timestamp,
    verified,
    problem,
    eventIds,
    body: json === undefined ? body : json,
  });

/** A received message for a person or a program. Headers stay out of both: custom ones are secrets. */
export const printMessage = (message: ReceivedMessage, options: PrintOptions): string => {
  if (options.json) return record(message);
  return options.body ? line(message) + bodyLines(message) : line(message);
};
