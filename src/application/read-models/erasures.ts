import * as E from 'fp-ts/Either';
import { type ErasureCompleted, type ProfileErased } from '../../domain/erasure/erasure-event';
import { decodeErasureEvent } from '../codecs/erasure-codec';
import { type RecordedEvent } from '../ports/event-store';
import { PREFIXES } from '../streams';
import { type FollowPorts, followLog } from './follow-log';

/** Whose data may no longer be sent, kept or shown, though this process may still hold it in plain. */
export interface Erased {
  /** True: what was recorded at the position is about a person erased after it. */
  readonly covers: (account: number, owner: string | undefined, position: bigint) => boolean;
  /** Grows with every erasure heard of. */
  readonly count: () => number;
}

/** An erasure as it stands in the log. */
export interface AskedErasure {
  readonly erased: ProfileErased;
  readonly position: bigint;
}

/** All erasures this process has heard of: about 200 bytes for each person erased. */
export interface Erasures extends Erased {
  /** What this process has just asked for itself, before its subscription tells. */
  readonly note: (asked: AskedErasure) => void;
  /** Asked for, and not completed as far as is known. */
  readonly pending: () => ReadonlyArray<AskedErasure>;
  readonly ready: () => Promise<void>;
  readonly close: () => void;
}

export interface ErasuresPorts extends FollowPorts {
  /** Called once for each erasure heard of: lets go of what is held of the person. */
  readonly forget: (account: number, owner: string) => void;
}

const nameOf = (account: number, owner: string): string => `${String(account)}/${owner}`;

/** Where nobody is ever erased. */
export const nobodyErased: Erased = { covers: () => false, count: () => 0 };

export const erasures = (ports: ErasuresPorts): Erasures => {
  const newest = new Map<string, bigint>();
  const pending = new Map<string, AskedErasure>();
  let heard = 0;

  const note = (asked: AskedErasure): void => {
    const { account, owner } = asked.erased;
    const name = nameOf(account, owner);
    if ((newest.get(name) ?? -1n) >= asked.position) return;
    newest.set(name, asked.position);
    pending.set(name, asked);
    heard += 1;
    ports.forget(account, owner);
  };

  const complete = ({ account, owner, erasure }: ErasureCompleted): void => {
    const name = nameOf(account, owner);
    if (pending.get(name)?.erased.erasure !== erasure) return;
    pending.delete(name);
  };

  const foldEvent = (stored: RecordedEvent): void => {
    const decoded = decodeErasureEvent(stored);
    if (E.isLeft(decoded)) {
      const { stream, revision, detail } = decoded.left;
      ports.log.error('an erasure cannot be read and is left out', { stream, revision: String(revision), detail });
      return;
    }
    const event = decoded.right;
    if (event.type === 'ProfileErased') note({ erased: event, position: stored.position });
    else complete(event);
  };

  const following = followLog(ports, PREFIXES.erasures, (page) => {
    for (const stored of page) foldEvent(stored);
  });

  return {
    covers: (account, owner, position) =>
      owner !== undefined && newest.size > 0 && (newest.get(nameOf(account, owner)) ?? -1n) > position,
    count: () => heard,
    note,
    pending: () => [...pending.values()],
    ready: following.ready,
    close: following.close,
  };
};
