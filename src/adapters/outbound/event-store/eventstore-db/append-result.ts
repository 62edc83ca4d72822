import * as E from 'fp-ts/Either';
import { type Appended, type AppendFailure, type ExpectedRevision } from '../../../../application/ports/event-store';
import { type AppendAsked } from './append-request';
import { unavailable } from './failures';
import { type FoundAppend } from './read-back';
import { type ClearAnswer } from './append-answer';

export type AppendResult = E.Either<AppendFailure, Appended>;

export const wrongRevision = (
  stream: string,
  expected: ExpectedRevision,
  actual: bigint | 'no-stream',
): E.Either<AppendFailure, never> => E.left({ type: 'WrongExpectedRevision', stream, expected, actual });

const tombstoned = (stream: string): AppendResult =>
  E.left(
    unavailable(
      `The stream "${stream}" was tombstoned in EventStoreDB and takes no event any more: use another name.`,
      false,
    ),
  );

/** What the port says for an answer that wrote nothing. */
export const refusalOf = (
  { stream, expected }: AppendAsked,
  answer: Exclude<ClearAnswer, { readonly type: 'written' }>,
  bytes: number,
): AppendResult => {
  switch (answer.type) {
    case 'wrong-version':
      return wrongRevision(stream, expected, answer.actual);
    case 'stream-deleted':
      return expected === 'stream-exists' ? wrongRevision(stream, expected, 'no-stream') : tombstoned(stream);
    case 'too-large':
      return E.left({ type: 'AppendTooLarge', bytes, limit: answer.limit });
    case 'refused':
      return E.left(answer.failure);
  }
};

/** After a refusal without an expected revision: only ids that stand there already can be the reason. */
export const idsFound = (asked: AppendAsked, { whole, found }: FoundAppend): AppendResult | null => {
  if (whole !== null) return E.right({ ...whole, repeated: true });
  if (found.length === 0) return null;
  const ids = new Set(found.map(({ id }) => id));
  return E.left({
    type: 'EventIdsTaken',
    ids: asked.events.map(({ id }) => id).filter((id) => ids.has(id.toLowerCase())),
  });
};
