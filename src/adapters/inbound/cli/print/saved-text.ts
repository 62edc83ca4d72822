import { harmless } from './harmless';
import { type JsonRecord, recordOf, textOf } from './read-json';
import { SUM_PARTS } from './sum-text';

const warningsOf = ({ warnings }: JsonRecord): ReadonlyArray<string> =>
  Array.isArray(warnings) ? warnings.map((warning) => `Note: ${textOf(warning)}`) : [];

const secretOf = ({ signingSecret }: JsonRecord): ReadonlyArray<string> =>
  signingSecret === undefined ? [] : [`Signing secret, shown this once: ${textOf(signingSecret)}`];

const behindOf = ({ id }: JsonRecord, { after, since }: JsonRecord): ReadonlyArray<string> =>
  since === undefined
    ? []
    : [
        `More waited in the log, after position ${textOf(after)} since ${textOf(since)}: it is counted as it is captured or skipped. ` +
          `See "hookline hook sum ${textOf(id)}".`,
      ];

const waitedOf = (answer: JsonRecord): ReadonlyArray<string> => {
  if (answer['waited'] === undefined) return [];
  const waited = recordOf(answer['waited']);
  return [
    `At this moment: ${SUM_PARTS.map((part) => `${textOf(waited[part])} ${part}`).join(', ')}.`,
    ...behindOf(answer, recordOf(waited['behind'])),
  ];
};

/** What a changing call came to: the sentence, then what is said with it. */
export const savedText = (did: string, answer: JsonRecord): string => {
  const name = `Hook ${textOf(answer['id'])}`;
  const status = textOf(answer['status']);
  const first =
    answer['unchanged'] === true
      ? `${name} stands so already; nothing was changed. It is ${status}.`
      : `${name} ${did}${status === 'deleted' ? '' : `; it is ${status}`}.`;
  return [first, ...waitedOf(answer), ...warningsOf(answer), ...secretOf(answer)].map(harmless).join('\n');
};
