import { type KeyObject } from 'node:crypto';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { type EventStore, type EventSubscription } from '../../../../application/ports/event-store';
import { type ClosableKeyStore, type KeyStoreUnavailable } from '../../../../application/ports/key-store';
import { PREFIXES } from '../../../../application/streams';
import { keyedPages } from '../keyed-pages';
import { masterDerivedKeys } from '../master-derived-keys';
import { pseudonyms } from '../pseudonyms';
import { threadSealer } from '../thread-sealer';
import { followKeys } from './follow-keys';
import { keyCache } from './key-cache';
import { keyStreams } from './key-streams';
import { answered, asUnavailable, KeysUnavailable } from './keys-unavailable';
import { checkMasterKey, type WrongKeys } from './master-key-check';
import { streamKeyRing } from './stream-key-ring';

export interface EventStreamsKeyStoreOptions {
  /** Stays open: who made it closes it. */
  readonly eventStore: EventStore;
  /** 32 bytes. */
  readonly masterKey: KeyObject;
  /** Keys held ready to use, about 1 KiB each; as many at most in the thread that seals. Default 20,000. */
  readonly keysCached?: number;
  /** Reads of keys under way at most, and as many appends. Default 64. */
  readonly inFlight?: number;
  /** Calls with at least this many items are sealed and opened in a thread of their own, started at the first. Default 20. */
  readonly threadFrom?: number;
}
export interface EventStreamsKeyStore extends ClosableKeyStore {
  /** Checks the master key against the log and begins to follow it; the failure says what to do. Every other call does so as well. */
  readonly ready: TE.TaskEither<WrongKeys | KeyStoreUnavailable, void>;
}

const PAGE = { maxCount: 500, maxBytes: 1024 * 1024 };

/** Profile keys in the log, a stream each, wrapped by the master key; any number of processes may use them at once. */
export const eventStreamsKeyStore = ({
  eventStore,
  masterKey,
  keysCached = 20_000,
  inFlight = 64,
  threadFrom = 20,
}: EventStreamsKeyStoreOptions): EventStreamsKeyStore => {
  const keys = masterDerivedKeys(masterKey);
  const cache = keyCache(keysCached, (name, wrapped) => keys.unwrap(Buffer.from(wrapped, 'base64'), Buffer.from(name)));
  const sealer = threadSealer({ from: threadFrom, keysHeld: keysCached });
  const ring = streamKeyRing({ streams: keyStreams(eventStore, inFlight), cache, keys });
  const pages = keyedPages(ring, sealer);
  let opening: Promise<E.Either<WrongKeys | KeyStoreUnavailable, void>> | null = null;
  let subscription: EventSubscription | null = null;
  let following: Promise<void> = Promise.resolve();
  let closed = false;

  const follow = async (): Promise<void> => {
    const newest = await answered(eventStore.lastPosition());
    if (closed) throw new KeysUnavailable('the key store is closed', false);
    // From the present end: no key is at hand yet, so no earlier drop matters.
    subscription = eventStore.subscribe({ prefixes: [PREFIXES.profileKeys], after: newest, ...PAGE });
    cache.followedTo(newest ?? -1n);
    const forget = (name: string): void => void sealer.forget(name).catch(() => undefined);
    following = followKeys(subscription, { cache, forget }).catch(() => undefined);
  };
  const open = async (): Promise<E.Either<WrongKeys | KeyStoreUnavailable, void>> => {
    try {
      const wrong = await checkMasterKey(eventStore, keys);
      if (wrong !== null) return E.left(wrong);
      await follow();
      return E.right(undefined);
    } catch (cause) {
      return E.left(asUnavailable(cause));
    }
  };
  const ready = async (): Promise<E.Either<WrongKeys | KeyStoreUnavailable, void>> => {
    const own = (opening ??= open());
    const result = await own;
    if (E.isLeft(result) && opening === own) opening = null;
    return result;
  };
  /** Waits only before the first success. */
  const opened = async (): Promise<void> => {
    if (closed) throw new KeysUnavailable('the key store is closed', false);
    if (subscription !== null) return;
    const result = await ready();
    if (E.isRight(result)) return;
    const { left } = result;
    throw new KeysUnavailable(left.detail, left.type === 'KeyStoreUnavailable' && left.retryable);
  };
  const whenOpen = <Result>(work: () => Promise<Result>): TE.TaskEither<KeyStoreUnavailable, Result> =>
    TE.tryCatch(async () => {
      await opened();
      return work();
    }, asUnavailable);

  return {
    ready,
    pseudonym: pseudonyms(keys, keysCached * 2),
    seal: (items) => whenOpen(() => pages.seal(items)),
    open: (items) => whenOpen(() => pages.open(items)),
    drop: (account, owner) => whenOpen(() => pages.drop(account, owner)),
    close: async () => {
      closed = true;
      await opening;
      subscription?.close();
      await following;
      await sealer.close();
    },
  };
};
