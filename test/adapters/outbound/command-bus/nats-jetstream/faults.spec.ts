import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { Events, type NatsConnection, RetentionPolicy } from 'nats';
import { durableOf, shardOf, STREAM } from '../../../../../src/adapters/outbound/command-bus/nats-jetstream/shards';
import { aBlock } from '../../../../support/block-builders';
import { acknowledging, blocksOf, busWorker, namesOf, publishOn } from '../../../../support/bus-worker';
import { givenShards } from '../../../../support/given-shards';
import {
  blocksOn,
  deleteStream,
  type JetStreamBusHarness,
  openJetStreamBus,
} from '../../../../support/jet-stream-bus-harness';
import { natsServerMissing } from '../../../../support/nats-server';
import { waitUntil } from '../../../../support/wait-until';

/** Resolves once the client has noticed: what it sends before that, to a server that has ended, is gone. */
const isLost = async (connection: NatsConnection): Promise<void> => {
  for await (const { type } of connection.status()) if (type === Events.Disconnect) return;
};

if (natsServerMissing !== null) it.skip(`Faults of JetStream: ${natsServerMissing}`);
else
  describe('Faults of JetStream', () => {
    let harness: JetStreamBusHarness;
    let wiped = 0;
    const join: JetStreamBusHarness['join'] = async (options) => {
      const process = await harness.join(options);
      process.bus.onWiped(() => {
        wiped += 1;
      });
      return process;
    };
    beforeEach(async () => {
      harness = await openJetStreamBus();
      wiped = 0;
    });
    afterEach(() => harness.dispose());

    const publishAtLast = (bus: Parameters<typeof publishOn>[0], name: string): Promise<void> =>
      waitUntil(async () => E.isRight(await bus.publish([aBlock(name)])()));

    for (const how of ['kill', 'stop'] as const)
      it(`B5 19: after a server's ${how} and start, taking resumes and publishing goes on; nothing is wiped`, async () => {
        const { bus } = await join({ publishTimeoutMs: 2_000 });
        await publishOn(bus, blocksOf(7, 'b', 3));
        const worker = busWorker(bus);
        await waitUntil(() => worker.taken.length === 3);
        await harness.server[how]();
        await harness.server.start();
        await publishAtLast(bus, 'after');
        await waitUntil(() => worker.names().includes('after'));
        worker.acknowledgeAll();
        const operator = await harness.server.connect();
        await waitUntil(async () => (await blocksOn(operator)) === 0);
        expect(wiped).to.equal(0);
      });

    it('B5 19: a publisher is told while the connection is lost, at once', async () => {
      const { bus } = await join({ publishTimeoutMs: 2_000 });
      await publishOn(bus, [aBlock('before')]);
      await harness.server.kill();
      await waitUntil(async () => {
        const began = performance.now();
        const published = await bus.publish([aBlock('meanwhile')])();
        expect(published).to.have.nested.property('left.retryable', true);
        return performance.now() - began < 1_000;
      });
      await harness.server.start();
      await publishAtLast(bus, 'after');
    });

    it('B5 25: an acknowledgement given while the connection is lost counts when it is back', async () => {
      const { bus, connection } = await join();
      await publishOn(bus, blocksOf(7, 'b', 3));
      const worker = busWorker(bus);
      await waitUntil(() => worker.taken.length === 3);
      const lost = isLost(connection);
      await harness.server.stop();
      await lost;
      worker.acknowledgeAll();
      await harness.server.start();
      const operator = await harness.server.connect();
      await waitUntil(async () => (await blocksOn(operator)) === 0);
      expect(worker.taken).to.have.length(3);
    });

    it('B5 20: a deleted consumer is made again; what is in hand stays there, what comes is taken', async () => {
      const { bus, connection } = await join();
      await publishOn(bus, [aBlock('held')]);
      const worker = busWorker(bus);
      await waitUntil(() => worker.taken.length === 1);
      const manager = await connection.jetstreamManager();
      await manager.consumers.delete(STREAM, durableOf(shardOf(7)));
      await publishOn(bus, [aBlock('after')]);
      await waitUntil(() => worker.taken.length === 2);
      worker.acknowledgeAll();
      await waitUntil(async () => (await blocksOn(connection)) === 0);
      expect({ names: worker.names(), wiped }).to.deep.equal({ names: ['held', 'after'], wiped: 0 });
    });

    it('B5 21: a deleted stream is made again, said, and told to whoever refills it', async () => {
      const { bus, said, connection } = await join();
      await publishOn(bus, [aBlock('held')]);
      const worker = busWorker(bus);
      await waitUntil(() => worker.taken.length === 1);
      await deleteStream(connection);
      await waitUntil(() => wiped === 1);
      await publishOn(bus, [aBlock('refilled')]);
      await waitUntil(() => worker.taken.length === 2);
      worker.taken[0]?.acknowledge();
      expect(await blocksOn(connection), 'a number of the old stream is another block in the new one').to.equal(1);
      worker.taken[1]?.acknowledge();
      await waitUntil(async () => (await blocksOn(connection)) === 0);
      expect(said.join()).to.contain('the bus has lost what it held');
    });

    it('B5 21: also in a process that only publishes, whoever made the stream again', async () => {
      const publishing = await join({ ownership: givenShards() });
      await harness.join();
      await publishOn(publishing.bus, [aBlock('gone')]);
      await deleteStream(await harness.server.connect());
      await waitUntil(() => wiped === 1);
    });

    it('a stream emptied by hand is noticed, and what comes then is taken', async () => {
      const { bus, connection } = await join();
      await publishOn(bus, blocksOf(7, 'gone', 3));
      const worker = busWorker(bus, undefined, { maxCommands: 1 });
      await waitUntil(() => worker.taken.length === 1);
      await (await connection.jetstreamManager()).streams.purge(STREAM);
      await waitUntil(() => wiped === 1);
      await publishOn(bus, [aBlock('refilled')]);
      await waitUntil(() => worker.names().includes('refilled'));
      expect(worker.names()).to.deep.equal(['gone0', 'refilled']);
    });

    it('a server that comes back with an empty store is noticed, and the shards are taken again', async () => {
      const { bus } = await join();
      await publishOn(bus, [aBlock('gone')]);
      const worker = busWorker(bus);
      await waitUntil(() => worker.taken.length === 1);
      await harness.server.kill();
      await harness.server.start('wiped');
      await waitUntil(() => wiped === 1);
      worker.acknowledgeAll();
      await publishAtLast(bus, 'new');
      await waitUntil(() => worker.names().includes('new'));
      worker.acknowledgeAll();
      const operator = await harness.server.connect();
      await waitUntil(async () => (await blocksOn(operator)) === 0);
    });

    it('a server that has forgotten acknowledged blocks, as after a power cut, is noticed; later ones are taken', async () => {
      const { bus } = await join();
      await publishOn(bus, blocksOf(7, 'kept', 2));
      const worker = busWorker(bus, acknowledging);
      await waitUntil(() => worker.taken.length === 2);
      await harness.server.stop();
      harness.server.keep();
      await harness.server.start();
      await publishAtLast(bus, 'forgotten');
      await waitUntil(() => worker.names().includes('forgotten'));
      await harness.server.kill();
      await harness.server.start('as kept');
      await waitUntil(() => wiped === 1);
      await publishAtLast(bus, 'new');
      await waitUntil(() => worker.names().includes('new'));
    });

    it('B5 23: closing settles every acknowledgement, and leaves the connection open', async () => {
      const { bus, connection } = await join();
      await publishOn(bus, blocksOf(7, 'b', 500));
      const worker = busWorker(bus);
      await waitUntil(() => worker.taken.length === 500);
      worker.acknowledgeAll();
      await bus.close();
      expect(connection.isClosed()).to.equal(false);
      await connection.close();
      const manager = await (await harness.server.connect()).jetstreamManager();
      await waitUntil(async () => {
        const { ack_floor, num_ack_pending } = await manager.consumers.info(STREAM, durableOf(shardOf(7)));
        return ack_floor.stream_seq === 500 && num_ack_pending === 0;
      });
    });

    it('what is in hand at a close comes to another process at once', async () => {
      const { bus } = await join();
      await publishOn(bus, blocksOf(7, 'b', 20));
      const worker = busWorker(bus);
      await waitUntil(() => worker.taken.length === 20);
      await bus.close();
      const heir = await join({ ownership: givenShards(shardOf(7)) });
      const next = busWorker(heir.bus);
      await waitUntil(() => next.taken.length === 20);
      expect(next.names()).to.deep.equal(namesOf(blocksOf(7, 'b', 20)));
    });

    it('B5 24: setting up again changes nothing, and what can be changed is changed and said', async () => {
      const first = await join();
      await publishOn(first.bus, [aBlock('kept')]);
      const same = await join();
      await publishOn(same.bus, [aBlock('kept too')]);
      expect(same.said).to.deep.equal([]);
      const other = await join({ stream: { maxBytes: 1_000_000, duplicateWindowMs: 60_000 } });
      await publishOn(other.bus, [aBlock('more')]);
      const manager = await other.connection.jetstreamManager();
      const { config, state } = await manager.streams.info(STREAM);
      expect({ most: config.max_bytes, kept: state.messages }).to.deep.equal({ most: 1_000_000, kept: 3 });
      expect(other.said).to.deep.equal(['warn the stream of blocks had another configuration; changed']);
      expect(wiped).to.equal(0);
    });

    it('B5 24: what cannot be changed without destroying is left, and said with what to do', async () => {
      const manager = await (await harness.server.connect()).jetstreamManager();
      const config = { name: STREAM, subjects: ['hookline.blocks.>'], retention: RetentionPolicy.Limits };
      await manager.streams.add(config);
      const { bus, said } = await join();
      await publishOn(bus, [aBlock('b')]);
      expect((await manager.streams.info(STREAM)).config.retention).to.equal('limits');
      expect(said.find((line) => line.startsWith('error'))).to.contain('nats stream rm HOOKLINE_BLOCKS');
    });

    it('B5 24: a shard that exists with other settings is changed', async () => {
      const owner = await join({ ownership: givenShards(shardOf(7)) });
      busWorker(owner.bus);
      await publishOn(owner.bus, [aBlock('b')]);
      await owner.bus.close();
      const heir = await join({ ownership: givenShards(shardOf(7)), maxAckPending: 99 });
      const worker = busWorker(heir.bus);
      await waitUntil(() => worker.taken.length === 1);
      const manager = await heir.connection.jetstreamManager();
      expect((await manager.consumers.info(STREAM, durableOf(shardOf(7)))).config.max_ack_pending).to.equal(99);
    });
  });
