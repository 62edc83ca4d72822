import * as E from 'fp-ts/Either';
import { type TaskEither } from 'fp-ts/TaskEither';
import { type Clock } from './ports/clock';
import { type Log } from './ports/log';

export interface Patience {
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Pick<Log, 'warn'>;
  /** True once there is no point in waiting any more. */
  readonly stopped: () => boolean;
}

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5_000;

interface Retryable {
  readonly type: string;
  readonly retryable?: boolean;
  readonly detail?: string;
}

/**
 * Asks again and again while the world says "not now": nothing can be decided without the answer.
 * Gives the failure when it is final, or when the caller has stopped.
 */
export const untilAvailable = async <L extends Retryable, A>(
  task: TaskEither<L, A>,
  { clock, log, stopped }: Patience,
): Promise<E.Either<L, A>> => {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    const result = await task();
    if (E.isRight(result) || result.left.retryable !== true || stopped()) return result;
    log.warn('waiting for a part that is unavailable', { part: result.left.type, detail: result.left.detail, waitMs });
    await new Promise<void>((resolve) => void clock.after(waitMs, resolve));
  }
};
