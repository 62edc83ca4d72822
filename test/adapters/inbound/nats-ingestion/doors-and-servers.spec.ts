import { expect } from 'chai';
import { type IngestionWorld, ingestionWorld } from '../../../support/nats-ingestion-world';
import { natsServerMissing } from '../../../support/nats-server';
import { recordingInMemory } from '../../../support/recording-in-memory';
import { waitUntil } from '../../../support/wait-until';

const click = { id: 'c-1', type: 'click', occurredAt: '2026-11-23T08:30:00Z' };

const given = natsServerMissing === null ? describe : describe.skip;

given(`The stream of incoming events${natsServerMissing === null ? '' : ` (${natsServerMissing})`}`, function () {
  this.timeout(60_000);
  let world: IngestionWorld;

  const publishMany = (from: number, to: number): Promise<unknown> =>
    Promise.all(Array.from({ length: to - from }, (_, n) => world.publish({ ...click, id: `c-${String(from + n)}` })));
  const isTaken = (body: object): Promise<boolean> =>
    world.publish(body, { timeout: 1_000 }).then(
      () => true,
      () => false,
    );
  const ids = (): ReadonlyArray<string> => world.recorded.map(({ id = '' }) => id);

  beforeEach(async () => {
    world = await ingestionWorld();
  });
  afterEach(() => world.dispose());

  it('is shared by any number of doors, each message once', async () => {
    const one = recordingInMemory();
    const other = recordingInMemory();
    await world.door({ recordEvents: one.recordEvents });
    await world.door({ recordEvents: other.recordEvents });
    await publishMany(0, 1000);
    await world.allSettled();
    expect(one.recorded).not.to.be.empty;
    expect(other.recorded).not.to.be.empty;
    const all = [...one.recorded, ...other.recorded].map(({ id }) => id);
    expect(all).to.have.length(1000);
    expect(new Set(all).size).to.equal(1000);
  });

  it('is kept by a door that stops: what it took is settled, the rest is left to others', async () => {
    const first = await world.door();
    const publishing = publishMany(0, 500);
    await waitUntil(() => world.recorded.length > 0);
    await first.stop(5000);
    await publishing;
    const manager = await world.nats.jetstreamManager();
    await waitUntil(
      async () => (await manager.consumers.info('HOOKLINE_EVENTS', 'hookline-ingestion')).num_ack_pending === 0,
    );
    await world.door();
    await world.allSettled();
    expect(new Set(ids()).size).to.equal(500);
  });

  for (const end of ['stop', 'kill'] as const) {
    it(`goes on after the server was ${end === 'stop' ? 'stopped' : 'killed'} and started`, async () => {
      await world.door();
      await publishMany(0, 50);
      await world.allSettled();
      await world.server[end]();
      await world.server.start();
      await waitUntil(() => isTaken({ ...click, id: 'after' }));
      await waitUntil(() => ids().includes('after'));
      expect(new Set(ids()).size).to.equal(world.recorded.length);
    });
  }

  it('is made anew when the server comes back with an empty store', async () => {
    await world.door();
    await world.server.kill();
    await world.server.start('wiped');
    await waitUntil(() => isTaken({ ...click, id: 'after' }));
    await waitUntil(() => ids().includes('after'));
  });

  it('is made anew when it is deleted', async () => {
    await world.door();
    const manager = await world.nats.jetstreamManager();
    await manager.streams.delete('HOOKLINE_EVENTS');
    await waitUntil(() => isTaken(click));
    await waitUntil(() => ids().includes('c-1'));
  });

  it('gets its consumer back when that is deleted, and what was not acknowledged comes again', async () => {
    await world.door();
    const manager = await world.nats.jetstreamManager();
    await manager.consumers.delete('HOOKLINE_EVENTS', 'hookline-ingestion');
    await publishMany(0, 20);
    // A pull that crosses the deletion is noticed by its missing heartbeats only, after six seconds.
    await waitUntil(async () => (await world.left()) === 0);
    expect(world.recorded).to.have.length(20);
  });

  it('is left as it is when it was set up otherwise, and the difference is told', async () => {
    const manager = await world.nats.jetstreamManager();
    await manager.streams.add({ name: 'HOOKLINE_EVENTS', subjects: ['hookline.events.*'], max_bytes: 1_000_000 });
    const told: unknown[] = [];
    const log = {
      info: () => undefined,
      error: () => undefined,
      warn: (_: string, fields?: object) => told.push(fields),
    };
    await world.door({ log });
    expect(JSON.stringify(told)).to.contain('"setting":"retention","is":"limits","expected":"workqueue"');
    await world.publish(click);
    await waitUntil(() => ids().includes('c-1'));
    const { config } = await manager.streams.info('HOOKLINE_EVENTS');
    expect(config.max_bytes).to.equal(1_000_000);
  });
});
