import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type RecordedEvent } from '../ports/event-store';
import { type CorruptEvent, corruptEvent } from './corrupt-event';
import { digits, listOf, object, parseAs, version1 } from './shape';
import { type StoredEvent } from './stored-event';

/** Stream `copies-all`: positions of copies whose capture records are past their retention, ascending. */
export const COPIES_KEPT = 'CopiesKept';

const readKept = parseAs(object({ v: version1, positions: listOf(digits) }, {}));

export const encodeKeptCopies = (positions: ReadonlyArray<bigint>): StoredEvent => ({
  type: COPIES_KEPT,
  data: JSON.stringify({ v: 1, positions: positions.map(String) }),
});

export const decodeKeptCopies = (event: RecordedEvent): E.Either<CorruptEvent, ReadonlyArray<bigint>> =>
  pipe(
    readKept(event.data),
    E.mapLeft(corruptEvent(event)),
    E.map(({ positions }) => positions.map(BigInt)),
  );
