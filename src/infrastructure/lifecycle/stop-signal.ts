import { type ProcessEvents, STOP_SIGNALS, type StopSignal } from './process-events';

/** One Ctrl-C may arrive twice: from the terminal and passed on by npm. */
export const SAME_SIGNAL_MS = 500;

export interface StopSignals {
  readonly first: Promise<StopSignal>;
  readonly isStopping: () => boolean;
  readonly close: () => void;
}

const NUMBERS: Readonly<Record<StopSignal, number>> = { SIGINT: 2, SIGTERM: 15 };

/** The first signal is an answer, the next one after `SAME_SIGNAL_MS` ends the process at once, as a shell would name it. */
export const stopSignals = (process: ProcessEvents, monotonic: () => number): StopSignals => {
  const { promise, resolve } = Promise.withResolvers<StopSignal>();
  let stoppingSince: number | null = null;
  const listeners = STOP_SIGNALS.map((signal) => ({
    signal,
    call: () => {
      if (stoppingSince === null) {
        stoppingSince = monotonic();
        resolve(signal);
      } else if (monotonic() - stoppingSince >= SAME_SIGNAL_MS) process.exit(128 + NUMBERS[signal]);
    },
  }));
  for (const { signal, call } of listeners) process.on(signal, call);
  return {
    first: promise,
    isStopping: () => stoppingSince !== null,
    close: () => {
      for (const { signal, call } of listeners) process.off(signal, call);
    },
  };
};
