import { type EngineFault } from './engine-protocol';

const ADVICE: Readonly<Record<string, string>> = {
  SQLITE_FULL: 'The disk is full. Free some space; the next append goes on by itself.',
  SQLITE_READONLY: 'The log is read-only. Give this user the right to write the data folder.',
  SQLITE_CANTOPEN: 'The log cannot be opened. Check that the data folder exists and that this user may write there.',
  SQLITE_NOTADB: 'The file is no log of this program. Check the configured path, or restore the newest backup.',
  SQLITE_CORRUPT: 'The log is damaged. Stop, keep a copy of the file, and restore the newest backup.',
};
const HOPELESS: ReadonlyArray<string> = ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_NOTADB', 'SQLITE_CORRUPT'];

const codeOf = (cause: unknown): string | null =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null;

/** A driver's exception as a value that tells the reader what to do. */
export const engineFault = (cause: unknown, outcome: EngineFault['outcome']): EngineFault => {
  const code = codeOf(cause);
  const family = code === null ? '' : code.split('_').slice(0, 2).join('_');
  const message = cause instanceof Error ? cause.message : String(cause);
  const advice = ADVICE[family];
  return {
    kind: 'fault',
    outcome,
    retryable: !HOPELESS.includes(family),
    detail: `${advice === undefined ? '' : `${advice} `}${message}${code === null ? '' : ` (${code})`}`,
  };
};
