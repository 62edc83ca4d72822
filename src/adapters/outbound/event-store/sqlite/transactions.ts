import * as E from 'fp-ts/Either';
import { engineFault } from './engine-fault';
import { type EngineFault } from './engine-protocol';
import { type SqliteDatabase } from './sqlite-driver';

export type InTransaction = <Result>(work: () => Result) => E.Either<EngineFault, Result>;

/** Until the commit a failure wrote nothing; a commit that fails may have reached the disk. */
export const transactions = (database: SqliteDatabase, afterRollback: () => void): InTransaction => {
  const rollBack = (cause: unknown, outcome: EngineFault['outcome']): E.Either<EngineFault, never> => {
    if (database.inTransaction()) database.exec('ROLLBACK');
    afterRollback();
    return E.left(engineFault(cause, outcome));
  };
  const commit = <Result>(result: Result): E.Either<EngineFault, Result> => {
    try {
      database.exec('COMMIT');
      return E.right(result);
    } catch (cause) {
      return rollBack(cause, 'unknown');
    }
  };
  const attempt = <Result>(work: () => Result): E.Either<EngineFault, Result> => {
    try {
      database.exec('BEGIN IMMEDIATE');
      return E.right(work());
    } catch (cause) {
      return rollBack(cause, 'not-written');
    }
  };
  return (work) => {
    const attempted = attempt(work);
    return E.isLeft(attempted) ? attempted : commit(attempted.right);
  };
};
