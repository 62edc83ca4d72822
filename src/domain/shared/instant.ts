import * as E from 'fp-ts/Either';
import { dayAfterEpoch, daysInMonth, daysSinceEpoch, twoDigits } from './calendar';

const FRACTION_AT = 19;
const SECONDS_OF_A_DAY = 86_400;
const END_OF_9999 = daysSinceEpoch(10_000, 1, 1) * SECONDS_OF_A_DAY;

/** An RFC 3339 text as UTC ('Z'), with exactly the fractional digits given (at most nine); or why it is none. */
export const parseInstant = (text: string): E.Either<string, string> => {
  const problem = instantProblem(text);
  return problem === null ? E.right(toUtc(text)) : E.left(problem);
};

/** Why a text is no instant of the years 1970 to 9999 (UTC); null when it is one. Allocates nothing. */
export const instantProblem = (text: string): string | null =>
  layoutProblem(text) ?? dateProblem(text) ?? timeProblem(text) ?? zoneProblem(text) ?? rangeProblem(text);

/** The 'Z' form of a valid instant. */
export const toUtc = (text: string): string => {
  const zone = endOfFraction(text);
  if (text.charAt(zone) === 'Z' && text.charAt(10) === 'T') return text;
  const seconds = epochSeconds(text);
  const ofDay = seconds % SECONDS_OF_A_DAY;
  const day = dayAfterEpoch((seconds - ofDay) / SECONDS_OF_A_DAY);
  const hour = twoDigits(Math.floor(ofDay / 3600));
  const minute = twoDigits(Math.floor(ofDay / 60) % 60);
  return `${day}T${hour}:${minute}:${twoDigits(ofDay % 60)}${text.slice(FRACTION_AT, zone)}Z`;
};

/** The day, yyyy-mm-dd, of an instant in 'Z' form. */
export const utcDay = (instant: string): string => instant.slice(0, 10);

/** Milliseconds since 1970 of a valid instant; what is finer is cut off. */
export const epochMs = (instant: string): number => {
  const given = endOfFraction(instant) - FRACTION_AT - 1;
  if (given <= 0) return epochSeconds(instant) * 1000;
  const digits = Math.min(given, 3);
  const fraction = numberAt(instant, FRACTION_AT + 1, FRACTION_AT + 1 + digits);
  return epochSeconds(instant) * 1000 + fraction * 10 ** (3 - digits);
};

const layoutProblem = (text: string): string | null => {
  const separated =
    text.charAt(4) === '-' &&
    text.charAt(7) === '-' &&
    (text.charAt(10) === 'T' || text.charAt(10) === 't') &&
    text.charAt(13) === ':' &&
    text.charAt(16) === ':';
  return separated ? null : 'must be an RFC 3339 date and time such as 2026-03-04T13:13:19.034315796Z';
};

const dateProblem = (text: string): string | null => {
  const year = numberAt(text, 0, 4);
  const month = numberAt(text, 5, 7);
  const day = numberAt(text, 8, 10);
  if (year < 0 || month < 0 || day < 0) return 'must have a date of digits, yyyy-mm-dd';
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return exists ? null : 'names a day that does not exist';
};

const timeProblem = (text: string): string | null => {
  const hour = numberAt(text, 11, 13);
  const minute = numberAt(text, 14, 16);
  const second = numberAt(text, 17, 19);
  if (hour < 0 || minute < 0 || second < 0) return 'must have a time of digits, hh:mm:ss';
  if (second === 60) return 'names a leap second; give the second before or after it';
  return hour <= 23 && minute <= 59 && second <= 59 ? null : 'names a time that does not exist';
};

const zoneProblem = (text: string): string | null => {
  const zone = endOfFraction(text);
  if (zone === FRACTION_AT + 1) return 'has a dot without fractional digits';
  if (zone > FRACTION_AT + 10) return 'has more than nine fractional digits';
  if (text.charAt(zone) === 'Z' || text.charAt(zone) === 'z') return endsAt(text, zone + 1);
  if (!isSign(text.charAt(zone))) return "must end with 'Z' or an offset such as +01:00";
  return offsetProblem(text, zone);
};

const offsetProblem = (text: string, zone: number): string | null => {
  const hours = numberAt(text, zone + 1, zone + 3);
  const minutes = numberAt(text, zone + 4, zone + 6);
  const written = hours >= 0 && minutes >= 0 && text.charAt(zone + 3) === ':';
  if (!written || hours > 23 || minutes > 59) return 'must have an offset between -23:59 and +23:59';
  return endsAt(text, zone + 6);
};

const rangeProblem = (text: string): string | null => {
  const seconds = epochSeconds(text);
  return seconds >= 0 && seconds < END_OF_9999 ? null : 'must lie in the years 1970 to 9999 (UTC)';
};

const endsAt = (text: string, end: number): string | null =>
  text.length === end ? null : 'has text after the time zone';

const isSign = (char: string): boolean => char === '+' || char === '-';

const epochSeconds = (text: string): number => {
  const days = daysSinceEpoch(numberAt(text, 0, 4), numberAt(text, 5, 7), numberAt(text, 8, 10));
  const ofDay = numberAt(text, 11, 13) * 3600 + numberAt(text, 14, 16) * 60 + numberAt(text, 17, 19);
  return days * SECONDS_OF_A_DAY + ofDay - offsetSeconds(text);
};

const offsetSeconds = (text: string): number => {
  const zone = endOfFraction(text);
  const sign = text.charAt(zone);
  if (!isSign(sign)) return 0;
  const seconds = numberAt(text, zone + 1, zone + 3) * 3600 + numberAt(text, zone + 4, zone + 6) * 60;
  return sign === '-' ? -seconds : seconds;
};

const endOfFraction = (text: string): number => {
  let end = FRACTION_AT;
  if (text.charAt(end) !== '.') return end;
  end += 1;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
};

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** The number written in text[from, to); -1 when not all of it are digits. */
const numberAt = (text: string, from: number, to: number): number => {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (!isDigit(code)) return -1;
    value = value * 10 + code - 48;
  }
  return value;
};
