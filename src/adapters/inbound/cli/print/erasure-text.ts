import { type JsonRecord, recordOf, textOf } from './read-json';
import { pairs } from './table';

/** What an erasure came to; the profile's own id is not repeated. */
export const erasureText = (erasure: JsonRecord): string => {
  const discarded = recordOf(erasure['discarded']);
  return [
    pairs([
      ['erasure', textOf(erasure['erasure'])],
      ['pseudonym', textOf(erasure['pseudonym'])],
      ['at', textOf(erasure['at'])],
      ['discarded, parked', textOf(discarded['parked'])],
      ['discarded, waiting', textOf(discarded['waiting'])],
    ]),
    'Backups made before can bring the person back: age them out.',
  ].join('\n\n');
};
