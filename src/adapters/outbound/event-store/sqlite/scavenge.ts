import { isVisible } from '../retention-rules';
import { integer } from './columns';
import { type SqliteDatabase } from './sqlite-driver';
import { type StreamTable } from './stream-table';

const ROWS_AT_ONCE = 500;

/** One bounded step; false once every stream that hides events was seen since the last `false`. */
export type ScavengeStep = (now: number) => boolean;

/** Deletes hidden events, oldest first. The newest event of the log stays: it carries the last position. */
export const scavenge = (database: SqliteDatabase, streams: StreamTable): ScavengeStep => {
  const oldest = database.query(
    `SELECT position, revision, recorded_at FROM event INDEXED BY event_by_revision
     WHERE stream = ? AND position < (SELECT max(position) FROM event) ORDER BY revision LIMIT ?`,
    (row) => ({ position: integer(row, 0), revision: integer(row, 1), recordedAt: integer(row, 2) }),
  );
  const remove = database.command('DELETE FROM event WHERE position = ?');
  let lastStream = 0;

  return (now) => {
    const stream = streams.nextThatHides(lastStream);
    if (stream === null) {
      lastStream = 0;
      return false;
    }
    const rows = oldest.all(stream.id, ROWS_AT_ONCE);
    const firstVisible = rows.findIndex((row) => isVisible(stream, row, now));
    const hidden = firstVisible === -1 ? rows : rows.slice(0, firstVisible);
    for (const { position } of hidden) remove(position);
    if (hidden.length < ROWS_AT_ONCE) lastStream = stream.id;
    return true;
  };
};
