import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type CaptureView } from '../ports/capture-view';
import { type Capture } from './capture';

/** The place of capture in this process: empty while another process holds it. */
export interface CaptureSeat extends CaptureView {
  /** Makes a capture ready that keeps abreast of the one in another process, for the next `begin`. */
  readonly standBy: () => void;
  /** Begins the one that stands by, or a new one, which restores itself from the log. */
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
  let waiting: Capture | null = null;

  return {
    standBy: () => {
      waiting = make();
      waiting.standBy();
    },
    begin: async () => {
      const capture = waiting ?? make();
      waiting = null;
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
      await waiting?.stop();
      await beginning?.stop();
    },
    progressOf: (run) =>
      current === null
        ? TE.left(NOT_HERE)
        : pipe(
            current.progressOf(run),
            TE.mapError(({ detail }) => ({ type: 'CaptureUnavailable', detail })),
          ),
    sumOf: (hook) => (current === null ? TE.left(NOT_HERE) : TE.right(current.sumOf(hook))),
  };
};
