import * as E from 'fp-ts/Either';

/** A stretch of time, both ends included; milliseconds since the epoch. */
export interface Period {
  readonly from: number;
  readonly to: number;
}
export interface PeriodProblem {
  readonly field: 'from' | 'to';
  readonly reason: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const DAY_MS = 86_400_000;

/** 2026-02-30 would be taken for a day of March. */
const isDay = (text: string): boolean =>
  DAY.test(text) && !Number.isNaN(Date.parse(text)) && new Date(Date.parse(text)).toISOString().startsWith(text);

const endOf = (field: PeriodProblem['field'], text: string): E.Either<PeriodProblem, number> => {
  if (isDay(text)) return E.right(Date.parse(text) + (field === 'to' ? DAY_MS - 1 : 0));
  const at = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return E.right(at);
  return E.left({ field, reason: 'must be a time such as 2026-11-23T08:30:00Z, or a day such as 2026-11-23' });
};

/**
 * A period given by RFC 3339 instants, or by days in UTC: a day at the beginning counts from its first millisecond, one
 * at the end to its last. Fractions of a millisecond are cut off.
 */
export const periodOf = (from: string, to: string): E.Either<PeriodProblem, Period> => {
  const begins = endOf('from', from);
  if (E.isLeft(begins)) return begins;
  const ends = endOf('to', to);
  if (E.isLeft(ends)) return ends;
  if (ends.right < begins.right) return E.left({ field: 'to', reason: 'must not be before from' });
  return E.right({ from: begins.right, to: ends.right });
};
