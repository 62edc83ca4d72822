import { expect } from 'chai';
import { anItem, aBlock, someItems } from '../../support/block-builders';
import { confirmed, deliverWorld, failed, inWords, ONE_BY_ONE } from '../../support/deliver-world';
import { heldAnswers } from '../../support/held-answers';
import { waitUntil } from '../../support/wait-until';

const FIVE_MINUTES = 5 * 60_000;
const oneByOne = (count: number, parts: Parameters<typeof aBlock>[1] = {}) =>
  aBlock('block-1', { format: ONE_BY_ONE, items: someItems(count), ...parts });
const strict = { ordering: { mode: 'strict', onExhausted: 'park' } } as const;
const perProfile = { ordering: { mode: 'per-profile', onExhausted: 'park' } } as const;
const ofProfiles = (...owners: ReadonlyArray<string>) => owners.map((owner, index) => anItem(index, { owner }));

describe('A block sent one by one', () => {
  it('becomes a request a delivery, with the delivery id, its own body and its event', async () => {
    const world = deliverWorld();
    world.publish(oneByOne(2));
    await world.answered(1);
    expect(world.transport.recorded().map(({ message }) => message)).to.deep.equal(
      [0, 1].map((n) => ({
        hook: 7,
        id: `delivery-${String(n)}`,
        body: `{"n":${String(n)}}`,
        contentType: 'application/json',
        eventIds: [`event-${String(n)}`],
        packaging: 'one-by-one',
      })),
    );
  });

  it('has one answer for all when all were delivered alike', async () => {
    const world = deliverWorld();
    world.publish(oneByOne(20, { connections: 8 }));
    const [outcome] = await world.answered(1);
    expect(outcome?.answers).to.deep.equal([
      {
        answer: 'delivered',
        indexes: Array.from({ length: 20 }, (_, n) => n),
        round: 0,
        attempt: 1,
        status: 200,
        ms: 0,
      },
    ]);
    expect(outcome).to.deep.include({ hookRevision: 3, sentRevision: 4, streak: { failures: 0, broken: true } });
  });

  it('has a verdict of its own for each delivery', async () => {
    const world = deliverWorld({
      script: (_, { id }) => (id === 'delivery-1' ? failed('message', { reason: 'pattern' }) : confirmed()),
    });
    world.publish(oneByOne(3));
    const [outcome] = await world.answered(1);
    expect(inWords(outcome)).to.equal('delivered failed delivered');
    expect(outcome?.answers[1]).to.include({ kind: 'message', reason: 'pattern', status: 422, attempt: 1 });
  });

  it('discards the delivery of an erased person and sends the others', async () => {
    const world = deliverWorld();
    world.publish(oneByOne(3, { items: [anItem(0), anItem(1, { body: null }), anItem(2)] }));
    const [outcome] = await world.answered(1);
    expect(inWords(outcome)).to.equal('delivered discarded delivered');
    expect(outcome?.answers[1]).to.include({ reason: 'erased', attempt: 0 });
    expect(world.sent()).to.deep.equal(['delivery-0', 'delivery-2']);
  });

  it('parks again, with the reason, what cannot become a message', async () => {
    const world = deliverWorld();
    const refusal = 'cannot be shaped: subjects.element.id: is needed';
    world.publish(oneByOne(2, { items: [anItem(0, { body: null, refusal }), anItem(1)] }));
    const [outcome] = await world.answered(1);
    expect(inWords(outcome)).to.equal('parked delivered');
    expect(outcome?.answers[0]).to.include({ reason: refusal, kind: 'message' });
    expect(world.sent()).to.deep.equal(['delivery-1']);
  });

  describe('on a hook that has not answered yet', () => {
    it('uses one connection until the first answer, then as many as the hook may have', async () => {
      const far = heldAnswers();
      const world = deliverWorld({ script: far.script, definition: { parallelism: 4 } });
      world.publish(oneByOne(10, { connections: 1 }));
      await waitUntil(() => far.waiting().length === 1);
      expect(far.waiting()).to.deep.equal(['delivery-0']);
      far.answer('delivery-0', confirmed());
      await waitUntil(() => far.waiting().length === 4);
      expect(world.transport.inFlight()).to.equal(4);
      far.answerAll(confirmed());
      await world.answered(1);
    });

    it('stays on one connection as long as the endpoint fails', async () => {
      let most = 0;
      const world = deliverWorld({
        definition: { parallelism: 4 },
        script: () => {
          most = Math.max(most, world.transport.inFlight() + 1);
          return failed('endpoint');
        },
      });
      world.publish(oneByOne(10, { connections: 1 }));
      await world.answered(1);
      expect(most).to.be.at.most(1);
    });

    it('is not taken for proven by a delivery that was not sent', async () => {
      const far = heldAnswers();
      const world = deliverWorld({ script: far.script });
      world.publish(oneByOne(5, { items: [anItem(0, { body: null }), ...someItems(5).slice(1)], connections: 1 }));
      await waitUntil(() => far.waiting().length === 1);
      await new Promise((resolve) => setImmediate(resolve));
      expect(far.waiting()).to.deep.equal(['delivery-1']);
      far.answerAll(confirmed());
      await world.answered(1);
    });
  });

  it("shares the connections of its hook with the hook's other blocks", async () => {
    const far = heldAnswers();
    const world = deliverWorld({ script: far.script, definition: { parallelism: 3 } });
    const blocks = ['a', 'b', 'c'].map((name) =>
      aBlock(name, {
        format: ONE_BY_ONE,
        connections: 3,
        items: [anItem(0, { delivery: `${name}0` }), anItem(1, { delivery: `${name}1` })],
      }),
    );
    world.publish(...blocks);
    await waitUntil(() => far.waiting().length === 3);
    await new Promise((resolve) => setImmediate(resolve));
    expect(far.waiting()).to.have.length(3);
    far.answerAll(confirmed());
    expect(await world.answered(3)).to.have.length(3);
  });

  describe('to an endpoint in trouble', () => {
    it('returns the rest untried after five failures in a row', async () => {
      const world = deliverWorld({ script: () => failed('endpoint') });
      world.publish(oneByOne(10));
      const [outcome] = await world.answered(1);
      expect(inWords(outcome)).to.equal('failed '.repeat(5) + Array(5).fill('returned').join(' '));
      expect(outcome?.streak).to.deep.equal({ failures: 5, broken: false });
    });

    it('goes on when another answer comes between', async () => {
      const world = deliverWorld({
        script: (_, { id }) => failed(id === 'delivery-4' ? 'message' : 'endpoint'),
      });
      world.publish(oneByOne(9));
      const [outcome] = await world.answered(1);
      expect(inWords(outcome)).to.equal(Array(9).fill('failed').join(' '));
      expect(outcome?.streak).to.deep.equal({ failures: 4, broken: true });
    });

    it('returns the rest after the first failure of a probe', async () => {
      const world = deliverWorld({ script: () => failed('endpoint') });
      world.publish(oneByOne(3, { probe: true }));
      const [outcome] = await world.answered(1);
      expect(inWords(outcome)).to.equal('failed returned returned');
      expect(outcome?.probe).to.equal(true);
    });

    it('goes on as a probe when the first delivery arrived', async () => {
      const world = deliverWorld();
      world.publish(oneByOne(3, { probe: true }));
      expect(inWords((await world.answered(1))[0])).to.equal('delivered delivered delivered');
    });
  });

  it('returns after five minutes what it has not begun', async () => {
    const far = heldAnswers();
    const world = deliverWorld({ script: far.script, definition: { parallelism: 1 } });
    world.publish(oneByOne(3));
    await waitUntil(() => far.waiting().length === 1);
    world.clock.advance(FIVE_MINUTES);
    far.answer('delivery-0', confirmed());
    expect(inWords((await world.answered(1))[0])).to.equal('delivered returned returned');
  });

  describe('in strict order', () => {
    it('goes one after another, whatever the parallelism', async () => {
      const far = heldAnswers();
      const world = deliverWorld({ script: far.script, definition: strict });
      world.publish(oneByOne(3, { connections: 8 }));
      for (const id of ['delivery-0', 'delivery-1', 'delivery-2']) {
        await waitUntil(() => far.waiting().length === 1);
        expect(far.waiting()).to.deep.equal([id]);
        far.answer(id, confirmed());
      }
      expect(inWords((await world.answered(1))[0])).to.equal('delivered delivered delivered');
    });

    for (const kind of ['endpoint', 'message'] as const) {
      it(`returns the rest after the first ${kind} failure`, async () => {
        const world = deliverWorld({
          definition: strict,
          script: (_, { id }) => (id === 'delivery-1' ? failed(kind) : confirmed()),
        });
        world.publish(oneByOne(4));
        expect(inWords((await world.answered(1))[0])).to.equal('delivered failed returned returned');
        expect(world.sent()).to.deep.equal(['delivery-0', 'delivery-1']);
      });
    }

    it('sends nothing after a delivery it has to park, for parking may fail', async () => {
      const world = deliverWorld({
        definition: strict,
        script: (_, { id }) => (id === 'delivery-0' ? failed('message') : confirmed()),
      });
      world.publish(oneByOne(2, { items: [anItem(0, { lastOn: 'any' }), anItem(1)] }));
      expect(inWords((await world.answered(1))[0])).to.equal('parked returned');
    });

    it('passes over an erased person', async () => {
      const world = deliverWorld({ definition: strict });
      world.publish(oneByOne(2, { items: [anItem(0, { body: null }), anItem(1)] }));
      expect(inWords((await world.answered(1))[0])).to.equal('discarded delivered');
    });
  });

  describe('in order per profile', () => {
    it('has one request at a time for each profile, the profiles beside each other', async () => {
      const far = heldAnswers();
      const world = deliverWorld({ script: far.script, definition: perProfile });
      world.publish(oneByOne(4, { items: ofProfiles('ann', 'ann', 'bob', 'ann'), connections: 8 }));
      await waitUntil(() => far.waiting().length === 2);
      expect(far.waiting()).to.deep.equal(['delivery-0', 'delivery-2']);
      far.answer('delivery-0', confirmed());
      await waitUntil(() => far.waiting().includes('delivery-1'));
      expect(far.waiting()).to.deep.equal(['delivery-2', 'delivery-1']);
      far.answerAll(confirmed());
      expect(inWords((await world.answered(1))[0])).to.equal('delivered delivered delivered delivered');
    });

    it('returns the rest of a profile after a failure, names the pseudonyms, and serves the others', async () => {
      const world = deliverWorld({
        definition: perProfile,
        script: (_, { id }) => (id === 'delivery-0' ? failed('message') : confirmed()),
      });
      world.publish(oneByOne(4, { items: ofProfiles('ann', 'bob', 'ann', 'bob') }));
      const [outcome] = await world.answered(1);
      expect(inWords(outcome)).to.equal('failed delivered returned delivered');
      const owners = outcome?.answers.map(({ answer, owners: named }) => [answer, named]);
      expect(owners).to.deep.include.members([
        ['failed', ['ann']],
        ['returned', ['ann']],
        ['delivered', undefined],
      ]);
    });

    it('returns untried, by name, what is set aside', async () => {
      const world = deliverWorld({ definition: perProfile });
      world.publish(oneByOne(4, { items: ofProfiles('ann', 'bob', 'ann', 'cid'), setAside: ['ann', 'cid'] }));
      const [outcome] = await world.answered(1);
      expect(inWords(outcome)).to.equal('returned delivered returned returned');
      expect(outcome?.answers[0]?.owners).to.deep.equal(['ann', 'ann', 'cid']);
      expect(world.sent()).to.deep.equal(['delivery-1']);
    });

    it('lets deliveries without a profile go beside each other', async () => {
      const far = heldAnswers();
      const world = deliverWorld({ script: far.script, definition: perProfile });
      const items = [0, 1].map((index) => {
        const { owner: _, ...item } = anItem(index);
        return item;
      });
      world.publish(oneByOne(2, { items, connections: 8 }));
      await waitUntil(() => far.waiting().length === 2);
      far.answerAll(failed('message'));
      expect((await world.answered(1))[0]?.answers[0]?.owners).to.deep.equal(['', '']);
    });

    it('names the pseudonyms also when the hook is suspended meanwhile', async () => {
      const world = deliverWorld({ definition: perProfile });
      const hook = world.dependencies.hooks.get(7)?.hook;
      if (hook?.status !== 'active') throw new Error('the hook is active');
      world.setHook({ ...hook, status: 'suspended', reason: 'operator', suspendedBy: 'alice' }, 5);
      world.publish(oneByOne(2, { items: ofProfiles('ann', 'bob') }));
      expect((await world.answered(1))[0]?.answers).to.deep.equal([
        { answer: 'returned', indexes: [0, 1], round: 0, attempt: 0, owners: ['ann', 'bob'] },
      ]);
    });
  });
});
