import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { inMemoryEventStore } from '../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { type EventStore } from '../../../src/application/ports/event-store';
import { hookDirectory } from '../../../src/application/read-models/hook-directory';
import { type HookFilter } from '../../../src/application/use-cases/hooks';
import { fixedClock } from '../../support/fixed-clock';
import { aHookDesk, alice, anInput, done, type HookDesk, httpInput, mallory } from '../../support/hook-desk';
import { waitUntil } from '../../support/wait-until';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('The hook directory', () => {
  let desk: HookDesk;
  const create = (actor = alice, parts = {}, id?: number): Promise<unknown> =>
    done(desk.hooks.create(actor, { definition: anInput(parts), active: true, ...(id === undefined ? {} : { id }) }));
  const listed = (filter: Partial<HookFilter> = {}): ReadonlyArray<number> =>
    desk.directory.list(23, { limit: 200, ...filter }).hooks.map(({ hook }) => hook.hook);

  beforeEach(() => {
    desk = aHookDesk();
  });
  afterEach(() => {
    desk.close();
  });

  it('is empty at first', async () => {
    await desk.directory.ready();
    expect(desk.directory.get(1)).to.equal(undefined);
    expect(desk.directory.position()).to.equal(null);
    expect(desk.directory.highestNumber()).to.equal(0);
    expect(desk.directory.list(23, { limit: 10 })).to.deep.equal({ hooks: [] });
  });

  it('shows each hook as it stands, with revision and position', async () => {
    await create();
    const suspended = await done(desk.hooks.suspend(alice, 1, {}));
    const { warnings: _warnings, ...view } = suspended;
    expect(desk.directory.get(1)).to.deep.equal(view);
    expect(desk.directory.position()).to.equal(suspended.position);
  });

  it('shows a deleted hook as deleted, and lists it no more', async () => {
    await create();
    await done(desk.hooks.remove(alice, 1, {}));
    expect(desk.directory.get(1)?.hook.status).to.equal('deleted');
    expect(listed()).to.deep.equal([]);
    expect(desk.directory.highestNumber()).to.equal(1);
  });

  it('lists one account by rising number, page by page', async () => {
    for (const id of [30, 10, 20, 25]) await create(alice, {}, id);
    await create(mallory, {}, 15);
    const first = desk.directory.list(23, { limit: 2 });
    expect(first.hooks.map(({ hook }) => hook.hook)).to.deep.equal([10, 20]);
    expect(first.next).to.equal(20);
    const second = desk.directory.list(23, { limit: 2, after: 20 });
    expect(second.hooks.map(({ hook }) => hook.hook)).to.deep.equal([25, 30]);
    expect(second).to.not.have.property('next');
  });

  it('filters by status, type, format, name and url', async () => {
    await create();
    await create(alice, { name: 'OPENS', rule: { types: ['open'], filters: {} } });
    await create(alice, {
      format: { kind: 'actito', pushMode: 'BULK' },
      rule: { types: ['ETL_STARTED'], filters: {} },
      destination: httpInput({ url: 'https://etl.example/in' }),
    });
    await done(desk.hooks.deactivate(alice, 2, {}));
    expect(listed({ status: 'active' })).to.deep.equal([1, 3]);
    expect(listed({ status: 'inactive' })).to.deep.equal([2]);
    expect(listed({ eventType: 'open' })).to.deep.equal([2]);
    expect(listed({ format: 'actito' })).to.deep.equal([3]);
    expect(listed({ name: 'open' })).to.deep.equal([2]);
    expect(listed({ url: 'ETL.example' })).to.deep.equal([3]);
    expect(listed({ status: 'active', format: 'altcraft', limit: 1 })).to.deep.equal([1]);
  });

  it('lets those go who wait for a position, once it is folded and not before', async () => {
    await create();
    const position = (desk.directory.position() ?? 0n) + 1n;
    let reached = false;
    const waiting = desk.directory.reached(position).then(() => {
      reached = true;
    });
    await desk.directory.reached(position - 1n);
    expect(reached).to.equal(false);
    await create();
    await waiting;
    expect(desk.directory.get(2)).to.not.equal(undefined);
  });

  it('lets everybody go when it closes', async () => {
    const waiting = desk.directory.reached(1_000_000n);
    desk.directory.close();
    await waiting;
    await desk.directory.reached(2_000_000n);
  });

  it('tells the same after a start, from the log alone', async () => {
    for (let n = 0; n < 5; n += 1) await create();
    await done(desk.hooks.remove(alice, 3, {}));
    const again = hookDirectory({ eventStore: desk.eventStore, clock: fixedClock(), log });
    await again.ready();
    expect(again.list(23, { limit: 10 })).to.deep.equal(desk.directory.list(23, { limit: 10 }));
    expect(again.position()).to.equal(desk.directory.position());
    expect(again.highestNumber()).to.equal(5);
    again.close();
  });

  it('tries again while the history cannot be read', async () => {
    await create();
    let failures = 2;
    const failing: EventStore = {
      ...desk.eventStore,
      readRange: (read) => {
        if (failures === 0) return desk.eventStore.readRange(read);
        failures -= 1;
        return TE.left({ type: 'EventStoreUnavailable', retryable: true, outcome: 'not-written', detail: 'down' });
      },
    };
    const clock = fixedClock();
    const directory = hookDirectory({ eventStore: failing, clock, log });
    for (let tries = 0; tries < 2; tries += 1) {
      await waitUntil(() => clock.waiting() === 1);
      expect(directory.get(1)).to.equal(undefined);
      clock.advance(500);
    }
    await directory.ready();
    expect(directory.get(1)?.hook.status).to.equal('active');
    directory.close();
  });

  it('leaves out an event it cannot read, and says so', async () => {
    const eventStore = inMemoryEventStore();
    const broken = { id: '00000000-0000-4000-8000-00000000ffff', type: 'HookCreated', data: '{"v":1}' };
    await done(eventStore.append('hook-00-1', 'no-stream', [broken]));
    const other = aHookDesk({ eventStore });
    await done(other.hooks.create(alice, { definition: anInput() }));
    expect(other.errors).to.have.lengthOf(1);
    expect(other.directory.list(23, { limit: 10 }).hooks).to.have.lengthOf(1);
    other.close();
  });
});
