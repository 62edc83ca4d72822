import { type TaskEither } from 'fp-ts/TaskEither';
import * as TE from 'fp-ts/TaskEither';
import { type EventStoreUnavailable } from '../../ports/event-store';

export interface StretchOfLog {
  /** Exclusive. */
  readonly after: bigint;
  /** Inclusive; capture must have handled it. */
  readonly to: bigint;
}

/** Positions in a stretch that hold a copy: an event whose id capture knew already. Whoever reads events leaves them out. */
export type CopiesWithin = (stretch: StretchOfLog) => TaskEither<EventStoreUnavailable, ReadonlySet<bigint>>;

const NOTHING: ReadonlySet<bigint> = new Set();

/** In a log whose store never takes an id twice. */
export const noCopiesWithin: CopiesWithin = () => TE.right(NOTHING);
