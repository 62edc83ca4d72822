import { expect } from 'chai';
import {
  durableOf,
  shardOf,
  STREAM,
  subjectOf,
} from '../../../../../src/adapters/outbound/command-bus/nats-jetstream/shards';
import { aBlock } from '../../../../support/block-builders';
import { acknowledging, blocksOf, busWorker, namesOf, publishOn } from '../../../../support/bus-worker';
import { givenShards } from '../../../../support/given-shards';
import { blocksOn, type JetStreamBusHarness, openJetStreamBus } from '../../../../support/jet-stream-bus-harness';
import { natsServerMissing } from '../../../../support/nats-server';
import { waitUntil } from '../../../../support/wait-until';

const past = (ms: number): Promise<void> => {
  const began = performance.now();
  return waitUntil(() => performance.now() - began > ms);
};
const EVEN = [0, 2, 4, 6, 8, 10, 12, 14];
const ODD = [1, 3, 5, 7, 9, 11, 13, 15];

if (natsServerMissing !== null) it.skip(`Taking blocks from JetStream: ${natsServerMissing}`);
else
  describe('Taking blocks from JetStream', () => {
    let harness: JetStreamBusHarness;
    beforeEach(async () => {
      harness = await openJetStreamBus();
    });
    afterEach(() => harness.dispose());

    it('B5 1: an acknowledgement removes the block', async () => {
      const { bus, connection } = await harness.join();
      await publishOn(bus, blocksOf(7, 'b', 10));
      busWorker(bus, acknowledging);
      await waitUntil(async () => (await blocksOn(connection)) === 0);
    });

    it('B5 4 and 26: what is no block is terminated and said, and does not block the others of its lane', async () => {
      const { bus, connection, said } = await harness.join({ ackWaitMs: 300 });
      await publishOn(bus, [aBlock('before')]);
      const stream = connection.jetstream();
      await stream.publish(subjectOf(7), 'no block at all');
      await stream.publish(subjectOf(7), Buffer.concat([Buffer.from([9, 0, 0, 0, 2]), Buffer.from('{}')]));
      await stream.publish(subjectOf(7), Buffer.concat([Buffer.from([1, 0, 0, 0, 2]), Buffer.from('{}')]));
      await publishOn(bus, [aBlock('after')]);
      const worker = busWorker(bus, acknowledging);
      await waitUntil(() => worker.taken.length === 2);
      await waitUntil(async () => (await blocksOn(connection)) === 0);
      await past(700);
      expect(worker.names()).to.deep.equal(['before', 'after']);
      expect(said).to.deep.equal(
        Array.from({ length: 3 }, () => 'error a message on the bus is no block; it is taken off'),
      );
    });

    it('B5 5 and 16: a block in slow hands is not handed to anybody else', async () => {
      const { bus, connection } = await harness.join({ ackWaitMs: 1_500 });
      await publishOn(bus, blocksOf(7, 'b', 10));
      const worker = busWorker(bus);
      await waitUntil(() => worker.taken.length === 10);
      await past(3_500);
      const manager = await connection.jetstreamManager();
      const { num_ack_pending, num_redelivered } = await manager.consumers.info(STREAM, durableOf(shardOf(7)));
      expect({ num_ack_pending, num_redelivered }).to.deep.equal({ num_ack_pending: 10, num_redelivered: 0 });
      worker.stop();
      const other = busWorker(bus);
      await publishOn(bus, [aBlock('mark')]);
      await waitUntil(() => other.taken.length > 0);
      expect(other.names()).to.deep.equal(['mark']);
    });

    it('B5 5 and 16: nor is one that waits for its turn in this process', async () => {
      const { bus } = await harness.join({ ackWaitMs: 1_500 });
      await publishOn(bus, blocksOf(7, 'b', 10));
      const worker = busWorker(bus, ({ acknowledge }) => void setTimeout(acknowledge, 250), { maxCommands: 1 });
      await waitUntil(() => worker.taken.length >= 10);
      await past(1_000);
      expect(worker.names()).to.deep.equal(namesOf(blocksOf(7, 'b', 10)));
    });

    it('B5 6: what a silent process holds comes to another after ack_wait', async () => {
      const silent = await harness.join({ ackWaitMs: 600, ownership: givenShards(shardOf(7)) });
      const began = performance.now();
      await publishOn(silent.bus, [aBlock('held')]);
      const first = busWorker(silent.bus);
      await waitUntil(() => first.taken.length === 1);
      await silent.connection.close();
      const heir = await harness.join({ ackWaitMs: 600, ownership: givenShards(shardOf(7)) });
      const second = busWorker(heir.bus);
      await waitUntil(() => second.taken.length === 1);
      expect(performance.now() - began).to.be.greaterThan(590);
    });

    it('B5 14: two processes share the shards, and no block is doubled', async () => {
      const one = await harness.join({ ownership: givenShards(...EVEN) });
      const other = await harness.join({ ownership: givenShards(...ODD) });
      const workers = [busWorker(one.bus, acknowledging), busWorker(other.bus, acknowledging)];
      const blocks = Array.from({ length: 40 }, (_, hook) => blocksOf(hook, `h${String(hook)}-`, 10)).flat();
      await publishOn(one.bus, blocks);
      await waitUntil(() => workers.reduce((sum, { taken }) => sum + taken.length, 0) >= blocks.length);
      await waitUntil(async () => (await blocksOn(one.connection)) === 0);
      expect(workers.flatMap(({ names }) => names()).sort()).to.deep.equal([...namesOf(blocks)].sort());
      expect(Math.min(...workers.map(({ taken }) => taken.length))).to.be.greaterThan(0);
    });

    it('B5 15: goes on when max_ack_pending was reached and something is acknowledged', async () => {
      const { bus } = await harness.join({ maxAckPending: 5 });
      await publishOn(bus, blocksOf(7, 'b', 8));
      const worker = busWorker(bus);
      await waitUntil(() => worker.taken.length === 5);
      await past(100);
      expect(worker.taken).to.have.length(5);
      worker.taken[0]?.acknowledge();
      await waitUntil(() => worker.taken.length === 6);
      worker.acknowledgeAll();
      await waitUntil(() => worker.taken.length === 8);
    });

    it('B5 17: a stop leaves what was taken ahead to the next at once, in order, and nothing stuck', async () => {
      const { bus, connection } = await harness.join();
      await publishOn(bus, blocksOf(7, 'b', 60));
      const stopping = busWorker(bus, undefined, { maxCommands: 5 });
      await waitUntil(() => stopping.taken.length === 5);
      stopping.stop();
      const heir = await harness.join({ ownership: givenShards(shardOf(7)) });
      const next = busWorker(heir.bus, acknowledging);
      await waitUntil(() => next.taken.length === 55);
      stopping.acknowledgeAll();
      await waitUntil(async () => (await blocksOn(connection)) === 0);
      expect([...stopping.names(), ...next.names()]).to.deep.equal(namesOf(blocksOf(7, 'b', 60)));
    });

    it('B5 27: keeps the order of each lane', async () => {
      const { bus } = await harness.join();
      const lanes = [1, 2, 3, 17, 4711].map((hook) => blocksOf(hook, `h${String(hook)}-`, 200));
      const worker = busWorker(bus, acknowledging, { maxCommands: 20 });
      for (let at = 0; at < 200; at += 20)
        await publishOn(
          bus,
          lanes.flatMap((lane) => lane.slice(at, at + 20)),
        );
      await waitUntil(() => worker.taken.length === 1000);
      for (const lane of lanes) {
        const hook = lane[0]?.hook;
        const taken = worker.taken.filter(({ command }) => command.hook === hook);
        expect(taken.map(({ command }) => command.block)).to.deep.equal(namesOf(lane));
      }
    });

    it('takes turns between lanes within what was taken ahead', async () => {
      const { bus, connection } = await harness.join();
      const many = blocksOf(7, 'many', 20).map((block) => ({ ...block, lane: 'hook:1' }));
      await publishOn(bus, [...many, aBlock('lonely', { hook: 7, lane: 'hook:2' })]);
      const worker = busWorker(bus, undefined, { maxCommands: 1 });
      await waitUntil(() => worker.taken.length === 1);
      const { consumers } = await connection.jetstreamManager();
      await waitUntil(async () => (await consumers.info(STREAM, durableOf(shardOf(7)))).num_ack_pending === 21);
      await connection.flush();
      worker.taken[0]?.acknowledge();
      await waitUntil(() => worker.taken.length === 2);
      worker.taken[1]?.acknowledge();
      await waitUntil(() => worker.taken.length === 3);
      expect(worker.names()).to.contain('lonely');
    });
  });
