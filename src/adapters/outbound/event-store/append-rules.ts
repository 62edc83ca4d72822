import { ANY, NO_STREAM, STREAM_EXISTS } from './expectation';

/** What an append is held against. */
export interface StreamHead {
  /** The revision the next event gets; deleting does not turn it back. */
  readonly next: number;
  readonly deleted: boolean;
  /** Events below were deleted; the first event after a reopening has this revision. */
  readonly deletedBelow: number;
}

/** Where an id of the append was found; null: nowhere. */
export interface KnownEvent {
  readonly inStream: boolean;
  readonly revision: number;
}

export const existsFor = (head: StreamHead): boolean => head.next > 0 && !head.deleted;

export const meetsExpectation = (head: StreamHead, expected: number): boolean => {
  switch (expected) {
    case ANY:
      return true;
    case NO_STREAM:
      return !existsFor(head);
    case STREAM_EXISTS:
      return existsFor(head);
    default:
      return head.next === expected + 1;
  }
};

const couldStartAt = (head: StreamHead, expected: number, first: number): boolean => {
  switch (expected) {
    case ANY:
    case STREAM_EXISTS:
      return true;
    case NO_STREAM:
      return first === 0 || first === head.deletedBelow;
    default:
      return first === expected + 1;
  }
};

/** True: the same events stand in the stream, in this order, where this append would have put them. */
export const isRepeat = (head: StreamHead, expected: number, known: ReadonlyArray<KnownEvent | null>): boolean => {
  const first = known[0];
  if (first === null || first === undefined) return false;
  return (
    couldStartAt(head, expected, first.revision) &&
    known.every((event, index) => event !== null && event.inStream && event.revision === first.revision + index)
  );
};
