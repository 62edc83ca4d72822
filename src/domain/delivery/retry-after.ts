const LONGEST_MS = 3_600_000;
const SECONDS = /^\d{1,10}$/;
/** IMF-fixdate, the one form a sender of HTTP may write (RFC 9110, 5.6.7). */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

const bounded = (ms: number): number => Math.min(Math.max(ms, 0), LONGEST_MS);

/** Retry-After as milliseconds from `now` (epoch milliseconds), within an hour; undefined: none, or not understood. */
export const retryAfterMs = (header: string | undefined, now: number): number | undefined => {
  const value = header?.trim() ?? '';
  if (SECONDS.test(value)) return bounded(Number(value) * 1000);
  if (!HTTP_DATE.test(value)) return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : bounded(at - now);
};
