import { expect } from 'chai';
import { aBlock, someItems } from '../../support/block-builders';
import { aHook, confirmed, deliverWorld, failed, inWords, ONE_BY_ONE, secretBox } from '../../support/deliver-world';
import { heldAnswers } from '../../support/held-answers';
import { waitUntil } from '../../support/wait-until';

const turnOfTheLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const http = aHook().definition.destination;
if (http.kind !== 'http') throw new Error('the hook of the tests is an http hook');
const suspended = { ...aHook(), status: 'suspended', reason: 'operator', suspendedBy: 'alice' } as const;

describe('A worker', () => {
  describe('given a block of a hook that does not deliver', () => {
    for (const hook of [suspended, { ...aHook(), status: 'inactive' }, { ...aHook(), status: 'deleted' }] as const) {
      it(`returns it untried when the hook is ${hook.status}`, async () => {
        const world = deliverWorld();
        world.setHook(hook, 5);
        world.publish(aBlock('block-1', { items: someItems(2) }));
        const [outcome] = await world.answered(1);
        expect(inWords(outcome)).to.equal('returned returned');
        expect(outcome).to.deep.include({ streak: { failures: 0, broken: false }, gone: false, restMs: 0 });
        expect(world.sent()).to.deep.equal([]);
      });
    }

    it('returns it untried when nobody knows the hook', async () => {
      const world = deliverWorld();
      world.publish(aBlock('block-1', { hook: 99 }));
      expect(inWords((await world.answered(1))[0])).to.equal('returned');
    });

    it('returns the rest when the hook is suspended while the block is sent', async () => {
      const world = deliverWorld({
        script: () => {
          world.setHook(suspended, 5);
          return confirmed();
        },
      });
      world.publish(aBlock('block-1', { format: ONE_BY_ONE, items: someItems(3) }));
      expect(inWords((await world.answered(1))[0])).to.equal('delivered returned returned');
    });
  });

  describe('whose view of the hooks is older than the block', () => {
    it('waits until it is as new, and sends by what it sees then', async () => {
      const world = deliverWorld();
      world.publish(aBlock('block-1', { stamp: 50n }));
      await turnOfTheLoop();
      expect(world.sent()).to.deep.equal([]);
      world.setHook(aHook({ destination: { ...http, url: 'https://new.example/hook' } }), 5, 50n);
      const [outcome] = await world.answered(1);
      expect(outcome?.sentRevision).to.equal(5);
      expect(world.transport.recorded()[0]?.to.destination).to.include({ url: 'https://new.example/hook' });
    });

    it('does not keep blocks waiting that need nothing newer', async () => {
      const world = deliverWorld();
      world.publish(aBlock('block-1', { stamp: 50n }), aBlock('block-2', { stamp: 1n }));
      const [outcome] = await world.answered(1);
      expect(outcome?.block).to.equal('block-2');
    });
  });

  describe('sending by the hook as it stands', () => {
    it('opens the headers and secrets of the hook', async () => {
      const world = deliverWorld();
      world.publish(aBlock('block-1'));
      await world.answered(1);
      expect(world.transport.recorded()[0]?.to).to.deep.include({
        headers: [{ name: 'X-Secret', value: 's3cret' }],
        signingSecrets: ['whsec_new'],
      });
    });

    it('uses the address, headers and secrets of the moment at each attempt', async () => {
      const world = deliverWorld({
        script: (_, { id }) => {
          const headers = [{ name: 'X-Other', boxedValue: secretBox.seal('other') }];
          const secrets = [{ id: 's2', boxed: secretBox.seal('whsec_other') }];
          if (id === 'delivery-0')
            world.setHook({ ...aHook({ destination: { ...http, url: 'https://b.example/', headers } }), secrets }, 5);
          return confirmed();
        },
      });
      world.publish(aBlock('block-1', { format: ONE_BY_ONE, items: someItems(2) }));
      await world.answered(1);
      expect(world.transport.recorded()[1]?.to).to.deep.include({
        headers: [{ name: 'X-Other', value: 'other' }],
        signingSecrets: ['whsec_other'],
      });
    });

    it('signs with the old secret too until its time is over', async () => {
      const world = deliverWorld();
      const validUntil = new Date(world.clock.now() + 60_000).toISOString();
      const old = { id: 's0', boxed: secretBox.seal('whsec_old'), validUntil };
      world.setHook({ ...aHook(), secrets: [...aHook().secrets, old] }, 5);
      world.publish(aBlock('block-1'));
      await world.answered(1);
      world.clock.advance(60_000);
      world.publish(aBlock('block-2'));
      await world.answered(2);
      expect(world.transport.recorded().map(({ to }) => to.signingSecrets)).to.deep.equal([
        ['whsec_new', 'whsec_old'],
        ['whsec_new'],
      ]);
    });

    for (const [what, hook] of [
      ['a signing secret', { ...aHook(), secrets: [{ id: 's1', boxed: 'damaged' }] }],
      ['a header', aHook({ destination: { ...http, headers: [{ name: 'X-Secret', boxedValue: 'damaged' }] } })],
    ] as const) {
      it(`has an endpoint failure when ${what} cannot be opened, and sends nothing half dressed`, async () => {
        const world = deliverWorld();
        world.setHook(hook, 5);
        world.publish(aBlock('block-1'));
        const [outcome] = await world.answered(1);
        expect(outcome?.answers[0]).to.include({ answer: 'failed', kind: 'endpoint', reason: 'secret' });
        expect(outcome?.streak.failures).to.equal(1);
        expect(world.sent()).to.deep.equal([]);
      });
    }
  });

  describe('told how the endpoint is', () => {
    it('says that it is gone', async () => {
      const world = deliverWorld({ script: () => failed('endpoint', { reason: 'gone', gone: true }) });
      world.publish(aBlock('block-1'));
      expect((await world.answered(1))[0]?.gone).to.equal(true);
    });

    for (const status of [429, 503]) {
      it(`says how long it wants rest after ${String(status)}, the longest of several`, async () => {
        const world = deliverWorld({
          script: (_, { id }) =>
            failed('endpoint', {
              answer: { status, text: '', durationMs: 1, retryAfterMs: id === 'delivery-0' ? 7000 : 3000 },
            }),
        });
        world.publish(aBlock('block-1', { format: ONE_BY_ONE, items: someItems(2) }));
        expect((await world.answered(1))[0]?.restMs).to.equal(7000);
      });
    }

    it('asks for no rest on any other status', async () => {
      const world = deliverWorld({
        script: () => failed('endpoint', { answer: { status: 500, text: '', durationMs: 1, retryAfterMs: 7000 } }),
      });
      world.publish(aBlock('block-1'));
      expect((await world.answered(1))[0]?.restMs).to.equal(0);
    });
  });

  describe('given the same block again', () => {
    it('acknowledges it without a second request or outcome while it holds it', async () => {
      const far = heldAnswers();
      const world = deliverWorld({ script: far.script });
      world.publish(aBlock('block-1'));
      await waitUntil(() => far.waiting().length === 1);
      world.publish(aBlock('block-1', { publication: '2.1' }));
      expect(world.unacknowledged()).to.equal(1);
      far.answerAll(confirmed());
      await world.answered(1);
      expect(world.sent()).to.deep.equal(['block-1']);
    });

    it('acknowledges it without a second request or outcome once it has settled it', async () => {
      const world = deliverWorld();
      world.publish(aBlock('block-1'));
      await world.answered(1);
      await waitUntil(() => world.unacknowledged() === 0);
      world.publish(aBlock('block-1', { publication: '2.1' }), aBlock('block-2'));
      await world.answered(2);
      expect(world.sent()).to.deep.equal(['block-1', 'block-2']);
      await waitUntil(() => world.unacknowledged() === 0);
    });

    it('sends its next turn', async () => {
      const world = deliverWorld({ script: () => failed('endpoint') });
      world.publish(aBlock('block-1'));
      await world.answered(1);
      world.publish(aBlock('block-1', { turn: 1 }));
      expect((await world.answered(2)).map(({ turn }) => turn)).to.deep.equal([0, 1]);
    });
  });

  it('names in its outcome the block, the publication and who asked', async () => {
    const world = deliverWorld();
    world.publish(aBlock('block-1', { root: 'root-1', turn: 2, publication: '9.4', manual: 'alice' }));
    expect((await world.answered(1))[0]).to.include({
      account: 23,
      hook: 7,
      block: 'block-1',
      root: 'root-1',
      turn: 2,
      publication: '9.4',
      manual: 'alice',
      at: world.clock.now(),
    });
  });

  it('counts what it did', async () => {
    const world = deliverWorld({
      script: (_, { id }) =>
        id === 'delivery-0' || id === 'delivery-1' ? confirmed() : failed(id === 'delivery-2' ? 'message' : 'endpoint'),
    });
    const items = [
      ...someItems(4),
      ...someItems(5, { lastOn: 'any' }).slice(4),
      ...someItems(6, { body: null }).slice(5),
    ];
    world.publish(aBlock('block-1', { format: ONE_BY_ONE, items }));
    await world.answered(1);
    expect(Object.fromEntries(world.counted)).to.deep.equal({
      delivered: 2,
      latencies: 2,
      'failed-message': 1,
      'failed-endpoint': 2,
      parked: 1,
      discarded: 1,
    });
  });
});
