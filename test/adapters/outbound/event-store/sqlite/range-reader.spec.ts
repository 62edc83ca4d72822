import { expect } from 'chai';
import { sqliteEventStore } from '../../../../../src/adapters/outbound/event-store/sqlite/sqlite-event-store';
import { type ClosableEventStore } from '../../../../../src/application/ports/event-store';
import { append, must, readPrefixes, ROOMY, someEvents } from '../../../../support/event-store-steps';
import { newFolder } from '../../../../support/sqlite-event-store-harness';
import { watchedSqlite } from '../../../../support/watched-sqlite';

describe('A few events among thousands', () => {
  let folder: ReturnType<typeof newFolder>;
  const sqlite = watchedSqlite();
  let store: ClosableEventStore;
  let middle: bigint;
  before(async () => {
    folder = newFolder();
    store = sqliteEventStore({ path: folder.path, open: sqlite.open });
    for (let part = 0; part < 10; part += 1) {
      ({ position: middle } = await append(store, `hook-a3-${String(part)}`, someEvents(1)));
      for (let day = 0; day < 5; day += 1) await append(store, `platformEvents-ff-1-${String(day)}`, someEvents(100));
      await append(store, 'platformEvents-a3-17-1', someEvents(1));
    }
  });
  after(async () => {
    await store.close();
    folder.remove();
  });

  /** Rows the database gave to read the prefixes, and how many events came of it. */
  const costOf = async (prefixes: ReadonlyArray<string>, after: bigint | null): Promise<readonly [number, number]> => {
    const rows = sqlite.rows();
    const { events } = await readPrefixes(store, prefixes, after);
    return [sqlite.rows() - rows, events.length];
  };

  it('are read without passing over the others when they are a kind of their own', async () => {
    const [rows, events] = await costOf(['hook-'], null);
    expect(events).to.equal(10);
    expect(rows).to.be.at.most(30);
  });

  it('are read without passing over the others of their kind', async () => {
    const [rows, events] = await costOf(['platformEvents-a3-17-'], null);
    expect(events).to.equal(10);
    expect(rows).to.be.at.most(40);
  });

  it('are found behind a position by halving', async () => {
    const [rows, events] = await costOf(['platformEvents-a3-17-', 'hook-a3-'], middle);
    expect(events).to.equal(1);
    expect(rows).to.be.at.most(20);
  });

  it('are looked at one by one where the stretch is short', async () => {
    const rows = sqlite.rows();
    const short = { after: middle - 1n, to: middle, ...ROOMY };
    const page = await must(store.readRange({ prefixes: ['hook-a3-'], ...short }));
    expect(page.events.map(({ position }) => position)).to.deep.equal([middle]);
    expect((await must(store.readRange({ prefixes: ['platformEvents-'], ...short }))).events).to.deep.equal([]);
    expect(sqlite.rows() - rows).to.be.at.most(4);
  });

  it('cost only their page', async () => {
    const rows = sqlite.rows();
    const page = await must(
      store.readRange({ prefixes: ['platformEvents-'], after: null, to: null, ...ROOMY, maxCount: 10 }),
    );
    expect(page.events).to.have.length(10);
    expect(sqlite.rows() - rows).to.be.at.most(30);
  });

  it('do not keep a page of large events from ending early', async () => {
    await append(store, 'large-1', someEvents(40, { data: JSON.stringify('x'.repeat(20_000)) }));
    const rows = sqlite.rows();
    const page = await must(
      store.readRange({ prefixes: ['large-'], after: null, to: null, maxCount: 40, maxBytes: 50_000 }),
    );
    expect(page.events).to.have.length(3);
    expect(sqlite.rows() - rows).to.be.at.most(40 + 3 + 1);
  });
});
