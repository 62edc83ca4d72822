import { lowestVisible } from '../retention-rules';
import { isWholeCategories } from './category-table';
import { firstInteger, integer } from './columns';
import { type SqliteDatabase } from './sqlite-driver';
import { type StreamRow } from './stream-row';
import { type StreamTable } from './stream-table';

/** So few positions are looked at one by one sooner than an index is searched. */
const NARROW = 256;

/** The next positions, ascending, at most the limit: exclusive of `after`, inclusive of `end`. */
export type NextPositions = (after: number, end: number) => ReadonlyArray<number>;

const ascending = (left: number, right: number): number => left - right;

/** A prefix that begins with another one asks for nothing more; the rest ask for different events. */
const withoutCovered = (prefixes: ReadonlyArray<string>): ReadonlyArray<string> => {
  const different = [...new Set(prefixes)];
  return different.filter((prefix) => !different.some((other) => other !== prefix && prefix.startsWith(other)));
};

/**
 * Whole categories are read from their index. A longer prefix names streams: their positions are merged, beginning
 * with the stream that starts first, and streams that begin behind the page are never looked into.
 */
export const positionSearch = (
  database: SqliteDatabase,
  streams: StreamTable,
): ((prefixes: ReadonlyArray<string>, limit: number) => NextPositions) => {
  const inCategory = database.query(
    'SELECT position FROM event INDEXED BY event_by_category WHERE category = ? AND position > ? AND position <= ? ORDER BY position LIMIT ?',
    firstInteger,
  );
  const inStream = database.query(
    'SELECT position FROM event INDEXED BY event_by_revision WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?',
    firstInteger,
  );

  const between = database.query(
    'SELECT position, stream FROM event WHERE position > ? AND position <= ? ORDER BY position',
    (row) => ({ position: integer(row, 0), stream: integer(row, 1) }),
  );

  const inNarrow = (prefixes: ReadonlyArray<string>, after: number, end: number): ReadonlyArray<number> =>
    between.all(after, end).flatMap(({ position, stream }) => {
      const { name } = streams.withId(stream);
      return prefixes.some((prefix) => name.startsWith(prefix)) ? [position] : [];
    });

  /** Positions and revisions of a stream grow together, so the place is found by halving. */
  const revisionBehind = (stream: StreamRow, after: number): number => {
    let low = lowestVisible(stream);
    if (stream.firstPosition > after) return low;
    let high = stream.next;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const position = inStream.first(stream.id, middle, 1);
      if (position === null || position > after) high = middle;
      else low = middle + 1;
    }
    return low;
  };

  const inStreams = (candidates: ReadonlyArray<StreamRow>, after: number, limit: number): ReadonlyArray<number> => {
    let merged: ReadonlyArray<number> = [];
    for (const stream of candidates.toSorted((left, right) => left.firstPosition - right.firstPosition)) {
      if (merged.length === limit && stream.firstPosition > (merged.at(-1) ?? 0)) return merged;
      const more = inStream.all(stream.id, revisionBehind(stream, after), limit);
      merged = [...merged, ...more].sort(ascending).slice(0, limit);
    }
    return merged;
  };

  return (prefixes, limit) => {
    const wanted = withoutCovered(prefixes);
    const whole = wanted.filter(isWholeCategories);
    const parts = wanted.filter((prefix) => !isWholeCategories(prefix));
    return (after, end) => {
      if (end - after <= NARROW) return inNarrow(wanted, after, end).slice(0, limit);
      const sources = whole
        .flatMap((prefix) => streams.categories.startingWith(prefix))
        .map((category) => inCategory.all(category, after, end, limit));
      const candidates = parts.flatMap((prefix) => streams.startingWith(prefix, after));
      sources.push(inStreams(candidates, after, limit).filter((position) => position <= end));
      const found = sources.filter((source) => source.length > 0);
      return found.length === 1 ? (found[0] ?? []) : found.flat().sort(ascending).slice(0, limit);
    };
  };
};
