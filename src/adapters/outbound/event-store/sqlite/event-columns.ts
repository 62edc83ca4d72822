import { type RecordedEvent } from '../../../../application/ports/event-store';
import { integer, text, textOrNull } from './columns';
import { type EventColumns } from './engine-protocol';
import { type SqliteRow } from './sqlite-driver';

export interface EventRow {
  readonly position: number;
  readonly streamId: number;
  readonly revision: number;
  readonly recordedAt: number;
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string | null;
}

export const EVENT_COLUMNS = 'position, stream, revision, recorded_at, lower(hex(id)), type, data, metadata';

const withDashes = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

export const eventRow = (row: SqliteRow): EventRow => ({
  position: integer(row, 0),
  streamId: integer(row, 1),
  revision: integer(row, 2),
  recordedAt: integer(row, 3),
  id: withDashes(text(row, 4)),
  type: text(row, 5),
  data: text(row, 6),
  metadata: textOrNull(row, 7),
});

export const noColumns = (): EventColumns => ({
  streams: [],
  revisions: [],
  positions: [],
  recordedAt: [],
  ids: [],
  types: [],
  data: [],
  metadata: [],
});

export const addToColumns = (columns: EventColumns, stream: string, row: EventRow): void => {
  columns.streams.push(stream);
  columns.revisions.push(row.revision);
  columns.positions.push(row.position);
  columns.recordedAt.push(row.recordedAt);
  columns.ids.push(row.id);
  columns.types.push(row.type);
  columns.data.push(row.data);
  columns.metadata.push(row.metadata);
};

const required = <Value>(values: ReadonlyArray<Value>, index: number): Value => {
  const value = values[index];
  if (value === undefined) throw new Error(`The engine answered columns of different lengths (row ${String(index)}).`);
  return value;
};

const eventAt = (columns: EventColumns, index: number): RecordedEvent => {
  const metadata = required(columns.metadata, index);
  return {
    id: required(columns.ids, index),
    type: required(columns.types, index),
    data: required(columns.data, index),
    ...(metadata === null ? {} : { metadata }),
    stream: required(columns.streams, index),
    revision: BigInt(required(columns.revisions, index)),
    position: BigInt(required(columns.positions, index)),
    recordedAt: required(columns.recordedAt, index),
  };
};

export const eventsOf = (columns: EventColumns): ReadonlyArray<RecordedEvent> =>
  columns.positions.map((_, index) => eventAt(columns, index));
