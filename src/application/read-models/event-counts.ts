import * as E from 'fp-ts/Either';
import { textId } from '../../domain/platform-event/text-id';
import { decodeRouting } from '../codecs/platform-event-codec';
import { type Clock } from '../ports/clock';
import { type AccountCount, type EventCounts } from '../ports/event-counts';
import { type EventStore, type EventSubscription, type RecordedEvent } from '../ports/event-store';
import { type Log } from '../ports/log';
import { PREFIXES } from '../streams';

export interface FollowEventCounts {
  readonly eventStore: Pick<EventStore, 'subscribe' | 'lastPosition'>;
  readonly counts: EventCounts;
  readonly clock: Clock;
  readonly log: Log;
}

const PAGE = { maxCount: 1000, maxBytes: 2 * 1024 * 1024 };
const BETWEEN_PAGES_MS = 400;
const BEFORE_RETRY_MS = 1000;

/** Read without parsing the whole: the routing part is written first, and always in this order. */
const WRITTEN =
  /^\{"v":1,"account":(\d+),"type":"([^"\\]*)","source":"[^"\\]*","occurredAt":"[^"\\]*","subjects":\{("database":\{"id":("[^"\\]*"|\d+)\})?/;

interface Keyed {
  readonly account: number;
  readonly type: string;
  readonly database: string;
}

const keyedOf = (stored: RecordedEvent): Keyed | null => {
  const found = WRITTEN.exec(stored.data);
  if (found !== null) {
    const [, account = '', type = '', , id] = found;
    return { account: Number(account), type, database: databaseOf(id) };
  }
  const routed = decodeRouting(stored);
  if (E.isLeft(routed)) return null;
  const { account, type, subjects } = routed.right;
  return { account, type, database: textId(subjects.database) ?? '' };
};

const databaseOf = (id: string | undefined): string =>
  id === undefined ? '' : (textId({ id: id.startsWith('"') ? id.slice(1, -1) : id }) ?? '');

/** How many events of which kind a page has, by the day of their stream. */
export const countsIn = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<AccountCount> => {
  const found = new Map<string, { -readonly [field in keyof AccountCount]: AccountCount[field] }>();
  for (const stored of events) {
    const keyed = keyedOf(stored);
    if (keyed === null) continue;
    const day = stored.stream.slice(-10);
    const name = `${String(keyed.account)} ${day} ${keyed.type} ${keyed.database}`;
    const known = found.get(name);
    if (known === undefined) found.set(name, { ...keyed, day, n: 1 });
    else known.n += 1;
  }
  return [...found.values()];
};

export interface FollowingEventCounts {
  /** Resolves when the page at hand is done. */
  readonly close: () => Promise<void>;
}

/** Keeps the index abreast of the log; begins anew when it is ahead of it, as beside a log restored from a backup. */
export const followEventCounts = ({ eventStore, counts, clock, log }: FollowEventCounts): FollowingEventCounts => {
  let closed = false;
  let subscription: EventSubscription | null = null;
  let wake: () => void = () => undefined;

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
      if (closed) wake();
    });

  const begin = async (): Promise<E.Either<unknown, bigint | null>> => {
    const newest = await eventStore.lastPosition()();
    const found = await counts.position()();
    if (E.isLeft(newest) || E.isLeft(found)) return E.isLeft(newest) ? newest : found;
    if (found.right === null || found.right <= (newest.right ?? -1n)) return found;
    return E.map(() => null)(await counts.clear()());
  };

  const follow = async (after: bigint | null): Promise<void> => {
    const following = eventStore.subscribe({ prefixes: [PREFIXES.platformEvents], after, ...PAGE });
    subscription = following;
    for (let page = await following.next(); page !== null; page = await following.next()) {
      const added = await counts.add(countsIn(page), page.at(-1)?.position ?? 0n)();
      if (E.isLeft(added)) {
        log.warn('the index of events by day cannot be written and is tried again', { detail: added.left.detail });
        break;
      }
      if (page.length < PAGE.maxCount) await pause(BETWEEN_PAGES_MS);
    }
    following.close();
  };

  const isOpen = (): boolean => !closed;
  const run = async (): Promise<void> => {
    while (isOpen()) {
      const position = await begin();
      if (E.isRight(position)) await follow(position.right);
      if (isOpen()) await pause(BEFORE_RETRY_MS);
    }
  };
  const running = run();

  return {
    close: async () => {
      closed = true;
      subscription?.close();
      wake();
      await running;
    },
  };
};
