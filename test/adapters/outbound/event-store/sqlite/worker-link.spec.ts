import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { engineStore } from '../../../../../src/adapters/outbound/event-store/sqlite/engine-store';
import { workerLink } from '../../../../../src/adapters/outbound/event-store/sqlite/worker-link';
import { workerSqliteEventStore } from '../../../../../src/adapters/outbound/event-store/sqlite/worker-sqlite-event-store';
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

const WORKER = join(__dirname, '../../../../../src/adapters/outbound/event-store/sqlite/sqlite-worker.js');

describe('A log whose thread dies', () => {
  let folder: ReturnType<typeof newFolder>;
  let store: ClosableEventStore;
  let workers: Worker[];
  beforeEach(async () => {
    folder = newFolder();
    workers = [];
    const link = workerLink(folder.path, (path) => {
      const worker = new Worker(WORKER, { workerData: { path } });
      workers.push(worker);
      return worker;
    });
    store = engineStore({ link, now: Date.now });
    await must(store.ready);
  });
  afterEach(async () => {
    await store.close();
    folder.remove();
  });
  const kill = () => workers.at(-1)?.terminate();

  it('does not know what became of the appends under way, and completes them when they are repeated', async () => {
    const groups = Array.from({ length: 30 }, () => someEvents(50, { data: JSON.stringify('x'.repeat(1000)) }));
    const appends = groups.map((events, index) => store.append(`a-${String(index)}`, 'no-stream', events));
    const underWay = appends.slice(1).map((begin) => begin());
    await new Promise((resolve) => setImmediate(resolve));
    const dying = kill();
    // However far the thread has come with the others, it does not answer this one any more.
    const answers = await Promise.all([appends[0]?.() ?? expect.fail('no append'), ...underWay]);
    await dying;
    for (const answer of answers)
      if (E.isLeft(answer))
        expect(answer.left).to.include({ type: 'EventStoreUnavailable', retryable: true, outcome: 'unknown' });
    expect(answers.some(E.isLeft)).to.equal(true);
    for (const [index, events] of groups.entries()) {
      await append(store, `a-${String(index)}`, events, 'no-stream');
      expect((await readAll(store, `a-${String(index)}`)).events).to.have.length(50);
    }
  });

  it('starts a new one at the next call', async () => {
    await append(store, 'a-1', someEvents(2));
    await kill();
    expect(await append(store, 'a-1', someEvents(1), 1n)).to.include({ revision: 2n });
    expect(workers).to.have.length(2);
  });

  it('answers questions under way, too', async () => {
    await append(store, 'a-1', someEvents(2));
    const question = store.lastPosition()();
    await kill();
    const answer = await question;
    if (E.isLeft(answer)) expect(answer.left.type).to.equal('EventStoreUnavailable');
    expect(await must(store.lastPosition())).to.equal(2n);
  });

  it('goes on serving subscribers without a gap or a repeat', async () => {
    const subscription = store.subscribe({ prefixes: ['a-'], after: null, ...ROOMY });
    const received = take(subscription, 4);
    const first = someEvents(2);
    await append(store, 'a-1', first);
    await kill();
    const rest = someEvents(2);
    await append(store, 'a-1', rest);
    expect(idsOf(await received)).to.deep.equal(idsOf([...first, ...rest]));
    subscription.close();
  });
});

describe('A log in a thread of its own that cannot be opened', () => {
  it('says why to every caller and waits for better days', async () => {
    const folder = newFolder();
    const store = workerSqliteEventStore({ path: join(folder.path, 'missing', 'log.db') });
    expect(await failureOf(store.ready)).to.include({ type: 'EventStoreUnavailable', outcome: 'not-written' });
    expect(await failureOf(store.append('a-1', 'any', someEvents(1)))).to.have.property('outcome', 'not-written');
    await store.close();
    folder.remove();
  });
});
