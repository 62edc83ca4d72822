import { type WaitedSum } from '../../../../application/use-cases/sums';
import { type Shown } from './shown';

/** What waited, and nothing else of a sum: the rest speaks of a moment that is over. */
export const waitedJson = ({ captured, delivered, parked, discarded, waiting, behind }: WaitedSum): Shown => ({
  captured,
  delivered,
  parked,
  discarded,
  waiting,
  behind,
});
