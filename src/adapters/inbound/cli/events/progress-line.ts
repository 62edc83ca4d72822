import { type Surroundings } from '../surroundings';

export interface ProgressLine {
  readonly show: (events: number) => void;
  readonly end: () => void;
}

const EVERY_MS = 200;
const SILENT: ProgressLine = { show: () => undefined, end: () => undefined };

/** One line that is written over: how many events so far, and how many a second. Nothing where nobody watches. */
export const progressLine = ({ isTerminal, err }: Pick<Surroundings, 'isTerminal' | 'err'>): ProgressLine => {
  if (!isTerminal) return SILENT;
  const begun = performance.now();
  let shownAt = -Infinity;
  const write = (events: number, now: number): void => {
    shownAt = now;
    const rate = Math.round(events / Math.max(0.001, (now - begun) / 1000));
    err(`\r\u001b[2K${events.toLocaleString('en')} events, ${rate.toLocaleString('en')}/s`);
  };
  return {
    show: (events) => {
      const now = performance.now();
      if (now - shownAt >= EVERY_MS) write(events, now);
    },
    end: () => {
      if (shownAt > 0) err('\r\u001b[2K');
    },
  };
};
