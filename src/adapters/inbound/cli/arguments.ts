import { InvalidArgumentError } from 'commander';

/** A parser of a whole number within bounds, for an argument or an option. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${String(least)} to ${String(most)}.`);
  };

export const hookNumber = wholeNumber(1, Number.MAX_SAFE_INTEGER);

/** Seconds, fractions allowed. */
export const seconds = (text: string): number => {
  const value = /^\d{1,9}([.]\d{1,3})?$/.test(text) ? Number(text) : NaN;
  if (Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It must be a number of seconds.');
};

/** Requests a second, fractions allowed. */
export const rateOf = (text: string): number => {
  const value = /^\d{1,5}([.]\d{1,3})?$/.test(text) ? Number(text) : NaN;
  if (value > 0) return value;
  throw new InvalidArgumentError('It must be a number of requests a second, more than 0.');
};

/** An address without a path, as HOOKLINE_URL. */
/** Any web address. */
export const webUrl = (text: string): string => {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new InvalidArgumentError('It must be an http or https address, such as http://127.0.0.1:3000/hook.');
};

export const engineUrl = (text: string): string => {
  if (/^https?:\/\/[^/?#@]+\/?$/.test(text) && URL.canParse(text)) return text.replace(/\/$/, '');
  throw new InvalidArgumentError('It must be an http or https address without a path, such as http://127.0.0.1:8090.');
};
