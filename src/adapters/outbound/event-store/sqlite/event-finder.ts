import { isUuid } from '../append-check';
import { isVisible } from '../retention-rules';
import { type Answer } from './engine-protocol';
import { addToColumns, EVENT_COLUMNS, eventRow, noColumns } from './event-columns';
import { type SqliteDatabase } from './sqlite-driver';
import { type StreamTable } from './stream-table';

/** Events by id, in the order asked; hidden ones are left out. */
export const eventFinder = (
  database: SqliteDatabase,
  streams: StreamTable,
): ((ids: ReadonlyArray<string>, now: number) => Answer) => {
  const byId = database.query(`SELECT ${EVENT_COLUMNS} FROM event WHERE id = unhex(?, '-')`, eventRow);
  return (ids, now) => {
    const events = noColumns();
    for (const id of new Set(ids.filter(isUuid).map((asked) => asked.toLowerCase()))) {
      const row = byId.first(id);
      if (row === null) continue;
      const stream = streams.withId(row.streamId);
      if (isVisible(stream, row, now)) addToColumns(events, stream.name, row);
    }
    return { kind: 'found', events };
  };
};
