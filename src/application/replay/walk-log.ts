import * as E from 'fp-ts/Either';
import { type EventStoreUnavailable, type RecordedEvent } from '../ports/event-store';
import { platformEventsOf, PREFIXES } from '../streams';
import { untilAvailable } from '../until-available';
import { type ReplayDependencies, type ReplayJob } from './replay-dependencies';

/** capture-ended: nobody captures here any more. overtaken: retention has taken away what would have to be read. */
export type WalkEnd = 'cancelled' | 'capture-ended' | 'overtaken' | EventStoreUnavailable;
export type Walk<A> = Promise<E.Either<WalkEnd, A>>;

const PAGE_BYTES = 2 * 1024 * 1024;

export const ENGINES_OWN = [PREFIXES.captures, PREFIXES.hooks, PREFIXES.outcomes, PREFIXES.parked];
export const withEventsOf = (account: number): ReadonlyArray<string> => [platformEventsOf(account), ...ENGINES_OWN];

export interface WalkedPage {
  readonly events: ReadonlyArray<RecordedEvent>;
  /** Positions of events in it that are copies. */
  readonly copies: ReadonlySet<bigint>;
  readonly complete: boolean;
}

export interface WalkRange {
  readonly prefixes: ReadonlyArray<string>;
  readonly after: bigint | null;
  readonly to: bigint | null;
}

const readPage = async (
  { eventStore, limits, capture: { copiesWithin } }: ReplayDependencies,
  range: WalkRange,
): Promise<E.Either<EventStoreUnavailable, WalkedPage>> => {
  const page = await eventStore.readRange({ ...range, maxCount: limits.entriesAPage, maxBytes: PAGE_BYTES })();
  if (E.isLeft(page)) return page;
  const { events, complete } = page.right;
  const newest = events.findLast(({ stream }) => stream.startsWith(PREFIXES.platformEvents));
  if (newest === undefined) return E.right({ events, copies: new Set(), complete });
  const copies = await copiesWithin({ after: range.after ?? -1n, to: newest.position })();
  return E.isLeft(copies) ? copies : E.right({ events, copies: copies.right, complete });
};

/** Page by page, until `take` has seen enough (false) or the range is over. True: it is over. */
export const walkLog = async (
  dependencies: ReplayDependencies,
  job: Pick<ReplayJob, 'isCancelled'>,
  range: WalkRange,
  take: (page: WalkedPage) => Promise<boolean>,
): Walk<boolean> => {
  const { clock, log } = dependencies;
  let { after } = range;
  for (;;) {
    const read = (): Promise<E.Either<EventStoreUnavailable, WalkedPage>> =>
      readPage(dependencies, { ...range, after });
    const page = await untilAvailable(read, { clock, log, stopped: job.isCancelled });
    if (job.isCancelled()) return E.left('cancelled');
    if (E.isLeft(page)) return page;
    if (!(await take(page.right))) return E.right(false);
    if (page.right.complete) return E.right(true);
    after = page.right.events.at(-1)?.position ?? after;
  }
};
