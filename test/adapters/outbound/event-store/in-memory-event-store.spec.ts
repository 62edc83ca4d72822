import { expect } from 'chai';
import { inMemoryEventStore } from '../../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { itBehavesLikeAnEventStore } from '../../../contracts/event-store.contract';
import { failureOf, ROOMY, someEvents } from '../../../support/event-store-steps';
import { fixedClock } from '../../../support/fixed-clock';

describe('The in-memory event store', () => {
  itBehavesLikeAnEventStore(() => {
    const clock = fixedClock();
    const store = inMemoryEventStore({ now: clock.now });
    return Promise.resolve({
      store,
      can: { exactIds: true, find: true, hidesInRanges: true },
      passTime: clock.advance,
      dispose: store.close,
    });
  });

  describe('that is closed', () => {
    it('answers that it is, and ends its subscriptions', async () => {
      const store = inMemoryEventStore();
      const next = store.subscribe({ prefixes: [''], after: null, ...ROOMY }).next();
      await store.close();
      expect(await next).to.equal(null);
      expect(await failureOf(store.append('a-1', 'any', someEvents(1)))).to.include({
        type: 'EventStoreUnavailable',
        outcome: 'not-written',
      });
    });
  });
});
