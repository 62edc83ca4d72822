import * as E from 'fp-ts/Either';
import { dayIn, isDay, nextDay, previousDay, startOfDay } from '../shared/zoned-days';

/** Whole days in a time zone, both inclusive, and the stretch of time they are. */
export interface ExportPeriod {
  /** yyyy-mm-dd. */
  readonly from: string;
  readonly to: string;
  /** IANA name. */
  readonly zone: string;
  /** Milliseconds since the epoch; `ends` is exclusive. */
  readonly begins: number;
  readonly ends: number;
}

/** The refusal names the zone and the latest day allowed, so that the caller can ask again (decision 23). */
export interface ExportPeriodInvalid {
  readonly type: 'ExportPeriodInvalid';
  readonly field: 'from' | 'to';
  readonly reason: string;
  readonly zone: string;
  readonly latest: string;
}

export interface AskedPeriod {
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const EARLIEST = '1970-01-01';

/** From 1970-01-01 to yesterday, as the zone sees it. */
export const exportPeriod = ({ from, to, zone, now }: AskedPeriod): E.Either<ExportPeriodInvalid, ExportPeriod> => {
  const latest = previousDay(dayIn(zone, now));
  const problem = dayProblem('from', from, latest) ?? dayProblem('to', to, latest) ?? orderProblem(from, to);
  if (problem !== null) return E.left({ type: 'ExportPeriodInvalid', ...problem, zone, latest });
  return E.right({ from, to, zone, begins: startOfDay(zone, from), ends: startOfDay(zone, nextDay(to)) });
};

type Problem = Pick<ExportPeriodInvalid, 'field' | 'reason'>;

const dayProblem = (field: Problem['field'], day: string, latest: string): Problem | null => {
  if (!isDay(day)) return { field, reason: 'must be a day such as 2026-11-23' };
  if (day < EARLIEST) return { field, reason: `must not be before ${EARLIEST}` };
  return day > latest ? { field, reason: `must not be after yesterday, ${latest}` } : null;
};

const orderProblem = (from: string, to: string): Problem | null =>
  from > to ? { field: 'to', reason: 'must not be before from' } : null;
