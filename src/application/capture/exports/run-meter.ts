import { waitingOf } from '../../../domain/capture/lane';
import { type RunLane } from '../../../domain/capture/run-lane';

/** How fast runs have come forward of late. */
export interface RunMeter {
  readonly note: (run: string, done: number, now: number) => void;
  /** Null: nothing to tell it from. */
  readonly perSecond: (run: string, now: number) => number | null;
  readonly forget: (run: string) => void;
}

/** Events read, without those of which a delivery waits. */
export const doneOf = ({ tally, lane }: RunLane): number => tally.events - waitingOf(lane);

interface Mark {
  readonly done: number;
  readonly at: number;
}

const EVERY_MS = 500;
const MARKS = 20;

export const runMeter = (): RunMeter => {
  const marks = new Map<string, ReadonlyArray<Mark>>();
  return {
    note: (run, done, now) => {
      const known = marks.get(run) ?? [];
      if (now - (known.at(-1)?.at ?? -Infinity) < EVERY_MS) return;
      marks.set(run, [...known, { done, at: now }].slice(-MARKS));
    },
    perSecond: (run, now) => {
      const known = marks.get(run) ?? [];
      const [first] = known;
      const last = known.at(-1);
      if (first === undefined || last === undefined || last.at <= first.at) return null;
      const until = now - last.at > 2 * EVERY_MS ? now : last.at;
      return Math.max(0, Math.round(((last.done - first.done) * 1000) / (until - first.at)));
    },
    forget: (run) => void marks.delete(run),
  };
};
