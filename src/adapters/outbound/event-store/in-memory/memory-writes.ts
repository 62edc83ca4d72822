import * as E from 'fp-ts/Either';
import {
  type Appended,
  type AppendFailure,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type RecordedEvent,
  type WrongExpectedRevision,
} from '../../../../application/ports/event-store';
import { checkAppend, checkDeletion } from '../append-check';
import { existsFor, isRepeat, meetsExpectation, type StreamHead } from '../append-rules';
import { expectationOf } from '../expectation';
import { type MemoryLog } from './memory-log';
import { newMemoryStream, retentionOf } from './memory-stream';

const headOf = (log: MemoryLog, stream: string): StreamHead => retentionOf(log.stream(stream) ?? newMemoryStream());

const wrongRevision = (stream: string, expected: ExpectedRevision, head: StreamHead): WrongExpectedRevision => ({
  type: 'WrongExpectedRevision',
  stream,
  expected,
  actual: existsFor(head) ? BigInt(head.next - 1) : 'no-stream',
});

const placeOf = ({ revision, position }: RecordedEvent, repeated: boolean): Appended => ({
  revision,
  position,
  repeated,
});

const knownEvents =
  (log: MemoryLog) =>
  (
    stream: string,
    expected: ExpectedRevision,
    known: ReadonlyArray<RecordedEvent | null>,
  ): E.Either<AppendFailure, Appended> => {
    const rows = known.map((event) =>
      event === null ? null : { inStream: event.stream === stream, revision: Number(event.revision) },
    );
    const last = known.at(-1);
    if (last && isRepeat(headOf(log, stream), expectationOf(expected), rows)) return E.right(placeOf(last, true));
    return E.left({ type: 'EventIdsTaken', ids: known.flatMap((event) => (event === null ? [] : [event.id])) });
  };

const append =
  (log: MemoryLog, exactIds: boolean) =>
  (stream: string, expected: ExpectedRevision, events: ReadonlyArray<NewEvent>): E.Either<AppendFailure, Appended> => {
    const checked = checkAppend(stream, expected, events);
    if (E.isLeft(checked)) return checked;
    const known = events.map(({ id }) => log.byId(id));
    if (known.some((event) => event !== null)) {
      const answer = knownEvents(log)(stream, expected, known);
      if (E.isRight(answer) || exactIds || expected !== 'any') return answer;
    }
    const head = headOf(log, stream);
    if (!meetsExpectation(head, expectationOf(expected))) return E.left(wrongRevision(stream, expected, head));
    log.write(stream, events);
    return E.right({
      revision: BigInt(head.next + events.length - 1),
      position: BigInt(log.events.length),
      repeated: false,
    });
  };

const remove =
  (log: MemoryLog) =>
  (name: string, expected: ExpectedRevision): E.Either<AppendFailure, void> => {
    const checked = checkDeletion(name, expected);
    if (E.isLeft(checked)) return checked;
    const head = headOf(log, name);
    if (!existsFor(head))
      return expected === 'no-stream' ? E.right(undefined) : E.left(wrongRevision(name, expected, head));
    if (!meetsExpectation(head, expectationOf(expected))) return E.left(wrongRevision(name, expected, head));
    const stream = log.streamForWriting(name);
    stream.deleted = true;
    stream.deletedBelow = head.next;
    return E.right(undefined);
  };

/** Each write happens whole, in the turn in which its task is started. */
export const memoryWrites = (
  log: MemoryLog,
  exactIds: boolean,
): Pick<EventStore, 'append' | 'deleteStream' | 'writeMetadata'> => ({
  append: (stream, expected, events) => () => Promise.resolve(append(log, exactIds)(stream, expected, events)),
  deleteStream: (stream, expected) => () => Promise.resolve(remove(log)(stream, expected)),
  writeMetadata: (stream, metadata) => () => {
    log.streamForWriting(stream).metadata = metadata;
    return Promise.resolve(E.right(undefined));
  },
});
