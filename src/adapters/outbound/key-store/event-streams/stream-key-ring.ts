import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { type KeyOwner, type KeyRing } from '../key-ring';
import { type MasterDerivedKeys } from '../master-derived-keys';
import { joinedCalls } from './joined-calls';
import { type KeyCache, type Place } from './key-cache';
import { type KeyStreams, type MadeKey, type Standing } from './key-streams';
import { KeysUnavailable } from './keys-unavailable';

export interface StreamKeyRingParts {
  readonly streams: KeyStreams;
  readonly cache: KeyCache;
  readonly keys: MasterDerivedKeys;
}

interface UsableKey {
  readonly kind: 'usable';
  readonly key: KeyObject;
  readonly revision: bigint;
}
type Found = UsableKey | Exclude<Standing, MadeKey>;

/** Rounds after which an owner's key that changes under every look is given up. */
const ROUNDS = 8;

const keepsChanging = ({ name }: KeyOwner): KeysUnavailable =>
  new KeysUnavailable(`the key of ${name} changed at every look; try again`, true);

export const streamKeyRing = ({ streams, cache, keys }: StreamKeyRingParts): KeyRing => {
  const asked = joinedCalls<Found>();
  const coming = new Map<string, Promise<KeyObject>>();

  const unwrapped = ({ name }: KeyOwner, { wrapping, wrapped }: MadeKey): KeyObject => {
    const key = keys.unwrap(Buffer.from(wrapped, 'base64'), Buffer.from(name));
    if (key !== null) return key;
    const why =
      wrapping === keys.wrapping
        ? 'is damaged: bring it back from a backup of the log'
        : `was wrapped under another master key (${wrapping}, this one is ${keys.wrapping}): give back that master key`;
    throw new KeysUnavailable(`the key of ${name} ${why}`, true);
  };

  /** The newest event, unless a drop became known meanwhile that it does not show. */
  const look = (owner: KeyOwner): Promise<Found> =>
    cache.during(owner.name, async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const standing = await streams.newest(owner);
        if (standing.kind !== 'made') return standing;
        const { revision } = standing;
        const key = cache.put(owner.name, revision, unwrapped(owner, standing));
        if (key !== null) return { kind: 'usable', key, revision };
      }
      throw keepsChanging(owner);
    });
  const find = (owner: KeyOwner): Promise<Found> => asked(owner.name, () => look(owner));

  /** Null: another process was first, or it was dropped as soon as it was made. */
  const makeAfter = async (owner: KeyOwner, after: Exclude<Standing, MadeKey>): Promise<KeyObject | null> => {
    const bytes = randomBytes(32);
    const wrapped = keys.wrap(bytes, Buffer.from(owner.name)).toString('base64');
    const place = await streams.make(owner, after, { wrapping: keys.wrapping, wrapped });
    return place === null ? null : cache.put(owner.name, place.revision, createSecretKey(bytes));
  };
  const make = (owner: KeyOwner): Promise<KeyObject> =>
    cache.during(owner.name, async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const found = await find(owner);
        const key = found.kind === 'usable' ? found.key : await makeAfter(owner, found);
        if (key !== null) return key;
      }
      throw keepsChanging(owner);
    });

  /** Where the drop stands; null: there was nothing to drop. */
  const dropOne = async (owner: KeyOwner): Promise<Place | null> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const found = await find(owner);
      if (found.kind === 'none') return null;
      const place = found.kind === 'dropped' ? found.place : await streams.drop(owner, found);
      if (place !== null) return place;
    }
    throw keepsChanging(owner);
  };

  return {
    known: ({ name }) => cache.get(name),
    found: async (owners, show) => {
      await Promise.all(
        owners.map(async (owner) => {
          const found = await find(owner);
          if (found.kind === 'usable') show(owner, found.key);
        }),
      );
    },
    made: (owner) => {
      const under = coming.get(owner.name);
      if (under !== undefined) return under;
      const key = make(owner).finally(() => coming.delete(owner.name));
      coming.set(owner.name, key);
      return key;
    },
    drop: async (owner) => {
      await coming.get(owner.name)?.catch(() => undefined);
      await cache.during(owner.name, async () => {
        const place = await dropOne(owner);
        if (place === null) return;
        cache.droppedHere(owner.name, place);
        await streams.hideBefore(owner, place);
      });
    },
    drops: cache.drops,
  };
};
