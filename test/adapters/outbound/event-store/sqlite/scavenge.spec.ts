import { expect } from 'chai';
import { openEngine, type Engine } from '../../../../../src/adapters/outbound/event-store/sqlite/engine';
import { openSqlite } from '../../../../../src/adapters/outbound/event-store/sqlite/sqlite-driver';
import { type MetadataColumns } from '../../../../../src/adapters/outbound/event-store/sqlite/engine-protocol';
import { someEvents } from '../../../../support/event-store-steps';
import { newFolder } from '../../../../support/sqlite-event-store-harness';

const NONE: MetadataColumns = { maxCount: null, maxAgeSeconds: null, truncateBefore: null };
const ANY = -2;

describe('A log that is tidied', () => {
  let folder: ReturnType<typeof newFolder>;
  let engine: Engine;
  beforeEach(() => {
    folder = newFolder();
    engine = openEngine(openSqlite, folder.path);
  });
  afterEach(() => {
    engine.close();
    folder.remove();
  });

  const append = (stream: string, count: number, now = 0): void => {
    const events = someEvents(count);
    engine.append({
      now,
      streams: [stream],
      expectations: [ANY],
      counts: [count],
      ids: events.map(({ id }) => id),
      types: events.map(({ type }) => type),
      data: events.map(({ data }) => data),
      metadata: events.map(() => null),
    });
  };
  const keep = (stream: string, metadata: Partial<MetadataColumns>): void => {
    engine.answer({ kind: 'write-metadata', stream, metadata: { ...NONE, ...metadata } });
  };
  /** Steps it took; the last one only looked. */
  const tidyUp = (now = 0): number => {
    let steps = 1;
    while (engine.tidy(now)) steps += 1;
    return steps;
  };
  /** What lies in the file, hidden or not. */
  const stored = (stream: string): number => {
    engine.close();
    const database = openSqlite(folder.path, 0);
    const count = database
      .query('SELECT count(*) FROM event WHERE stream = (SELECT id FROM stream WHERE name = ?)', (row) =>
        Number(row[0]),
      )
      .first(stream);
    database.close();
    engine = openEngine(openSqlite, folder.path);
    return count ?? 0;
  };

  it('deletes what is hidden and nothing else', () => {
    append('kept-1', 10);
    append('counted-1', 10);
    append('truncated-1', 10);
    append('deleted-1', 10);
    append('end-1', 1);
    keep('counted-1', { maxCount: 3 });
    keep('truncated-1', { truncateBefore: 4 });
    engine.answer({ kind: 'delete', stream: 'deleted-1', expected: ANY });
    tidyUp();
    expect(['kept-1', 'counted-1', 'truncated-1', 'deleted-1'].map(stored)).to.deep.equal([10, 3, 6, 0]);
  });

  it('deletes what is too old', () => {
    append('a-1', 5, 1_000);
    append('a-1', 5, 50_000);
    append('end-1', 1);
    keep('a-1', { maxAgeSeconds: 30 });
    tidyUp(40_000);
    expect(stored('a-1')).to.equal(5);
  });

  it('does it in small steps', () => {
    append('a-1', 1_200);
    append('end-1', 1);
    keep('a-1', { truncateBefore: 1_200 });
    expect(tidyUp()).to.equal(4);
    expect(stored('a-1')).to.equal(0);
  });

  it('never gives a position twice, even when its newest event is hidden', () => {
    append('a-1', 3);
    engine.answer({ kind: 'delete', stream: 'a-1', expected: ANY });
    tidyUp();
    expect(stored('a-1')).to.equal(1);
    expect(engine.answer({ kind: 'last-position' })).to.deep.equal({ kind: 'last-position', position: 3 });
  });

  it('goes on with revisions after all its events are gone', () => {
    append('a-1', 3);
    append('end-1', 1);
    engine.answer({ kind: 'delete', stream: 'a-1', expected: ANY });
    tidyUp();
    append('a-1', 1);
    const page = engine.answer({
      kind: 'stream',
      now: 0,
      stream: 'a-1',
      direction: 'forwards',
      from: 'start',
      maxCount: 9,
    });
    expect(page).to.have.nested.property('events.revisions').that.deep.equals([3]);
  });

  it('reads the rest of a stream by prefix after its first events are gone', () => {
    append('a-1-x', 5);
    append('b-1', 1);
    append('a-1-x', 5);
    keep('a-1-x', { truncateBefore: 7 });
    tidyUp();
    const page = engine.answer({
      kind: 'range',
      now: 0,
      prefixes: ['a-1-'],
      after: 2,
      to: null,
      maxCount: 9,
      maxBytes: 9999,
    });
    expect(page).to.have.nested.property('events.revisions').that.deep.equals([7, 8, 9]);
  });
});
