import { expect } from 'chai';
import { type Erased } from '../../../src/application/read-models/erasures';
import { aBlock, someItems } from '../../support/block-builders';
import { answersByIndex, deliverWorld, failed, inWords, ONE_BY_ONE } from '../../support/deliver-world';
import { waitUntil } from '../../support/wait-until';

/** Nobody is erased, until somebody is. */
const growing = (): Erased & { readonly erase: (owner: string) => void } => {
  const gone = new Set<string>();
  return {
    covers: (_account, owner) => owner !== undefined && gone.has(owner),
    count: () => gone.size,
    erase: (owner) => void gone.add(owner),
  };
};

describe('A worker that hears of an erasure', () => {
  for (const [packaging, format] of [
    ['together', { kind: 'altcraft' }],
    ['one by one', ONE_BY_ONE],
  ] as const) {
    it(`answers what is hers discarded, and sends the rest ${packaging}`, async () => {
      const erased = growing();
      erased.erase('profile-1');
      const world = deliverWorld({ dependencies: { erased } });
      world.publish(aBlock('block-1', { format, items: someItems(3) }));
      const [outcome] = await world.answered(1);
      expect(inWords(outcome)).to.equal('delivered discarded delivered');
      expect(outcome?.answers.find(({ answer }) => answer === 'discarded')?.reason).to.equal('erased');
      const sent = world.transport.recorded().map(({ message }) => message.body);
      expect(sent.join(' ')).not.to.contain('{"n":1}');
    });
  }

  it('returns untried what has her in it and still waits for its turn', async () => {
    const erased = growing();
    const world = deliverWorld({ definition: { rateLimit: 1 }, dependencies: { erased } });
    world.publish(aBlock('block-1', { items: someItems(1, { owner: 'bob' }) }));
    await world.answered(1);
    world.publish(aBlock('block-2', { items: someItems(2) }));
    await waitUntil(() => world.worker.held() === 1);
    erased.erase('profile-1');
    world.clock.advance(5_000);
    const [, outcome] = await world.answered(2);
    expect(inWords(outcome)).to.equal('returned returned');
    expect(world.sent()).to.have.length(1);
  });

  it('discards instead of parking what failed for the last time', async () => {
    const erased = growing();
    const world = deliverWorld({
      script: () => {
        erased.erase('profile-0');
        return failed('message');
      },
      dependencies: { erased },
    });
    world.publish(aBlock('block-1', { format: ONE_BY_ONE, items: someItems(2, { lastOn: 'any' }) }));
    const [outcome] = await world.answered(1);
    expect(answersByIndex(outcome).get(0)).to.equal('discarded');
    const parked = world.appended.filter(({ stream }) => stream.startsWith('parked-'));
    expect(JSON.stringify(parked)).not.to.contain('delivery-0');
  });
});
