import * as E from 'fp-ts/Either';
import { type Log } from '../../application/ports/log';
import { endOnDefect } from './end-on-defect';
import { type Part } from './part';
import { type ProcessEvents } from './process-events';
import { startInOrder, type Started } from './start-in-order';
import { stopInReverse } from './stop-in-reverse';
import { type StopSignals, stopSignals } from './stop-signal';

export interface RunOptions {
  /** In the order of starting. */
  readonly parts: ReadonlyArray<Part>;
  readonly log: Log;
  /** For stopping all parts together. */
  readonly boundMs: number;
  readonly process: ProcessEvents;
  /** Milliseconds. */
  readonly monotonic: () => number;
  /** Settles when the work is done without a signal (a demo); absent: only a signal ends it. */
  readonly done?: Promise<unknown>;
}

/** 0: ran and stopped; 1: a part did not start, or did not stop in time. */
export type ExitCode = 0 | 1;

const worked = (done: Promise<unknown>, log: Log): Promise<ExitCode> =>
  done.then(
    () => 0,
    (cause: unknown) => {
      log.error('the work failed', { cause });
      return 1;
    },
  );

const signalled = (signals: StopSignals, { log, boundMs }: RunOptions): Promise<ExitCode> =>
  signals.first.then((signal) => {
    log.info('stopping', { signal, boundMs });
    return 0;
  });

const ended = (started: Started, signals: StopSignals, options: RunOptions): Promise<ExitCode> => {
  const { log, done } = options;
  if (E.isRight(started)) {
    const signal = signalled(signals, options);
    return done === undefined ? signal : Promise.race([signal, worked(done, log)]);
  }
  log.error('a part did not start', { part: started.left.part, cause: started.left.cause });
  return Promise.resolve(1);
};

/** Starts the parts, waits for a signal (or for `done`), stops the parts in reverse; the caller exits with the code. */
export const runUntilSignal = async (options: RunOptions): Promise<ExitCode> => {
  const { parts, log, boundMs, process, monotonic } = options;
  const removeDefects = endOnDefect(process, log);
  const signals = stopSignals(process, monotonic);
  const started = await startInOrder(parts, signals.isStopping);
  const code = await ended(started, signals, options);
  const begun = E.isRight(started) ? started.right : started.left.begun;
  const notStopped = await stopInReverse(begun, boundMs, log);
  signals.close();
  removeDefects();
  return notStopped.length === 0 ? code : 1;
};
