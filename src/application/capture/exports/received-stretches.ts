import { type RoutedEvent } from '../../codecs/routed-event';

/** A block delivered whole: its place, and what of it belonged to the block. */
export interface Stretch {
  /** HOOK for places of the log, `ofDay` for revisions of a day that an earlier run sent. */
  readonly of: string;
  readonly from: bigint;
  readonly to: bigint;
  readonly holds: (routed: RoutedEvent) => boolean;
}

export const HOOK = '';
export const ofDay = (run: string, day: string): string => `${run}/${day}`;

const dayOf = ({ stream }: RoutedEvent): string => stream.slice(-10);
const runIn = (of: string): string => of.slice(0, of.indexOf('/'));

/** Whether one of them holds an event, by halving: those of a hook, or of a run and day, do not overlap. */
export const inStretches = (stretches: ReadonlyArray<Stretch>): ((routed: RoutedEvent) => boolean) => {
  const groups = new Map<string, Stretch[]>();
  const runs = new Set<string>();
  for (const stretch of stretches) {
    const group = groups.get(stretch.of);
    if (group === undefined) groups.set(stretch.of, [stretch]);
    else group.push(stretch);
    if (stretch.of !== HOOK) runs.add(runIn(stretch.of));
  }
  for (const group of groups.values()) group.sort((one, other) => (one.from < other.from ? -1 : 1));
  return (routed) => {
    if (holdsIn(groups.get(HOOK) ?? [], routed.position, routed)) return true;
    for (const run of runs)
      if (holdsIn(groups.get(ofDay(run, dayOf(routed))) ?? [], routed.revision, routed)) return true;
    return false;
  };
};

const holdsIn = (group: ReadonlyArray<Stretch>, at: bigint, routed: RoutedEvent): boolean => {
  let low = 0;
  let high = group.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((group[middle]?.from ?? 0n) <= at) low = middle + 1;
    else high = middle;
  }
  const stretch = group[low - 1];
  return stretch !== undefined && stretch.to >= at && stretch.holds(routed);
};
