import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { sqliteEventStore } from '../../../../../src/adapters/outbound/event-store/sqlite/sqlite-event-store';
import { type ClosableEventStore } from '../../../../../src/application/ports/event-store';
import {
  append,
  failureOf,
  idsOf,
  must,
  readAll,
  ROOMY,
  someEvents,
  take,
} from '../../../../support/event-store-steps';
import { newFolder } from '../../../../support/sqlite-event-store-harness';
import { watchedSqlite, type WatchedSqlite } from '../../../../support/watched-sqlite';

const codeError = (message: string, code: string): Error => Object.assign(new Error(message), { code });

describe('A log on a disk that makes trouble', () => {
  let folder: ReturnType<typeof newFolder>;
  let sqlite: WatchedSqlite;
  let store: ClosableEventStore;
  beforeEach(() => {
    folder = newFolder();
    sqlite = watchedSqlite();
    store = sqliteEventStore({ path: folder.path, open: sqlite.open });
  });
  afterEach(async () => {
    await store.close();
    folder.remove();
  });

  it('writes nothing on a full disk, says what to do, and goes on when there is space again', async () => {
    await append(store, 'a-1', someEvents(1));
    sqlite.exec('PRAGMA max_page_count = 1');
    const large = someEvents(50, { data: JSON.stringify('x'.repeat(10_000)) });
    const failure = await failureOf(store.append('a-1', 'any', large));
    expect(failure).to.include({ type: 'EventStoreUnavailable', retryable: true, outcome: 'not-written' });
    expect(failure)
      .to.have.property('detail')
      .that.matches(/^The disk is full\. Free some space;/);
    expect((await readAll(store, 'a-1')).events).to.have.length(1);
    sqlite.exec('PRAGMA max_page_count = 1073741823');
    expect(await append(store, 'a-1', large, 0n)).to.include({ revision: 50n, repeated: false });
  });

  it('does not know the outcome when the commit itself fails, and a repeat with the same ids completes it', async () => {
    await append(store, 'a-1', someEvents(1));
    sqlite.failNext('COMMIT', codeError('disk I/O error', 'SQLITE_IOERR_FSYNC'));
    const events = someEvents(3);
    expect(await failureOf(store.append('a-1', 0n, events))).to.deep.equal({
      type: 'EventStoreUnavailable',
      retryable: true,
      outcome: 'unknown',
      detail: 'disk I/O error (SQLITE_IOERR_FSYNC)',
    });
    expect(await append(store, 'a-1', events, 0n)).to.include({ revision: 3n });
    expect((await readAll(store, 'a-1')).events).to.have.length(4);
  });

  it('loses neither a stream nor a category that was new in a failed transaction', async () => {
    sqlite.failNext('COMMIT', codeError('disk I/O error', 'SQLITE_IOERR_FSYNC'));
    await failureOf(store.append('new-1', 'no-stream', someEvents(2)));
    expect((await readAll(store, 'new-1')).exists).to.equal(false);
    expect(await append(store, 'new-1', someEvents(1), 'no-stream')).to.include({ revision: 0n });
    const page = await must(store.readRange({ prefixes: ['new-'], after: null, to: null, ...ROOMY }));
    expect(page.events).to.have.length(1);
  });

  it('gives subscribers everything once it goes on', async () => {
    const subscription = store.subscribe({ prefixes: ['a-'], after: null, ...ROOMY });
    const received = take(subscription, 3);
    const first = someEvents(1);
    await append(store, 'a-1', first);
    sqlite.failNext('COMMIT', codeError('disk I/O error', 'SQLITE_IOERR_WRITE'));
    await failureOf(store.append('a-1', 'any', someEvents(1)));
    const rest = someEvents(2);
    await append(store, 'a-1', rest);
    expect(idsOf(await received)).to.deep.equal(idsOf([...first, ...rest]));
    subscription.close();
  });

  it('gives subscribers also what was committed although the commit seemed to fail', async () => {
    const subscription = store.subscribe({ prefixes: ['a-'], after: null, ...ROOMY });
    const first = someEvents(1);
    await append(store, 'a-1', first);
    expect(idsOf(await take(subscription, 1))).to.deep.equal(idsOf(first));
    sqlite.failAfterNext('COMMIT', codeError('disk I/O error', 'SQLITE_IOERR_FSYNC'));
    const doubtful = someEvents(2);
    expect(await failureOf(store.append('a-1', 0n, doubtful))).to.include({ outcome: 'unknown' });
    expect(await append(store, 'a-1', doubtful, 0n)).to.include({ revision: 2n, repeated: true });
    const last = someEvents(1);
    await append(store, 'a-1', last);
    expect(idsOf(await take(subscription, 3))).to.deep.equal(idsOf([...doubtful, ...last]));
    subscription.close();
  });

  it('has every commit on the disk before it is answered', async () => {
    await append(store, 'a-1', someEvents(1));
    const FULL = 2;
    expect([sqlite.setting('synchronous'), sqlite.setting('journal_mode')]).to.deep.equal([FULL, 'wal']);
  });

  it('opens itself anew when even the rollback failed', async () => {
    await append(store, 'a-1', someEvents(1));
    sqlite.failNext('COMMIT', codeError('disk I/O error', 'SQLITE_IOERR'));
    sqlite.failNext('ROLLBACK', codeError('disk I/O error', 'SQLITE_IOERR'));
    expect(await failureOf(store.append('a-1', 'any', someEvents(1)))).to.include({ outcome: 'unknown' });
    await append(store, 'a-1', someEvents(1), 0n);
    expect((await readAll(store, 'a-1')).events).to.have.length(2);
  });

  it('keeps a subscriber waiting while it cannot be read, and serves it afterwards', async () => {
    const missing = `${folder.path}.missing`;
    const absent = sqliteEventStore({ path: join(missing, 'log.db') });
    const subscription = absent.subscribe({ prefixes: ['a-'], after: null, ...ROOMY });
    const next = subscription.next();
    expect(await failureOf(absent.ready)).to.include({ outcome: 'not-written' });
    mkdirSync(missing);
    const events = someEvents(2);
    await append(absent, 'a-1', events);
    expect(idsOf((await next) ?? [])).to.deep.equal(idsOf(events));
    await absent.close();
  });

  it('ends a subscriber that waits for a better time when it is closed', async () => {
    const absent = sqliteEventStore({ path: join(folder.path, 'missing', 'log.db') });
    const next = absent.subscribe({ prefixes: ['a-'], after: null, ...ROOMY }).next();
    await absent.close();
    expect(await next).to.equal(null);
  });

  it('is refused when the file is something else, or from a newer version', async () => {
    writeFileSync(`${folder.path}.other`, 'this is no database, it is a text of some length '.repeat(100));
    const other = sqliteEventStore({ path: `${folder.path}.other` });
    const failure = await failureOf(other.ready);
    expect(failure).to.include({ retryable: false });
    expect(failure.detail).to.match(/^The file is no log of this program\./);
    await append(store, 'a-1', someEvents(1));
    sqlite.exec('PRAGMA user_version = 99');
    await store.close();
    const newer = await failureOf(sqliteEventStore({ path: folder.path }).ready);
    expect(newer.detail).to.match(
      /newer version of this program \(schema 99, this one knows 1\)\. Start that version\./,
    );
  });
});
