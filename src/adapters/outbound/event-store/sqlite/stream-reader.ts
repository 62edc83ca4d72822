import { existsFor } from '../append-rules';
import { lowestVisible, tooOldAt } from '../retention-rules';
import { type Answer, type StreamQuestion } from './engine-protocol';
import { addToColumns, EVENT_COLUMNS, eventRow, type EventRow, noColumns } from './event-columns';
import { type SqliteDatabase } from './sqlite-driver';
import { type StreamRow } from './stream-row';
import { type StreamTable } from './stream-table';

const statementsOf = (database: SqliteDatabase) => ({
  forwards: database.query(
    `SELECT ${EVENT_COLUMNS} FROM event WHERE stream = ? AND revision BETWEEN ? AND ? AND recorded_at > ? ORDER BY revision LIMIT ?`,
    eventRow,
  ),
  backwards: database.query(
    `SELECT ${EVENT_COLUMNS} FROM event WHERE stream = ? AND revision BETWEEN ? AND ? AND recorded_at > ? ORDER BY revision DESC LIMIT ?`,
    eventRow,
  ),
});

const startOf = ({ from }: StreamQuestion, stream: StreamRow): number => {
  switch (from) {
    case 'start':
      return 0;
    case 'end':
      return stream.next - 1;
    default:
      return from;
  }
};

/** Pages of one stream; hidden events are left out. */
export const streamReader = (
  database: SqliteDatabase,
  streams: StreamTable,
): ((question: StreamQuestion) => Answer) => {
  const statements = statementsOf(database);
  const rowsOf = (question: StreamQuestion, stream: StreamRow): ReadonlyArray<EventRow> => {
    const start = startOf(question, stream);
    const lowest = lowestVisible(stream);
    const tooOld = tooOldAt(stream, question.now);
    if (question.direction === 'backwards')
      return statements.backwards.all(stream.id, lowest, start, tooOld, question.maxCount);
    if (question.from === 'end') return [];
    return statements.forwards.all(stream.id, Math.max(lowest, start), stream.next, tooOld, question.maxCount);
  };
  return (question) => {
    const stream = streams.named(question.stream);
    const events = noColumns();
    if (stream === null || !existsFor(stream)) return { kind: 'stream', exists: false, events };
    for (const row of rowsOf(question, stream)) addToColumns(events, stream.name, row);
    return { kind: 'stream', exists: true, events };
  };
};
