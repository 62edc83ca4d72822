import * as E from 'fp-ts/Either';
import { type EventStoreUnavailable, type EventSubscription } from '../ports/event-store';
import { CAPTURES, PREFIXES } from '../streams';
import { type CaptureDependencies } from './capture-dependencies';
import { CATCH_UP_PAGE } from './capture-job';
import { type CaptureRun } from './capture-run';
import { restore, type RestoreDependencies } from './restore';
import { type RecordsGone, restoreMore } from './restore-more';

type StandbyDependencies = RestoreDependencies & Pick<CaptureDependencies, 'exactIds'>;
type Followed = E.Either<EventStoreUnavailable | RecordsGone, void>;

/** A capture that keeps its fold, and the ids it must know, abreast of the one that captures: a takeover reads seconds, not hours. */
export interface Standby {
  /** Ends it; the fold is then as the newest record left it. Left: it is of no use. */
  readonly finish: () => Promise<Followed>;
}

const FOLD_EVERY_MS = 1_000;

export const standBy = (run: CaptureRun, dependencies: StandbyDependencies): Standby => {
  const { eventStore, clock, log, exactIds } = dependencies;
  let subscription: EventSubscription | null = null;
  let foldedAt = -Infinity;
  let ended = false;
  const isOver = (): boolean => ended || run.stopping;

  /** False: it was ended before it was abreast. */
  const prepare = async (): Promise<E.Either<EventStoreUnavailable, boolean>> => {
    const restored = await restore(run, dependencies);
    if (E.isLeft(restored) || isOver()) return E.map(() => false)(restored);
    return E.right(await run.copies.restore(run.state.position, { clock, log, stopped: isOver }));
  };

  const followOn = async (following: EventSubscription): Promise<Followed> => {
    for (let page = await following.next(); page !== null; page = await following.next()) {
      run.copies.watch(page.filter(({ stream }) => stream !== CAPTURES));
      const isDue = page.some(({ stream }) => stream === CAPTURES) && clock.monotonic() - foldedAt >= FOLD_EVERY_MS;
      if (!isDue) continue;
      foldedAt = clock.monotonic();
      const more = await restoreMore(run, dependencies);
      if (E.isLeft(more) || isOver()) return more;
    }
    return E.right(undefined);
  };

  const follow = async (): Promise<Followed> => {
    const prepared = await prepare();
    if (E.isLeft(prepared) || !prepared.right || isOver()) return E.map(() => undefined)(prepared);
    const prefixes = exactIds ? [CAPTURES] : [CAPTURES, PREFIXES.platformEvents];
    subscription = eventStore.subscribe({ prefixes, after: run.state.position, ...CATCH_UP_PAGE });
    return followOn(subscription);
  };
  const following = follow();

  return {
    finish: async () => {
      ended = true;
      subscription?.close();
      const followed = await following;
      return E.isLeft(followed) ? followed : restoreMore(run, dependencies);
    },
  };
};
