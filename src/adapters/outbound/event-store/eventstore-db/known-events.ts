import { type Appended } from '../../../../application/ports/event-store';

/** Where an event of an earlier append stands; the position is that of the append's last event. */
export interface KnownEvent {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
}

/** Memory of what this process appended lately: the server itself tells repeats only within bounds of its own. */
export interface KnownEvents {
  readonly get: (id: string) => KnownEvent | undefined;
  /** `last`: the answer to the append of these ids, which stand one behind the other in the stream. */
  readonly add: (stream: string, ids: ReadonlyArray<string>, last: Pick<Appended, 'revision' | 'position'>) => void;
}

const MOST = 100_000;

export const knownEvents = (most = MOST): KnownEvents => {
  const known = new Map<string, KnownEvent>();
  return {
    get: (id) => known.get(id.toLowerCase()),
    add: (stream, ids, { revision, position }) => {
      ids.forEach((id, index) => {
        const key = id.toLowerCase();
        known.delete(key);
        known.set(key, { stream, revision: revision - BigInt(ids.length - 1 - index), position });
      });
      for (const id of known.keys()) {
        if (known.size <= most) break;
        known.delete(id);
      }
    },
  };
};
