import { existsFor, isRepeat, meetsExpectation, type KnownEvent, type StreamHead } from '../append-rules';
import { firstInteger, integer } from './columns';
import { type AppendAnswer, type AppendGroup } from './engine-protocol';
import { type SqliteDatabase, type SqliteRow } from './sqlite-driver';
import { type StreamRow } from './stream-row';
import { type StreamTable } from './stream-table';

interface KnownRow extends KnownEvent {
  readonly position: number;
}
interface OneAppend {
  readonly stream: string;
  readonly expected: number;
  readonly first: number;
  readonly end: number;
}

export interface AppendEngine {
  /** Inside a transaction. Every append is decided before it writes, so a refused one leaves nothing behind. */
  readonly appendAll: (group: AppendGroup) => ReadonlyArray<AppendAnswer>;
  readonly lastPosition: () => number;
  readonly forget: () => void;
}

const NOTHING: StreamHead = { next: 0, deleted: false, deletedBelow: 0 };

const knownRow =
  (streams: StreamTable, stream: string) =>
  ({ streamId, revision, position }: { streamId: number; revision: number; position: number }): KnownRow => ({
    inStream: streams.named(stream)?.id === streamId,
    revision,
    position,
  });

const foundRow = (row: SqliteRow) => ({
  streamId: integer(row, 0),
  revision: integer(row, 1),
  position: integer(row, 2),
});

export const appendEngine = (database: SqliteDatabase, streams: StreamTable): AppendEngine => {
  const byId = database.query(`SELECT stream, revision, position FROM event WHERE id = unhex(?, '-')`, foundRow);
  const insert = database.command(
    `INSERT INTO event (position, stream, revision, category, recorded_at, id, type, data, metadata)
     VALUES (?, ?, ?, ?, ?, unhex(?, '-'), ?, ?, ?)`,
  );
  const newest = database.query('SELECT coalesce(max(position), 0) FROM event', firstInteger);
  let lastPosition = newest.first() ?? 0;

  const known = (group: AppendGroup, append: OneAppend): ReadonlyArray<KnownRow | null> | null => {
    const found = group.ids.slice(append.first, append.end).map((id) => byId.first(id));
    if (found.every((row) => row === null)) return null;
    const toKnown = knownRow(streams, append.stream);
    return found.map((row) => (row === null ? null : toKnown(row)));
  };

  const answerKnown = (group: AppendGroup, append: OneAppend, rows: ReadonlyArray<KnownRow | null>): AppendAnswer => {
    const last = rows.at(-1);
    if (last && isRepeat(streams.named(append.stream) ?? NOTHING, append.expected, rows))
      return { kind: 'repeated', revision: last.revision, position: last.position };
    const ids = group.ids.slice(append.first, append.end).filter((_, index) => rows[index] !== null);
    return { kind: 'ids-taken', ids };
  };

  const insertAll = (group: AppendGroup, append: OneAppend, stream: StreamRow): void => {
    let revision = stream.next;
    for (let index = append.first; index < append.end; index += 1, revision += 1) {
      lastPosition += 1;
      insert(
        lastPosition,
        stream.id,
        revision,
        stream.category,
        group.now,
        group.ids[index] ?? '',
        group.types[index] ?? '',
        group.data[index] ?? '',
        group.metadata[index] ?? null,
      );
    }
  };

  const write = (group: AppendGroup, append: OneAppend): AppendAnswer => {
    const stream = streams.named(append.stream) ?? streams.create(append.stream);
    const firstPosition = lastPosition + 1;
    insertAll(group, append, stream);
    const next = stream.next + append.end - append.first;
    streams.change({
      ...stream,
      next,
      deleted: false,
      firstPosition: stream.firstPosition === 0 ? firstPosition : stream.firstPosition,
      lastPosition,
    });
    return { kind: 'written', revision: next - 1, position: lastPosition };
  };

  const appendOne = (group: AppendGroup, append: OneAppend): AppendAnswer => {
    const rows = known(group, append);
    if (rows !== null) return answerKnown(group, append, rows);
    const head = streams.named(append.stream) ?? NOTHING;
    if (!meetsExpectation(head, append.expected))
      return { kind: 'wrong-revision', actual: existsFor(head) ? head.next - 1 : null };
    return write(group, append);
  };

  return {
    appendAll: (group) => {
      let first = 0;
      return group.counts.map((count, index) => {
        const append = {
          stream: group.streams[index] ?? '',
          expected: group.expectations[index] ?? 0,
          first,
          end: first + count,
        };
        first += count;
        return appendOne(group, append);
      });
    },
    lastPosition: () => lastPosition,
    forget: () => {
      lastPosition = newest.first() ?? 0;
    },
  };
};
