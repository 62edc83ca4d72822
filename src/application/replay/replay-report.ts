import { type LeftBecause, type ReplayCounts, type ReplayedHook, type ReplayView } from '../use-cases/replays';
import { type ReplayedLane } from './replayed-lane';

type Counts = { -readonly [count in keyof ReplayCounts]: number };

/** What has been found of a hook so far, over all passes. */
interface HookReport extends Counts {
  readonly left: Map<LeftBecause, number>;
}

/** The report while it grows. */
export interface ReplayReport {
  readonly add: (lane: ReplayedLane, missing: number) => void;
  readonly repaired: (hook: number, deliveries: number) => void;
  readonly left: (hook: number, because: LeftBecause, deliveries: number) => void;
  readonly view: () => Pick<ReplayView, keyof ReplayCounts | 'hooks' | 'hooksLeftOut'>;
}

const MOST_HOOKS = 1000;

const none = (): Counts => ({
  matched: 0,
  delivered: 0,
  parked: 0,
  discarded: 0,
  waiting: 0,
  missing: 0,
  unclear: 0,
  repaired: 0,
});

const COUNTS = ['matched', 'delivered', 'parked', 'discarded', 'waiting', 'missing', 'unclear', 'repaired'] as const;

const addTo = (sum: Counts, more: ReplayCounts): void => {
  for (const count of COUNTS) sum[count] += more[count];
};

const countsOf = (lane: ReplayedLane, missing: number): ReplayCounts => {
  const { w, d, p, x } = lane.recount.counts;
  return {
    ...none(),
    matched: lane.matched,
    delivered: d,
    parked: p,
    discarded: x + lane.skipped,
    waiting: w + lane.waiting,
    missing,
    unclear: lane.unclear,
  };
};

const shown = (hook: number, { left, ...counts }: HookReport): ReplayedHook => ({
  hook,
  ...counts,
  ...(left.size === 0 ? {} : { left: [...left].map(([because, deliveries]) => ({ because, deliveries })) }),
});

export const replayReport = (): ReplayReport => {
  const hooks = new Map<number, HookReport>();
  const of = (hook: number): HookReport => {
    const known = hooks.get(hook) ?? { ...none(), left: new Map<LeftBecause, number>() };
    hooks.set(hook, known);
    return known;
  };
  return {
    add: (lane, missing) => {
      if (lane.matched > 0) addTo(of(lane.hook), countsOf(lane, missing));
    },
    repaired: (hook, deliveries) => {
      of(hook).repaired += deliveries;
    },
    left: (hook, because, deliveries) => {
      const { left } = of(hook);
      left.set(because, (left.get(because) ?? 0) + deliveries);
    },
    view: () => {
      const sum = none();
      for (const report of hooks.values()) addTo(sum, report);
      const sorted = [...hooks].sort(
        ([one, { missing }], [other, { missing: more }]) => Number(more > 0) - Number(missing > 0) || one - other,
      );
      return {
        ...sum,
        hooks: sorted.slice(0, MOST_HOOKS).map(([hook, report]) => shown(hook, report)),
        hooksLeftOut: Math.max(0, sorted.length - MOST_HOOKS),
      };
    },
  };
};
