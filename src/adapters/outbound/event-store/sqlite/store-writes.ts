import * as E from 'fp-ts/Either';
import {
  type Appended,
  type AppendFailure,
  type EventStore,
  type ExpectedRevision,
  type WrongExpectedRevision,
} from '../../../../application/ports/event-store';
import { checkAppend, checkDeletion } from '../append-check';
import { boundedNumber, expectationOf } from '../expectation';
import { type Answer, type AppendAnswer, type Question } from './engine-protocol';
import { type Append } from './group-commit';
import { MISMATCH, unavailable } from './unavailable';

export interface WriteAccess {
  readonly ask: (question: Question) => Promise<Answer>;
  readonly append: (append: Append) => Promise<AppendAnswer>;
  /** Called when a deletion or new metadata may have hidden events that were given out before. */
  readonly streamsChanged: () => void;
}

const wrongRevision = (stream: string, expected: ExpectedRevision, actual: number | null): WrongExpectedRevision => ({
  type: 'WrongExpectedRevision',
  stream,
  expected,
  actual: actual === null ? 'no-stream' : BigInt(actual),
});

const appendedOf = (
  answer: AppendAnswer,
  stream: string,
  expected: ExpectedRevision,
): E.Either<AppendFailure, Appended> => {
  switch (answer.kind) {
    case 'written':
    case 'repeated':
      return E.right({
        revision: BigInt(answer.revision),
        position: BigInt(answer.position),
        repeated: answer.kind === 'repeated',
      });
    case 'wrong-revision':
      return E.left(wrongRevision(stream, expected, answer.actual));
    case 'ids-taken':
      return E.left({ type: 'EventIdsTaken', ids: answer.ids });
    case 'fault':
      return E.left(unavailable(answer));
  }
};

export const storeWrites = (access: WriteAccess): Pick<EventStore, 'append' | 'deleteStream' | 'writeMetadata'> => ({
  append: (stream, expected, events) => async () => {
    const checked = checkAppend(stream, expected, events);
    if (E.isLeft(checked)) return checked;
    const append = { stream, expected: expectationOf(expected), events, bytes: checked.right };
    return appendedOf(await access.append(append), stream, expected);
  },
  deleteStream: (stream, expected) => async () => {
    const checked = checkDeletion(stream, expected);
    if (E.isLeft(checked)) return checked;
    const answer = await access.ask({ kind: 'delete', stream, expected: expectationOf(expected) });
    access.streamsChanged();
    if (answer.kind === 'wrong-revision') return E.left(wrongRevision(stream, expected, answer.actual));
    if (answer.kind === 'fault') return E.left(unavailable(answer));
    return answer.kind === 'done' ? E.right(undefined) : E.left(MISMATCH);
  },
  writeMetadata:
    (stream, { maxCount = null, maxAgeSeconds = null, truncateBefore }) =>
    async () => {
      const metadata = {
        maxCount,
        maxAgeSeconds,
        truncateBefore: truncateBefore === undefined ? null : boundedNumber(truncateBefore),
      };
      const answer = await access.ask({ kind: 'write-metadata', stream, metadata });
      access.streamsChanged();
      if (answer.kind === 'fault') return E.left(unavailable(answer));
      return answer.kind === 'done' ? E.right(undefined) : E.left(MISMATCH);
    },
});
