import { expect } from 'chai';
import { STREAM } from '../../../../../src/adapters/outbound/command-bus/nats-jetstream/shards';
import { SHARDS } from '../../../../../src/application/ports/shard-ownership';
import { aBlock } from '../../../../support/block-builders';
import { acknowledging, busWorker, publishOn } from '../../../../support/bus-worker';
import { type JetStreamBusHarness, openJetStreamBus } from '../../../../support/jet-stream-bus-harness';
import { natsServerMissing } from '../../../../support/nats-server';
import { waitUntil } from '../../../../support/wait-until';

const EXPIRES_MS = 1_000;
const USUAL_EXPIRES_MS = 30_000;
const ROUNDS = 3;
/** The comparison with what the stream was, every half minute. */
const CHECKS_A_SECOND = 1 / 30;

if (natsServerMissing !== null) it.skip(`An idle process on JetStream: ${natsServerMissing}`);
else
  describe('An idle process on JetStream', () => {
    let harness: JetStreamBusHarness;
    beforeEach(async () => {
      harness = await openJetStreamBus();
    });
    afterEach(() => harness.dispose());

    it('that owns every shard asks once a shard and expiry, so less than once a second, and still gets what comes', async () => {
      const { bus } = await harness.join({ pullExpiresMs: EXPIRES_MS });
      const worker = busWorker(bus, acknowledging);
      await publishOn(bus, [aBlock('first')]);
      await waitUntil(() => worker.taken.length === 1);
      const { consumers } = await (await harness.server.connect()).jetstreamManager();
      await waitUntil(async () => {
        const shards = await consumers.list(STREAM).next();
        return shards.filter(({ num_waiting }) => num_waiting > 0).length === SHARDS;
      });
      const before = await harness.server.received();
      const began = performance.now();
      await waitUntil(() => performance.now() - began > ROUNDS * EXPIRES_MS);
      const sent = (await harness.server.received()) - before;
      const rounds = (performance.now() - began) / EXPIRES_MS;
      const aSecond = (sent / rounds) * (1_000 / USUAL_EXPIRES_MS) + CHECKS_A_SECOND;
      process.stdout.write(`      ${aSecond.toFixed(2)} requests a second when requests wait 30 s\n`);
      expect(sent, 'it asks at all').to.be.greaterThan(0);
      expect(aSecond).to.be.at.most(1);
      await publishOn(bus, [aBlock('second')]);
      await waitUntil(() => worker.taken.length === 2);
    });

    it('that only publishes asks nothing', async () => {
      const { bus } = await harness.join();
      await publishOn(bus, [aBlock('first')]);
      const before = await harness.server.received();
      const began = performance.now();
      await waitUntil(() => performance.now() - began > 500);
      expect(await harness.server.received()).to.equal(before);
    });
  });
