import { EVENT_COLUMNS, eventRow, type EventRow } from './event-columns';
import { type SqliteDatabase } from './sqlite-driver';

/**
 * Visits the rows at ascending positions until `visit` answers false; true when all were visited. Neighbours are
 * fetched as one run, and row by row, so that a page of large events never holds more than it gives.
 */
export const rowFetcher = (
  database: SqliteDatabase,
): ((positions: ReadonlyArray<number>, visit: (row: EventRow) => boolean) => boolean) => {
  const run = database.query(
    `SELECT ${EVENT_COLUMNS} FROM event WHERE position BETWEEN ? AND ? ORDER BY position`,
    eventRow,
  );
  return (positions, visit) => {
    for (let first = 0; first < positions.length;) {
      const start = positions[first] ?? 0;
      let count = 1;
      while (positions[first + count] === start + count) count += 1;
      if (!run.each(visit, start, start + count - 1)) return false;
      first += count;
    }
    return true;
  };
};
