import * as E from 'fp-ts/Either';
import { type EventStore } from '../../../../application/ports/event-store';
import { boundedNumber } from '../expectation';
import { engineFault } from './engine-fault';
import { eventsOf } from './event-columns';
import { READER_SETTINGS } from './schema';
import { openSqlite } from './sqlite-driver';
import { streamReader } from './stream-reader';
import { streamTable } from './stream-table';
import { MISMATCH, unavailable } from './unavailable';

export interface SqliteStreamReads extends Pick<EventStore, 'readStream'> {
  readonly close: () => void;
}

const WAIT_MS = 2000;

/** Reads streams of a log that another thread of this process has open and writes; the file is there and is never written. */
export const sqliteStreamReads = (path: string): SqliteStreamReads => {
  const database = openSqlite(path, WAIT_MS);
  database.exec(READER_SETTINGS);
  const streams = streamTable(database);
  const read = streamReader(database, streams);
  return {
    readStream: (stream, { direction, from: asked, maxCount }) => {
      const from = typeof asked === 'bigint' ? boundedNumber(asked) : asked;
      return () => {
        try {
          // The other thread may have changed them since.
          streams.forget();
          const answer = read({ kind: 'stream', now: Date.now(), stream, direction, from, maxCount });
          return Promise.resolve(
            answer.kind === 'stream'
              ? E.right({ exists: answer.exists, events: eventsOf(answer.events) })
              : E.left(MISMATCH),
          );
        } catch (cause) {
          return Promise.resolve(E.left(unavailable(engineFault(cause, 'not-written'))));
        }
      };
    },
    close: () => {
      database.close();
    },
  };
};
