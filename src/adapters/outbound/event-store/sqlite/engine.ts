import * as E from 'fp-ts/Either';
import { appendEngine } from './append-engine';
import { engineFault } from './engine-fault';
import { type Answer, type AppendAnswer, type AppendGroup, type Question } from './engine-protocol';
import { eventFinder } from './event-finder';
import { rangeReader } from './range-reader';
import { retentionEngine } from './retention-engine';
import { scavenge } from './scavenge';
import { prepareSchema } from './schema';
import { takeServingLock } from './serving-lock';
import { type OpenSqlite } from './sqlite-driver';
import { streamReader } from './stream-reader';
import { streamTable } from './stream-table';
import { transactions } from './transactions';

const WAIT_FOR_OTHERS_MS = 2000;

/** The log on one SQLite file. Every call runs to its end at once; nothing throws but `openEngine`. */
export interface Engine {
  /** One transaction and one flush to the disk for all of them. */
  readonly append: (group: AppendGroup) => ReadonlyArray<AppendAnswer>;
  readonly answer: (question: Question) => Answer;
  /** One bounded step of the work that is left for quiet moments; true: there is more. */
  readonly tidy: (now: number) => boolean;
  readonly close: () => void;
}

const openDatabase = (open: OpenSqlite, path: string) => {
  const database = open(path, WAIT_FOR_OTHERS_MS);
  try {
    prepareSchema(database);
    return database;
  } catch (cause) {
    database.close();
    throw cause;
  }
};

const openLocked = (open: OpenSqlite, path: string) => {
  const unlock = takeServingLock(open, path);
  try {
    return { database: openDatabase(open, path), unlock };
  } catch (cause) {
    unlock();
    throw cause;
  }
};

export const openEngine = (open: OpenSqlite, path: string): Engine => {
  const { database, unlock } = openLocked(open, path);
  const streams = streamTable(database);
  const appends = appendEngine(database, streams);
  const inTransaction = transactions(database, () => {
    streams.forget();
    appends.forget();
  });
  const readStream = streamReader(database, streams);
  const readRange = rangeReader(database, streams, appends.lastPosition);
  const find = eventFinder(database, streams);
  const retention = retentionEngine(streams);
  const scavengeStep = scavenge(database, streams);
  const written = (work: () => Answer): Answer => E.toUnion(inTransaction(work));

  const lastPosition = (): Answer => {
    const position = appends.lastPosition();
    return { kind: 'last-position', position: position === 0 ? null : position };
  };

  const answer = (question: Question): Answer => {
    switch (question.kind) {
      case 'stream':
        return readStream(question);
      case 'range':
        return readRange(question);
      case 'find':
        return find(question.ids, question.now);
      case 'last-position':
        return lastPosition();
      case 'metadata':
        return retention.read(question.stream);
      case 'write-metadata':
        return written(() => retention.write(question.stream, question.metadata));
      case 'delete':
        return written(() => retention.remove(question.stream, question.expected));
    }
  };

  return {
    append: (group) => {
      const answers = inTransaction(() => {
        const decided = appends.appendAll(group);
        streams.flush();
        return decided;
      });
      return E.isRight(answers) ? answers.right : group.counts.map(() => answers.left);
    },
    answer: (question) => {
      try {
        return answer(question);
      } catch (cause) {
        return engineFault(cause, 'not-written');
      }
    },
    tidy: (now) => {
      try {
        const scavenged = inTransaction(() => scavengeStep(now));
        if (E.isRight(scavenged) && scavenged.right) return true;
        database.exec('PRAGMA wal_checkpoint(PASSIVE)');
        return false;
      } catch {
        // What is left undone now is made up for later: the events themselves are safe.
        return false;
      }
    },
    close: () => {
      database.close();
      unlock();
    },
  };
};
