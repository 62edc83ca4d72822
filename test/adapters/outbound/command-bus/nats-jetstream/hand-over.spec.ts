import { expect } from 'chai';
import { shardOf } from '../../../../../src/adapters/outbound/command-bus/nats-jetstream/shards';
import { aBlock } from '../../../../support/block-builders';
import { acknowledging, blocksOf, busWorker, namesOf, publishOn } from '../../../../support/bus-worker';
import { givenShards } from '../../../../support/given-shards';
import { blocksOn, type JetStreamBusHarness, openJetStreamBus } from '../../../../support/jet-stream-bus-harness';
import { natsServerMissing } from '../../../../support/nats-server';
import { waitUntil } from '../../../../support/wait-until';

const SHARD = shardOf(7);
const ACK_WAIT_MS = 60_000;

if (natsServerMissing !== null) it.skip(`A shard on JetStream that changes its owner: ${natsServerMissing}`);
else
  describe('A shard on JetStream that changes its owner', () => {
    let harness: JetStreamBusHarness;
    beforeEach(async () => {
      harness = await openJetStreamBus();
    });
    afterEach(() => harness.dispose());

    it('is handed over by the living once all it holds is answered, in order and without doubles', async () => {
      const shards = givenShards(SHARD);
      const old = await harness.join({ ownership: shards });
      const blocks = blocksOf(7, 'b', 100);
      await publishOn(old.bus, blocks.slice(0, 50));
      const holder = busWorker(old.bus, undefined, { maxCommands: 10 });
      await waitUntil(() => holder.taken.length === 10);
      let released = false;
      const began = performance.now();
      const handed = shards.takeAway(SHARD).then(() => {
        released = true;
      });
      await publishOn(old.bus, blocks.slice(50));
      expect(released, 'while it holds something').to.equal(false);
      holder.acknowledgeAll();
      await handed;
      const heirShards = givenShards();
      const heir = await harness.join({ ownership: heirShards });
      const next = busWorker(heir.bus, acknowledging);
      heirShards.give('released', SHARD);
      await waitUntil(() => next.taken.length === 90);
      process.stdout.write(`      handed over by the living in ${(performance.now() - began).toFixed(0)} ms\n`);
      await waitUntil(async () => (await blocksOn(heir.connection)) === 0);
      expect([...holder.names(), ...next.names()]).to.deep.equal(namesOf(blocks));
    });

    it('B5 18: is taken over from the dead with all it left unanswered, at once and in order', async () => {
      const dead = await harness.join({ ownership: givenShards(SHARD), ackWaitMs: ACK_WAIT_MS });
      const blocks = blocksOf(7, 'b', 3_000);
      await publishOn(dead.bus, blocks);
      const holder = busWorker(dead.bus, undefined, { maxCommands: 2_000 });
      await waitUntil(() => holder.taken.length === 2_000);
      await dead.connection.close();
      const shards = givenShards();
      const heir = await harness.join({ ownership: shards, ackWaitMs: ACK_WAIT_MS });
      const next = busWorker(heir.bus, acknowledging);
      const began = performance.now();
      shards.give('dead', SHARD);
      await waitUntil(() => next.taken.length === 3_000);
      const took = performance.now() - began;
      process.stdout.write(`      3,000 blocks taken over from the dead in ${took.toFixed(0)} ms\n`);
      expect(next.names()).to.deep.equal(namesOf(blocks));
      expect(took, 'without waiting for ack_wait').to.be.lessThan(ACK_WAIT_MS);
    });

    it('takes nothing more of a shard it has handed over', async () => {
      const shards = givenShards(SHARD);
      const { bus } = await harness.join({ ownership: shards });
      const worker = busWorker(bus, acknowledging);
      await publishOn(bus, [aBlock('before')]);
      await waitUntil(() => worker.taken.length === 1);
      await shards.takeAway(SHARD);
      await publishOn(bus, [aBlock('after')]);
      const heir = await harness.join({ ownership: givenShards(SHARD) });
      const next = busWorker(heir.bus);
      await waitUntil(() => next.taken.length === 1);
      expect(worker.names()).to.deep.equal(['before']);
    });

    it('hands over a shard of which it holds nothing at once, also before anybody works', async () => {
      const shards = givenShards(SHARD);
      const { bus } = await harness.join({ ownership: shards });
      busWorker(bus).stop();
      await shards.takeAway(SHARD);
    });
  });
