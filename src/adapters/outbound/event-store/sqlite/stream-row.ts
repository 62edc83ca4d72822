import { type StreamHead } from '../append-rules';
import { type Retention } from '../retention-rules';
import { integer, integerOrNull, text } from './columns';
import { type SqliteRow } from './sqlite-driver';

/** A stream as the engine holds it; replaced, never changed in place. */
export interface StreamRow extends StreamHead, Retention {
  readonly id: number;
  readonly name: string;
  readonly category: number;
  readonly firstPosition: number;
  readonly lastPosition: number;
}

export const STREAM_COLUMNS =
  'id, name, category, next, first_position, last_position, deleted, deleted_below, max_count, max_age_seconds, truncate_before';

export const streamRow = (row: SqliteRow): StreamRow => ({
  id: integer(row, 0),
  name: text(row, 1),
  category: integer(row, 2),
  next: integer(row, 3),
  firstPosition: integer(row, 4),
  lastPosition: integer(row, 5),
  deleted: integer(row, 6) === 1,
  deletedBelow: integer(row, 7),
  maxCount: integerOrNull(row, 8),
  maxAgeSeconds: integerOrNull(row, 9),
  truncateBefore: integerOrNull(row, 10),
});
