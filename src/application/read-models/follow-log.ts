import * as E from 'fp-ts/Either';
import { type Clock } from '../ports/clock';
import { type EventStore, type EventSubscription, type RecordedEvent } from '../ports/event-store';
import { type Log } from '../ports/log';

export interface FollowPorts {
  readonly eventStore: EventStore;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Following {
  /** Resolves once all that was in the log at the start is folded; also when closed before. */
  readonly ready: () => Promise<void>;
  readonly close: () => void;
}

const PAGE = { maxCount: 1000, maxBytes: 2 * 1024 * 1024 };
const PAUSE_MS = 500;

const pause = (clock: Clock): Promise<void> =>
  new Promise((resolve) => {
    clock.after(PAUSE_MS, resolve);
  });

/** Hands every page of the log under the prefix to `fold`, history first, then as it is written, until closed. */
export const followLog = (
  { eventStore, clock, log }: FollowPorts,
  prefix: string,
  fold: (page: ReadonlyArray<RecordedEvent>) => void,
): Following => {
  let closed = false;
  let subscription: EventSubscription | null = null;
  const isOpen = (): boolean => !closed;

  const readHistory = async (): Promise<bigint | null> => {
    let after: bigint | null = null;
    while (isOpen()) {
      const read = await eventStore.readRange({ prefixes: [prefix], after, to: null, ...PAGE })();
      if (E.isLeft(read)) {
        log.warn('the history of a read model cannot be read, trying again', { prefix, detail: read.left.detail });
        await pause(clock);
        continue;
      }
      fold(read.right.events);
      after = read.right.events.at(-1)?.position ?? after;
      if (read.right.complete) return after;
    }
    return after;
  };

  const followOn = async (after: bigint | null): Promise<void> => {
    if (!isOpen()) return;
    const live = eventStore.subscribe({ prefixes: [prefix], after, ...PAGE });
    subscription = live;
    for (let page = await live.next(); page !== null; page = await live.next()) fold(page);
  };

  const history = readHistory();
  void history.then(followOn);

  return {
    ready: async () => {
      await history;
    },
    close: () => {
      closed = true;
      subscription?.close();
    },
  };
};
