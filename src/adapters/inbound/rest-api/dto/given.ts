/** null means "not set" in a body, as leaving it out does. */
export const isGiven = <Value>(value: Value | null | undefined): value is Value =>
  value !== undefined && value !== null;

/** Milliseconds. */
export const ms = (seconds: number): number => Math.round(seconds * 1000);

/** Seconds as milliseconds, or the default. */
export const msOr = (byDefault: number, seconds: number | null | undefined): number =>
  isGiven(seconds) ? ms(seconds) : byDefault;
