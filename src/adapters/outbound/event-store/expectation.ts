import { type ExpectedRevision } from '../../../application/ports/event-store';

/** An expected revision as a number, the form in which it crosses threads; 0 and above is a revision. */
export const NO_STREAM = -1;
export const ANY = -2;
export const STREAM_EXISTS = -4;

export const expectationOf = (expected: ExpectedRevision): number => {
  switch (expected) {
    case 'no-stream':
      return NO_STREAM;
    case 'any':
      return ANY;
    case 'stream-exists':
      return STREAM_EXISTS;
    default:
      return boundedNumber(expected);
  }
};

/** No stream has 2^53 events, so a larger number only has to stay larger. */
export const boundedNumber = (value: bigint): number =>
  value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
