import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { subjectOf } from '../../../../../src/adapters/outbound/command-bus/nats-jetstream/shards';
import { inMemoryKeyStore } from '../../../../../src/adapters/outbound/key-store/in-memory/in-memory-key-store';
import { type KeyStore } from '../../../../../src/application/ports/key-store';
import { aBlock, anItem } from '../../../../support/block-builders';
import { busWorker, publishOn } from '../../../../support/bus-worker';
import { type JetStreamBusHarness, openJetStreamBus } from '../../../../support/jet-stream-bus-harness';
import { natsServerMissing } from '../../../../support/nats-server';
import { waitUntil } from '../../../../support/wait-until';

const SECRET = '{"email":"ann@example.org"}';
const { owner: _owner, ...open } = anItem(2, { body: '{"element":"cta"}' });
const items = [anItem(0, { owner: 'ann', body: SECRET }), anItem(1, { owner: 'bob', body: '{"b":1}' }), open];

if (natsServerMissing !== null) it.skip(`Blocks on JetStream: ${natsServerMissing}`);
else
  describe('Blocks on JetStream', () => {
    let harness: JetStreamBusHarness;
    beforeEach(async () => {
      harness = await openJetStreamBus();
    });
    afterEach(() => harness.dispose());

    it('lie there sealed as far as they belong to somebody', async () => {
      const { bus } = await harness.join();
      const operator = await harness.server.connect();
      const seen: string[] = [];
      operator.subscribe(subjectOf(7), {
        callback: (_error, message) => seen.push(Buffer.from(message.data).toString('latin1')),
      });
      await operator.flush();
      await publishOn(bus, [aBlock('b', { items })]);
      await waitUntil(() => seen.length === 1);
      expect(seen[0]).to.contain('{"element":"cta"}').and.not.to.contain('ann@example.org');
      const worker = busWorker(bus);
      await waitUntil(() => worker.taken.length === 1);
      expect(worker.taken[0]?.command.items).to.deep.equal(items);
    });

    it('come without the body of a person erased meanwhile', async () => {
      const { bus } = await harness.join();
      await publishOn(bus, [aBlock('b', { items })]);
      await harness.keyStore.drop(23, 'ann')();
      const worker = busWorker(bus);
      await waitUntil(() => worker.taken.length === 1);
      expect(worker.taken[0]?.command.items.map(({ body }) => body)).to.deep.equal([
        null,
        '{"b":1}',
        '{"element":"cta"}',
      ]);
    });

    it('wait, in order, while the keys cannot be asked; publishing is unavailable meanwhile', async () => {
      const keys = inMemoryKeyStore();
      let away = false;
      const failure = { type: 'KeyStoreUnavailable', retryable: true, detail: 'away' } as const;
      const unsteady: KeyStore = {
        ...keys,
        seal: (toSeal) => (away ? TE.left(failure) : keys.seal(toSeal)),
        open: (toOpen) => (away ? TE.left(failure) : keys.open(toOpen)),
      };
      const { bus, said } = await harness.join({ keyStore: unsteady });
      await publishOn(bus, [aBlock('b0'), aBlock('b1')]);
      away = true;
      const worker = busWorker(bus);
      await waitUntil(() => said.includes('warn blocks wait for the keys to open them'));
      const refused = await bus.publish([aBlock('b2')])();
      expect(refused).to.have.nested.property('left.type', 'CommandBusUnavailable');
      away = false;
      await waitUntil(() => worker.taken.length === 2);
      expect(worker.names()).to.deep.equal(['b0', 'b1']);
    });
  });
