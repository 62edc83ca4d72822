import { harmless } from './harmless';
import { type JsonRecord, recordOf, recordsOf, textOf } from './read-json';
import { pairs } from './table';

const requestLines = (request: JsonRecord): ReadonlyArray<string> => [
  '',
  harmless(`${textOf(request['method'])} ${textOf(request['url'])}`),
  ...recordsOf(request['headers']).map(({ name, value }) => harmless(`${textOf(name)}: ${textOf(value)}`)),
  '',
  harmless(textOf(request['body'])),
];

const requestOf = (trial: JsonRecord): ReadonlyArray<string> =>
  trial['request'] === null || trial['request'] === undefined ? [] : requestLines(recordOf(trial['request']));

const listOf = (lines: unknown, before: string): ReadonlyArray<string> =>
  Array.isArray(lines) ? lines.map((line) => harmless(`${before}: ${textOf(line)}.`)) : [];

const problemIn = ({ problem }: JsonRecord): ReadonlyArray<string> => {
  if (problem === undefined) return [];
  const { field, reason } = recordOf(problem);
  return [harmless(`Nothing could be sent of it: ${textOf(field)} ${textOf(reason)}.`)];
};

/** Whether an event would be captured, why, and the request it would become. */
export const dryRunText = (run: JsonRecord): string => {
  const verdict = run['matches'] === true ? 'The hook would capture the event' : 'The hook would not capture the event';
  return [
    harmless(`${verdict}: ${textOf(run['detail'])} (clause ${textOf(run['clause'])}).`),
    ...listOf(run['warnings'], 'Warning'),
    ...listOf(run['notes'], 'Note'),
    ...problemIn(run),
    ...requestOf(run),
  ].join('\n');
};

/** What was sent as a test, and what came back. */
export const testEventText = (test: JsonRecord): string =>
  [
    `The example of ${harmless(textOf(test['eventType']))} was ${test['delivered'] === true ? 'delivered' : 'not delivered'}.`,
    pairs([
      ['status', textOf(test['status'])],
      ['took', test['durationMs'] === undefined ? '' : `${textOf(test['durationMs'])} ms`],
      ['why', [textOf(test['reason']), textOf(test['detail'])].filter((part) => part !== '').join(': ')],
      ['answer', textOf(test['text'])],
    ]),
    ...requestOf(test),
  ].join('\n');
