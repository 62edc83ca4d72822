import { setImmediate } from 'node:timers/promises';
import { type EventStore } from '../../src/application/ports/event-store';

const TURNS = 20;

/** Subscriptions of this store are some turns of the event loop behind its writers. */
export const slowlyFollowed = (store: EventStore): EventStore => ({
  ...store,
  subscribe: (options) => {
    const subscription = store.subscribe(options);
    return {
      ...subscription,
      next: async () => {
        const page = await subscription.next();
        for (let turn = 0; turn < TURNS; turn += 1) await setImmediate();
        return page;
      },
    };
  },
});
