import { isVisible } from '../retention-rules';
import { type Answer, type EventColumns, type RangeQuestion } from './engine-protocol';
import { addToColumns, type EventRow, noColumns } from './event-columns';
import { positionSearch } from './position-search';
import { rowFetcher } from './row-fetcher';
import { type SqliteDatabase } from './sqlite-driver';
import { type StreamTable } from './stream-table';

const POSITIONS_AT_ONCE = 1000;

interface Page {
  readonly events: EventColumns;
  bytes: number;
}

const isFull = (page: Page, question: RangeQuestion): boolean =>
  page.events.positions.length >= question.maxCount || page.bytes > question.maxBytes;

const bytesOf = (row: EventRow): number =>
  Buffer.byteLength(row.data) + (row.metadata === null ? 0 : Buffer.byteLength(row.metadata));

/** Pages of the global order: first the positions from the indexes, merged, then only the rows that are asked for. */
export const rangeReader = (
  database: SqliteDatabase,
  streams: StreamTable,
  lastPosition: () => number,
): ((question: RangeQuestion) => Answer) => {
  const search = positionSearch(database, streams);
  const fetchRows = rowFetcher(database);

  return (question) => {
    const end = Math.min(question.to ?? Number.MAX_SAFE_INTEGER, lastPosition());
    const page: Page = { events: noColumns(), bytes: 0 };
    const add = (row: EventRow): boolean => {
      const stream = streams.withId(row.streamId);
      if (!isVisible(stream, row, question.now)) return true;
      addToColumns(page.events, stream.name, row);
      page.bytes += bytesOf(row);
      return !isFull(page, question);
    };
    const limit = Math.min(Math.max(question.maxCount, 1), POSITIONS_AT_ONCE);
    const next = search(question.prefixes, limit);
    let after = question.after;
    for (;;) {
      const positions = next(after, end);
      const finished = fetchRows(positions, add);
      if (finished && positions.length < limit) return { kind: 'range', events: page.events, complete: true, end };
      if (page.events.positions.length > 0) return { kind: 'range', events: page.events, complete: false, end };
      after = positions.at(-1) ?? end;
    }
  };
};
