import { type EndpointStreak } from '../../domain/delivery/outcome';
import { type DeliveryVerdict } from '../ports/delivery-transport';

/** Counts endpoint failures in a row while a block is being sent. */
export interface Streak {
  readonly note: (verdict: DeliveryVerdict) => void;
  readonly failuresInARow: () => number;
  readonly read: () => EndpointStreak;
  readonly gone: () => boolean;
  readonly restMs: () => number;
}

const asksForRest = (status: number | undefined): boolean => status === 429 || status === 503;

export const streak = (): Streak => {
  let failures = 0;
  let broken = false;
  let gone = false;
  let restMs = 0;
  return {
    note: (verdict) => {
      const isEndpoint = verdict.type === 'DeliveryFailure' && verdict.kind === 'endpoint';
      failures = isEndpoint ? failures + 1 : 0;
      broken ||= !isEndpoint;
      gone ||= verdict.type === 'DeliveryFailure' && verdict.gone;
      const { answer } = verdict;
      if (asksForRest(answer?.status)) restMs = Math.max(restMs, answer?.retryAfterMs ?? 0);
    },
    failuresInARow: () => failures,
    read: () => ({ failures, broken }),
    gone: () => gone,
    restMs: () => restMs,
  };
};
