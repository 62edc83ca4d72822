import * as O from 'fp-ts/Option';

/** Delays in milliseconds between attempts; the first attempt is not delayed. */
export interface RetryPolicy {
  /** Attempts in total, the first one included (decision 15). */
  readonly maxAttempts: number;
  readonly firstDelayMs: number;
  /** 1 keeps the vendor's fixed period. */
  readonly factor: number;
  readonly maxDelayMs: number;
  /** Share of the delay that randomness may take away, 0 to 1. */
  readonly jitter: number;
}

/**
 * How long to wait after the given failed attempt (1-based), milliseconds; none when attempts are spent.
 * `random` in [0, 1) spreads what failed together.
 */
export const delayAfter =
  (policy: RetryPolicy) =>
  (attempt: number, random: number): O.Option<number> =>
    attempt >= policy.maxAttempts ? O.none : O.some(waitAfter(policy, attempt, random));

/** The wait before the next attempt, also where a circuit or an ordering keeps attempts from being spent. */
export const waitAfter = (policy: RetryPolicy, attempt: number, random: number): number => {
  const grown = policy.firstDelayMs * policy.factor ** Math.max(0, attempt - 1);
  const delay = Math.min(Number.isFinite(grown) ? grown : policy.maxDelayMs, policy.maxDelayMs);
  return Math.round(delay * (1 - policy.jitter * random));
};

/** Altcraft's main.json: HOOK_RETRY_TIMES attempts in all, HOOK_RETRY_PERIOD_SEC between them. */
export const fixedPeriod = (times: number, periodSeconds: number): RetryPolicy => ({
  maxAttempts: times,
  firstDelayMs: periodSeconds * 1000,
  factor: 1,
  maxDelayMs: periodSeconds * 1000,
  jitter: 0,
});
