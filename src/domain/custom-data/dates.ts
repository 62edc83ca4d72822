import { epochMs } from '../shared/instant';

/** The forms of decision 12, each of an instant in 'Z' form with up to nine fractional digits. */

const SECOND = 19;
const MICROSECONDS = 6;
const NANOSECONDS = 9;

/** Six fractional digits at most, cut and not rounded; without trailing zeros and without a bare dot. */
export const asEventDate = (instant: string): string => {
  const fraction = fractionOf(instant).slice(0, MICROSECONDS).replace(/0+$/, '');
  return fraction === '' ? asRfc3339(instant) : `${instant.slice(0, SECOND)}.${fraction}Z`;
};

export const asYmd = (instant: string): string => instant.slice(0, 10);

/** Without a fraction. */
export const asRfc3339 = (instant: string): string => `${instant.slice(0, SECOND)}Z`;

export const asUnixSeconds = (instant: string): string => String(secondsOf(instant));

/** As text: a number would lose its last digits. */
export const asUnixNanoseconds = (instant: string): string => {
  const nanoseconds = fractionOf(instant).padEnd(NANOSECONDS, '0');
  const seconds = secondsOf(instant);
  return seconds === 0 ? String(Number(nanoseconds)) : `${String(seconds)}${nanoseconds}`;
};

const fractionOf = (instant: string): string => instant.slice(SECOND + 1, -1);

const secondsOf = (instant: string): number => Math.floor(epochMs(instant) / 1000);
