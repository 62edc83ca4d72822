import { type EndpointStreak } from '../../domain/delivery/outcome';
import { type DeliveryFailure, type DeliveryVerdict } from '../ports/delivery-transport';

/** Counts endpoint failures in a row while a block is being sent. */
export interface Streak {
  readonly note: (verdict: DeliveryVerdict) => void;
  readonly failuresInARow: () => number;
  /** Something came back that was no endpoint failure. */
  readonly hasOtherAnswer: () => boolean;
  readonly read: () => EndpointStreak;
  readonly gone: () => boolean;
  readonly restMs: () => number;
}

/** How long the far side wants to be left alone, milliseconds (429, 503). */
const restAskedFor = ({ answer }: DeliveryVerdict): number =>
  answer?.status === 429 || answer?.status === 503 ? (answer.retryAfterMs ?? 0) : 0;

export const streak = (): Streak => {
  let failures = 0;
  let broken = false;
  let gone = false;
  let restMs = 0;

  const noteFailure = (failure: DeliveryFailure): void => {
    failures += 1;
    gone ||= failure.gone;
    restMs = Math.max(restMs, restAskedFor(failure));
  };

  return {
    note: (verdict) => {
      if (verdict.type === 'DeliveryFailure' && verdict.kind === 'endpoint') {
        noteFailure(verdict);
        return;
      }
      failures = 0;
      broken = true;
    },
    failuresInARow: () => failures,
    hasOtherAnswer: () => broken,
    read: () => ({ failures, broken }),
    gone: () => gone,
    restMs: () => restMs,
  };
};
