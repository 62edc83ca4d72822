import { type CaptureState } from '../capture/capture-state';
import { type RunLane } from '../capture/run-lane';
import { entriesOf } from '../shared/table';

/** The part of a day's stream that export runs may have to read again. */
export interface DayNeeded {
  readonly account: number;
  readonly day: string;
  /** First revision. */
  readonly from: bigint;
}

const neededBy = ({ run, kept }: RunLane): ReadonlyArray<DayNeeded> =>
  [...entriesOf(kept)].flatMap(([, { source }]) =>
    source.kind === 'day' ? [{ account: run.account, day: source.day, from: source.from }] : [],
  );

/** Of every day that a block with parked deliveries of a run comes from: they are made from its events again when redelivered. */
export const neededByRuns = ({ runs }: CaptureState): ReadonlyArray<DayNeeded> => {
  const days = new Map<string, DayNeeded>();
  for (const needed of [...entriesOf(runs)].flatMap(([, run]) => neededBy(run))) {
    const key = `${String(needed.account)}/${needed.day}`;
    const known = days.get(key);
    if (known === undefined || needed.from < known.from) days.set(key, needed);
  }
  return [...days.values()];
};
