import * as E from 'fp-ts/Either';
import { type EventStore, type EventStoreUnavailable, type RecordedEvent } from '../../ports/event-store';
import { type Log } from '../../ports/log';
import { type Patience, untilAvailable } from '../../until-available';
import { type CopyPair } from './compare-copies';
import { copiesInLog } from './copies-in-log';
import { type CopiesWithin, noCopiesWithin } from './copies-within';
import { ID_WINDOW, type IdWindow, idWindow } from './id-window';
import { nextRecordedAt, restoreIds, takeIds } from './restore-ids';

/**
 * What a capture knows of copies: events recorded under an id that was recorded before, within the last hour. A copy
 * is no event to capture. Capture decides once which events are copies, and its record says so for ever.
 */
export interface Copies {
  /** While standing by: events that another capture captures. Only after `restore`, and in the order of the log. */
  readonly watch: (events: ReadonlyArray<RecordedEvent>) => void;
  /**
   * After a start: learns the ids recorded up to `position` again, or only what came since it was last called and is
   * not watched yet. False: stopped before the log answered.
   */
  readonly restore: (position: bigint | null, patience: Patience) => Promise<boolean>;
  /** The events without the copies. `begun`: an event that a record has half captured already is none. */
  readonly sift: (events: ReadonlyArray<RecordedEvent>, begun: bigint | null) => ReadonlyArray<RecordedEvent>;
  /** Copies up to the position that no record names yet. */
  readonly unrecorded: (position: bigint) => ReadonlyArray<bigint>;
  readonly recorded: (copies: ReadonlyArray<bigint>) => void;
  readonly within: CopiesWithin;
}

type Read<A> = Promise<E.Either<EventStoreUnavailable, A>>;

const NONE: ReadonlyArray<bigint> = [];

/** Where the store itself never takes an id twice: nothing is remembered, nothing looked up. */
export const withoutCopies: Copies = {
  watch: () => undefined,
  restore: () => Promise.resolve(true),
  sift: (events) => events,
  unrecorded: () => NONE,
  recorded: () => undefined,
  within: noCopiesWithin,
};

export interface CopiesDependencies {
  readonly eventStore: Pick<EventStore, 'readRange' | 'readStream'>;
  readonly log: Pick<Log, 'warn'>;
  /** Told of each copy and of the event it repeats. */
  readonly found: (pair: CopyPair) => void;
}

/** Newest copies held in memory; of older ones the log tells. */
const MOST_HELD = 100_000;

export const copies = ({ eventStore, log, found }: CopiesDependencies): Copies => {
  const inLog = copiesInLog(eventStore);
  let window: IdWindow = idWindow();
  /** Ascending. All copies after `heldAfter` up to where capture stands; null: it has not begun. */
  let held: bigint[] = [];
  let heldAfter: bigint | null = null;
  let waiting: ReadonlyArray<bigint> = NONE;
  let toldShort = false;
  let learnt = false;
  let learntTo: bigint | null = null;

  const hold = (position: bigint): void => {
    held.push(position);
    if (held.length <= MOST_HELD) return;
    held = held.slice(MOST_HELD / 2);
    heldAfter = (held[0] ?? position) - 1n;
  };

  const tellShort = (): void => {
    if (toldShort || window.cutShort() === 0) return;
    toldShort = true;
    log.warn('more ids were recorded within an hour than capture remembers; an older copy is captured again', {
      remembered: ID_WINDOW.mostIds,
    });
  };

  const isCopy = (stored: RecordedEvent, begun: bigint | null): boolean => {
    const first = window.take(stored);
    if (first === null || stored.position === begun) return false;
    hold(stored.position);
    found({ first, copy: stored });
    return true;
  };

  /** Where the ids that are held end: all before it that count are among them. */
  const heldTo = (): bigint | null => {
    const newest = window.newest()?.position ?? null;
    return newest === null || (learntTo !== null && learntTo > newest) ? learntTo : newest;
  };

  /** Whether what is held reaches back far enough for the event that capture handles next. */
  const isAbreast = async (position: bigint): Read<boolean> => {
    const newest = window.newest();
    if (!learnt || newest === null) return E.right(learnt);
    const next = await nextRecordedAt(eventStore, position);
    return E.isLeft(next) ? next : E.right(newest.recordedAt - next.right <= ID_WINDOW.aheadMs);
  };

  const learnAnew = async (position: bigint): Read<void> => {
    window = idWindow();
    learnt = false;
    return restoreIds(eventStore, position, window.take);
  };

  const learn = async (position: bigint): Read<void> => {
    const abreast = await isAbreast(position);
    if (E.isLeft(abreast)) return abreast;
    const after = heldTo();
    if (abreast.right && after !== null && after >= position) return E.right(undefined);
    const read = abreast.right
      ? await takeIds(eventStore, { after, to: position }, window.take)
      : await learnAnew(position);
    if (E.isRight(read)) {
      learnt = true;
      learntTo = position;
    }
    return read;
  };

  return {
    watch: (events) => {
      for (const stored of events) window.take(stored);
    },
    restore: async (position, patience) => {
      heldAfter = position ?? -1n;
      if (position === null) {
        learnt = true;
        return true;
      }
      return E.isRight(await untilAvailable(() => learn(position), patience));
    },
    sift: (events, begun) => {
      const fresh: RecordedEvent[] = [];
      const more: bigint[] = [];
      for (const stored of events) {
        if (isCopy(stored, begun)) more.push(stored.position);
        else fresh.push(stored);
      }
      tellShort();
      if (more.length > 0) waiting = [...waiting, ...more];
      return more.length === 0 ? events : fresh;
    },
    unrecorded: (position) => (waiting.length === 0 ? NONE : waiting.filter((copy) => copy <= position)),
    recorded: (named) => {
      if (named.length > 0) waiting = waiting.slice(named.length);
    },
    within: ({ after, to }) => {
      const here = held.filter((copy) => copy > after && copy <= to);
      if (heldAfter !== null && after >= heldAfter) return () => Promise.resolve(E.right(new Set(here)));
      return async () =>
        E.map((before: ReadonlySet<bigint>) => new Set([...before, ...here]))(await inLog({ after, to })());
    },
  };
};
