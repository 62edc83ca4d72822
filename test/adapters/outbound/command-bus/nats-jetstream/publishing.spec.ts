import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { connect } from 'nats';
import { openNatsConnection } from '../../../../../src/infrastructure/connections/nats-connection';
import { aBlock, anItem } from '../../../../support/block-builders';
import { acknowledging, blocksOf, busWorker, namesOf, publishOn } from '../../../../support/bus-worker';
import { openHeldProxy } from '../../../../support/held-proxy';
import {
  blocksOn,
  deleteStream,
  type JetStreamBusHarness,
  openJetStreamBus,
} from '../../../../support/jet-stream-bus-harness';
import { natsServerMissing } from '../../../../support/nats-server';
import { recordingLog } from '../../../../support/recording-log';
import { waitUntil } from '../../../../support/wait-until';

if (natsServerMissing !== null) it.skip(`Publishing on JetStream: ${natsServerMissing}`);
else
  describe('Publishing on JetStream', () => {
    let harness: JetStreamBusHarness;
    beforeEach(async () => {
      harness = await openJetStreamBus();
    });
    afterEach(() => harness.dispose());

    describe('B5 9: a message id', () => {
      it('makes a publication that is sent twice one copy, also after its first was acknowledged', async () => {
        const { bus, connection } = await harness.join();
        const block = aBlock('same');
        await publishOn(bus, [block, block]);
        expect(await blocksOn(connection)).to.equal(1);
        const worker = busWorker(bus, acknowledging);
        await waitUntil(async () => (await blocksOn(connection)) === 0);
        await publishOn(bus, [block, aBlock('mark')]);
        await waitUntil(() => worker.names().includes('mark'));
        expect(worker.names()).to.deep.equal(['same', 'mark']);
      });

      it('lets a second publication of the same block pass', async () => {
        const { bus } = await harness.join();
        await publishOn(bus, [aBlock('again', { publication: '1.1' })]);
        await publishOn(bus, [aBlock('again', { publication: '1.2' })]);
        const worker = busWorker(bus);
        await waitUntil(() => worker.taken.length === 2);
      });

      it('is forgotten after the window', async () => {
        const { bus, connection } = await harness.join({ stream: { duplicateWindowMs: 100 } });
        const block = aBlock('late');
        await publishOn(bus, [block]);
        await waitUntil(async () => {
          await publishOn(bus, [block]);
          return (await blocksOn(connection)) > 1;
        });
      });
    });

    it('B5 10: retries after a time-out, and leaves one copy', async () => {
      const proxy = await openHeldProxy(harness.server.port);
      const connection = await connect({ servers: `127.0.0.1:${String(proxy.port)}` });
      const { bus } = await harness.join({ connection, publishTimeoutMs: 2_000 });
      await publishOn(bus, [aBlock('first')]);
      const direct = await harness.server.connect();
      proxy.hold();
      const publishing = bus.publish([aBlock('unclear')])();
      await waitUntil(async () => (await blocksOn(direct)) === 2);
      const once = await harness.server.received();
      await waitUntil(async () => (await harness.server.received()) > once);
      proxy.release();
      expect(await publishing).to.deep.equal(E.right(undefined));
      expect(await blocksOn(direct)).to.equal(2);
      await connection.close();
      proxy.close();
    });

    it('B5 10: is unavailable, to be tried again, when the second try is unclear too', async () => {
      const proxy = await openHeldProxy(harness.server.port);
      const connection = await connect({ servers: `127.0.0.1:${String(proxy.port)}` });
      const { bus } = await harness.join({ connection, publishTimeoutMs: 1_000 });
      await publishOn(bus, [aBlock('first')]);
      proxy.hold();
      const published = await bus.publish([aBlock('unclear')])();
      proxy.release();
      expect(published).to.deep.include({
        left: { type: 'CommandBusUnavailable', retryable: true, detail: 'no answer in 1000 ms' },
      });
      await connection.close();
      proxy.close();
    });

    it('B5 11: makes the stream again when there is none, and publishes', async () => {
      const { bus, connection } = await harness.join();
      await publishOn(bus, [aBlock('before')]);
      await deleteStream(connection);
      await waitUntil(async () => E.isRight(await bus.publish([aBlock('after')])()));
      expect(await blocksOn(connection)).to.be.at.least(1);
    });

    it('B5 11: is unavailable, to be tried again, when the stream cannot be made', async () => {
      const operator = await harness.server.connect();
      await (await operator.jetstreamManager()).streams.add({ name: 'OTHER', subjects: ['hookline.>'] });
      const { bus, said } = await harness.join({ publishTimeoutMs: 2_000 });
      const published = await bus.publish([aBlock('nowhere')])();
      const detail = 'JetStream has no stream for blocks: subjects overlap with an existing stream';
      expect(published).to.deep.equal(E.left({ type: 'CommandBusUnavailable', retryable: true, detail }));
      expect(said.join()).to.contain('does not answer for the stream of blocks');
    });

    it('B5 12: tells a full stream from one that is not there, in blocks and in bytes', async () => {
      const { bus } = await harness.join({ stream: { maxBytes: 200_000 } });
      const big = (name: string) => aBlock(name, { items: [anItem(0, { body: 'x'.repeat(90_000) })] });
      await publishOn(bus, [big('a'), big('b')]);
      expect(await bus.publish([big('c')])()).to.deep.equal(E.left({ type: 'CommandBusFull' }));
    });

    it('B5 13: carries the fullest block, 1,000 deliveries and 512 KiB, sealed; refuses what no repeat makes smaller', async () => {
      const { bus } = await harness.join();
      const items = Array.from({ length: 1_000 }, (_, index) =>
        anItem(index, {
          ...{ delivery: randomUUID(), event: randomUUID(), owner: randomUUID().replaceAll('-', '') },
          ...{ type: 'profile_custom_action', recordedAt: 1_795_699_699_779, body: 'é'.repeat(262) },
        }),
      );
      await publishOn(bus, [aBlock('large', { items })]);
      const worker = busWorker(bus);
      await waitUntil(() => worker.taken.length === 1);
      expect(worker.taken[0]?.command.items).to.deep.equal(items);
      const refused = await bus.publish([aBlock('huge', { items: [anItem(0, { body: 'x'.repeat(1_100_000) })] })])();
      expect(refused).to.have.nested.property('left.retryable', false);
      expect(refused).to.have.nested.property('left.detail').that.contains('raise max_payload of nats-server');
    });

    it('B5 22: begins before the server is up', async () => {
      await harness.server.stop();
      const { log } = recordingLog();
      const waiting = openNatsConnection({ servers: [harness.server.url], replicas: 1 }, log);
      await harness.server.start();
      const opened = await waiting;
      if (E.isLeft(opened)) throw new Error(opened.left);
      const connection = opened.right;
      const { bus } = await harness.join({ connection });
      await publishOn(bus, [aBlock('early')]);
      const worker = busWorker(bus);
      await waitUntil(() => worker.taken.length === 1);
      await bus.close();
      await connection.close();
    });

    it('B5 30: needs nothing of a server that 2.9 does not have', async () => {
      const { connection, bus } = await harness.join();
      await publishOn(bus, blocksOf(1, 'b', 3));
      const worker = busWorker(bus);
      await waitUntil(() => worker.taken.length === 3);
      expect(worker.names()).to.deep.equal(namesOf(blocksOf(1, 'b', 3)));
      expect(connection.info?.version).to.match(/^2\./);
    });
  });
