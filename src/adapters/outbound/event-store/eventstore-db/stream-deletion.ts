import { DeleteReq } from '@eventstore/db-client/generated/streams_pb';
import * as E from 'fp-ts/Either';
import { type AppendFailure, type ExpectedRevision } from '../../../../application/ports/event-store';
import { wrongRevision } from './append-result';
import { type Connection } from './connection';
import { exceptionOf, failureOf } from './failures';
import { streamIdentifier } from './read-request';
import { type StreamReader } from './stream-reader';

type Deleted = E.Either<AppendFailure, void>;
export type StreamDeletion = (stream: string, expected: ExpectedRevision) => Promise<Deleted>;

const MOST_ROUNDS = 5;

const deleteRequest = (stream: string, revision: bigint): DeleteReq =>
  new DeleteReq().setOptions(
    new DeleteReq.Options().setStreamIdentifier(streamIdentifier(stream)).setRevision(String(revision)),
  );

const meets = (expected: ExpectedRevision, last: bigint): boolean =>
  expected === 'any' || expected === 'stream-exists' || expected === last;

/** Deletes at the revision that was read, so that an append in between is seen, and a lost answer can be told. */
export const streamDeletion =
  (connection: Connection, reader: Pick<StreamReader, 'readStream'>): StreamDeletion =>
  async (stream, expected) => {
    const last = async (): Promise<E.Either<AppendFailure, bigint | null>> => {
      const page = await reader.readStream(stream, { direction: 'backwards', from: 'end', maxCount: 1 });
      return E.isLeft(page) ? page : E.right(page.right.events[0]?.revision ?? null);
    };
    /** Null: others wrote in between. */
    const deleteAt = (revision: bigint): Promise<Deleted | null> =>
      connection.delete(deleteRequest(stream, revision)).then(
        (): Deleted => E.right(undefined),
        (error: unknown) =>
          exceptionOf(error) === 'wrong-expected-version' ? null : E.left(failureOf(error, 'unknown')),
      );

    for (let round = 0; ; round += 1) {
      const found = await last();
      if (E.isLeft(found)) return found;
      if (found.right === null)
        return expected === 'no-stream' ? E.right(undefined) : wrongRevision(stream, expected, 'no-stream');
      if (!meets(expected, found.right) || round === MOST_ROUNDS) return wrongRevision(stream, expected, found.right);
      const deleted = await deleteAt(found.right);
      if (deleted !== null) return deleted;
    }
  };
