import { hookText } from './hook-text';
import { type JsonRecord, recordOf, textOf } from './read-json';
import { pairs } from './table';

/** A hook as it stood, and who made it so. Without a moment: as it stands. */
export const hookThenText = (hook: JsonRecord): string => {
  const { since, by, until } = recordOf(hook['stood']);
  if (since === undefined) return hookText(hook);
  return [
    hookText(hook),
    pairs([
      ['stood so since', `${textOf(since)}, by ${textOf(by)}`],
      ['until', until === undefined ? 'now' : textOf(until)],
    ]),
  ].join('\n\n');
};
