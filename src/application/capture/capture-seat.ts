import * as TE from 'fp-ts/TaskEither';
import { type CaptureView } from '../ports/capture-view';
import { type Capture } from './capture';

/** The place of capture in this process: empty while another process holds it. */
export interface CaptureSeat extends CaptureView {
  /** Begins a new capture, which restores itself from the log. */
  readonly begin: () => Promise<'started' | 'fenced' | 'stopped'>;
  /** The one that follows the log now. */
  readonly current: () => Capture | null;
  /** Stops it, if there is one. */
  readonly end: () => Promise<void>;
}

const NOT_HERE = {
  type: 'CaptureUnavailable',
  detail: 'capture is not running yet, or another process holds it; try again in a moment',
} as const;

export const captureSeat = (make: () => Capture): CaptureSeat => {
  let beginning: Capture | null = null;
  let current: Capture | null = null;

  return {
    begin: async () => {
      const capture = make();
      beginning = capture;
      const begun = await capture.start();
      if (begun !== 'started') return begun;
      current = capture;
      void capture.ended.then(() => {
        if (current === capture) current = null;
      });
      return begun;
    },
    current: () => current,
    end: async () => {
      await beginning?.stop();
    },
    sumOf: (hook) => (current === null ? TE.left(NOT_HERE) : TE.right(current.sumOf(hook))),
  };
};
