import { type OpenSqlite } from './sqlite-driver';

const WAIT_MS = 500;

/**
 * One process at a time may write a log: positions and caches live in memory. The lock is the operating system's, held
 * on a file of its own so that other tools can still read and back up the log, and it goes when the process goes.
 */
export const takeServingLock = (open: OpenSqlite, path: string): (() => void) => {
  const lock = open(`${path}.lock`, WAIT_MS);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    throw new Error(
      `Another process has the log ${path} open. Stop it first, or give this one a data folder of its own.`,
      { cause },
    );
  }
  return () => {
    lock.close();
  };
};
