import { expect } from 'chai';
import { halfId } from '../../../src/domain/block/ids';
import { countingIdentity } from '../../support/counting-identity';
import { anItem, aBlock, someItems } from '../../support/block-builders';
import { BULK, confirmed, deliverWorld, failed, inWords } from '../../support/deliver-world';
import { type Script } from '../../../src/adapters/outbound/delivery-transport/recording/recording-transport';

const { named } = countingIdentity();
const tooLarge = failed('message', {
  reason: 'too-large',
  tooLarge: true,
  answer: { status: 413, text: '', durationMs: 1 },
});
/** A far side that takes at most so many deliveries a request. */
const takingAtMost =
  (most: number): Script =>
  (_, { eventIds }) =>
    eventIds.length > most ? tooLarge : confirmed();
const strict = { ordering: { mode: 'strict', onExhausted: 'park' } } as const;

describe('A block sent together', () => {
  it('is one request with the id of the block, all bodies and all event ids', async () => {
    const world = deliverWorld();
    world.publish(aBlock('block-1', { items: someItems(3) }));
    const [outcome] = await world.answered(1);
    expect(world.transport.recorded().map(({ message }) => message)).to.deep.equal([
      {
        hook: 7,
        id: 'block-1',
        body: '[{"n":0},{"n":1},{"n":2}]',
        contentType: 'application/json',
        eventIds: ['event-0', 'event-1', 'event-2'],
        packaging: 'together',
      },
    ]);
    expect(outcome?.answers).to.deep.equal([
      { answer: 'delivered', indexes: [0, 1, 2], round: 0, attempt: 1, status: 200, ms: 0 },
    ]);
  });

  it('is packed as its format says', async () => {
    const world = deliverWorld();
    world.publish(aBlock('block-1', { format: BULK, items: someItems(1) }));
    await world.answered(1);
    const body: unknown = JSON.parse(world.transport.recorded()[0]?.message.body ?? '');
    expect(body).to.deep.include({ id: 'block-1', data: [{ n: 0 }] });
  });

  it('has one verdict for all', async () => {
    const world = deliverWorld({ script: () => failed('endpoint') });
    world.publish(aBlock('block-1', { items: someItems(3) }));
    const [outcome] = await world.answered(1);
    expect(inWords(outcome)).to.equal('failed failed failed');
    expect(outcome).to.deep.include({ streak: { failures: 1, broken: false } });
  });

  it('leaves an erased person out and answers for them', async () => {
    const world = deliverWorld();
    world.publish(aBlock('block-1', { items: [anItem(0), anItem(1, { body: null }), anItem(2)] }));
    expect(inWords((await world.answered(1))[0])).to.equal('delivered discarded delivered');
    expect(world.transport.recorded()[0]?.message.body).to.equal('[{"n":0},{"n":2}]');
  });

  it('sends nothing when everybody in it was erased', async () => {
    const world = deliverWorld();
    world.publish(aBlock('block-1', { items: someItems(2, { body: null }) }));
    expect(inWords((await world.answered(1))[0])).to.equal('discarded discarded');
    expect(world.sent()).to.deep.equal([]);
  });

  it('names only those who arrived when some attempts are the last', async () => {
    const world = deliverWorld({ script: () => failed('message') });
    world.publish(aBlock('block-1', { items: [anItem(0, { lastOn: 'message' }), anItem(1)] }));
    expect(inWords((await world.answered(1))[0])).to.equal('parked failed');
  });

  describe('that is too large for the far side', () => {
    it('goes in halves, each with an id derived from what it is a half of', async () => {
      const world = deliverWorld({ script: takingAtMost(2) });
      world.publish(aBlock('block-1', { items: someItems(5) }));
      const [outcome] = await world.answered(1);
      const [first, second] = [halfId(named, 'block-1', 0), halfId(named, 'block-1', 1)];
      expect(world.sent()).to.deep.equal(['block-1', first, halfId(named, first, 0), halfId(named, first, 1), second]);
      expect(outcome?.answers.map(({ indexes, webhookId }) => [indexes, webhookId])).to.deep.equal([
        [[0, 1], halfId(named, first, 0)],
        [[2], halfId(named, first, 1)],
        [[3, 4], second],
      ]);
    });

    it('carries in its halves the same bodies in the same order', async () => {
      const world = deliverWorld({ script: takingAtMost(1) });
      world.publish(aBlock('block-1', { items: someItems(3) }));
      await world.answered(1);
      const arrived = world.transport.recorded().filter(({ verdict }) => verdict.type === 'DeliveryConfirmed');
      expect(arrived.map(({ message }) => message.body)).to.deep.equal(['[{"n":0}]', '[{"n":1}]', '[{"n":2}]']);
    });

    it('has a message failure for the one delivery that is too large by itself', async () => {
      const world = deliverWorld({ script: (_, { body }) => (body.includes('"n":1') ? tooLarge : confirmed()) });
      world.publish(aBlock('block-1', { items: someItems(3, { lastOn: 'message' }) }));
      const [outcome] = await world.answered(1);
      expect(inWords(outcome)).to.equal('delivered parked delivered');
      expect(outcome?.answers.find(({ answer }) => answer === 'parked')).to.include({
        kind: 'message',
        reason: 'too-large',
        status: 413,
      });
    });

    it('gives each half the answer it got', async () => {
      const first = halfId(named, 'block-1', 0);
      const world = deliverWorld({
        script: (to, message, n) => (message.id === first ? failed('endpoint') : takingAtMost(2)(to, message, n)),
      });
      world.publish(aBlock('block-1', { items: someItems(4) }));
      expect(inWords((await world.answered(1))[0])).to.equal('failed failed delivered delivered');
    });

    it('returns the second half in strict order when the first did not arrive', async () => {
      const first = halfId(named, 'block-1', 0);
      const world = deliverWorld({
        definition: strict,
        script: (to, message, n) => (message.id === first ? failed('message') : takingAtMost(2)(to, message, n)),
      });
      world.publish(aBlock('block-1', { items: someItems(4) }));
      expect(inWords((await world.answered(1))[0])).to.equal('failed failed returned returned');
    });
  });
});
