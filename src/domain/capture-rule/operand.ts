import { instantProblem, toUtc } from '../shared/instant';
import { type Json } from '../shared/json';
import { compareDecimals, type Decimal, decimalOf, decimalOfNumber } from './decimal';

/** A value made ready to be compared; what it is not is null. */
export interface Operand {
  readonly kind: 'text' | 'number' | 'flag' | 'other';
  readonly text: string | null;
  readonly decimal: Decimal | null;
  /** UTC with nine fractional digits, so that its text sorts as its time; a day is its midnight. */
  readonly instant: string | null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const SECONDS = 19;
const NINE_DIGITS = 29;
const OTHER: Operand = { kind: 'other', text: null, decimal: null, instant: null };

const instantOf = (text: string): string | null => {
  if (text.charCodeAt(4) !== 45) return null;
  const given = DAY.test(text) ? `${text}T00:00:00Z` : text;
  if (instantProblem(given) !== null) return null;
  const utc = toUtc(given.toUpperCase());
  const digits = utc.slice(SECONDS + 1, -1);
  return `${utc.slice(0, SECONDS)}.${digits}`.padEnd(NINE_DIGITS, '0');
};

export const operandOf = (value: Json | undefined): Operand => {
  if (typeof value === 'string')
    return { kind: 'text', text: value, decimal: decimalOf(value), instant: instantOf(value) };
  if (typeof value === 'number')
    return { kind: 'number', text: String(value), decimal: decimalOfNumber(value), instant: null };
  return typeof value === 'boolean' ? { kind: 'flag', text: String(value), decimal: null, instant: null } : OTHER;
};

/** Negative, 0 or positive; null: they have no order, as a number and a date have none. */
export const compare = (one: Operand, other: Operand): number | null => {
  if (one.decimal !== null && other.decimal !== null) return compareDecimals(one.decimal, other.decimal);
  if (one.instant === null || other.instant === null) return null;
  return one.instant < other.instant ? -1 : Number(one.instant > other.instant);
};

const isSameMoment = (one: Operand, other: Operand): boolean => one.instant !== null && one.instant === other.instant;

/**
 * Texts are the same letter by letter or as moments; a number is the same as a text that writes it, as ids are
 * ("123456" and 123456), and so is true as "true".
 */
export const isSame = (one: Operand, other: Operand): boolean => {
  if (one.text === null || other.text === null) return false;
  if (one.text === other.text) return true;
  if (one.kind === 'text' && other.kind === 'text') return isSameMoment(one, other);
  if (one.decimal === null || other.decimal === null) return false;
  return compareDecimals(one.decimal, other.decimal) === 0;
};
