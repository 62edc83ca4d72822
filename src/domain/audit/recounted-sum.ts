import { type Recount } from './recount';

export interface RecountedSum {
  readonly captured: number;
  readonly delivered: number;
  readonly parked: number;
  readonly discarded: number;
  readonly waiting: number;
}

export const sumOfRecount = ({ captured, counts }: Recount): RecountedSum => ({
  captured,
  delivered: counts.d,
  parked: counts.p,
  discarded: counts.x,
  waiting: counts.w,
});
