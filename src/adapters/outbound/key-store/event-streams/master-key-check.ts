import * as E from 'fp-ts/Either';
import { type EventStore } from '../../../../application/ports/event-store';
import { MASTER_KEY_CHECK, PREFIXES } from '../../../../application/streams';
import { type MasterDerivedKeys } from '../master-derived-keys';
import { type KeyEvent, masterKeyChosen, readKeyEvent } from './key-events';
import { answered, logFailed } from './keys-unavailable';

/** The keys in the log were wrapped with another master key; nothing in it could be opened. */
export interface MasterKeyMismatch {
  readonly type: 'MasterKeyMismatch';
  readonly detail: string;
}
/** The log has events, and their keys are somewhere else. */
export interface KeysMissing {
  readonly type: 'KeysMissing';
  readonly detail: string;
}
export type WrongKeys = MasterKeyMismatch | KeysMissing;
export type MasterKeyCheckLog = Pick<EventStore, 'append' | 'readStream' | 'readRange'>;
type Check = Extract<KeyEvent, { readonly type: 'MasterKeyChosen' }>;

const mismatch = (wrapping: string, own: string): MasterKeyMismatch => ({
  type: 'MasterKeyMismatch',
  detail: `the keys in the log (stream ${MASTER_KEY_CHECK}) were wrapped with another master key (${wrapping}, this one is ${own}): give back that master key (environment or key file), or start with an empty log`,
});

const MISSING: KeysMissing = {
  type: 'KeysMissing',
  detail: `the log has events but no stream ${MASTER_KEY_CHECK}: they were sealed with another key store. Start with the one they were written with, or with an empty log. Without it nothing sealed in the log can be read.`,
};

const readCheck = async (log: MasterKeyCheckLog): Promise<Check | null> => {
  const { events } = await answered(
    log.readStream(MASTER_KEY_CHECK, { direction: 'forwards', from: 'start', maxCount: 1 }),
  );
  const read = events[0] === undefined ? null : readKeyEvent(events[0]);
  return read?.type === 'MasterKeyChosen' ? read : null;
};

const holdsEvents = async (log: MasterKeyCheckLog): Promise<boolean> => {
  const { events } = await answered(
    log.readRange({ prefixes: [PREFIXES.platformEvents], after: null, to: null, maxCount: 1, maxBytes: 1 }),
  );
  return events.length > 0;
};

/** The check is there before the first event: seen after an event, it was not there at all. */
const settledCheck = async (log: MasterKeyCheckLog, keys: MasterDerivedKeys): Promise<Check | null> => {
  const there = await readCheck(log);
  if (there !== null) return there;
  if (await holdsEvents(log)) return readCheck(log);
  const chosen = masterKeyChosen(keys.wrapping, keys.checkValue());
  const appended = await log.append(MASTER_KEY_CHECK, 'no-stream', [chosen])();
  if (E.isLeft(appended) && appended.left.type !== 'WrongExpectedRevision') throw logFailed(appended.left);
  return readCheck(log);
};

/** Null: this is the master key of the log, or the log is new and it is from now on. */
export const checkMasterKey = async (log: MasterKeyCheckLog, keys: MasterDerivedKeys): Promise<WrongKeys | null> => {
  const check = await settledCheck(log, keys);
  if (check === null) return MISSING;
  return keys.accepts(Buffer.from(check.check, 'base64')) ? null : mismatch(check.wrapping, keys.wrapping);
};
