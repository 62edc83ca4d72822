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
