import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { inMemoryEventStore } from '../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { systemIdentity } from '../../../src/adapters/outbound/identity/system/system-identity';
import { type AggregateDefinition } from '../../../src/application/commands/aggregate-definition';
import { loadAggregate } from '../../../src/application/commands/load-aggregate';
import { type EventStore, type NewEvent } from '../../../src/application/ports/event-store';
import { done } from '../../support/hook-desk';

interface Counted {
  readonly type: 'Counted';
  readonly n: number;
}

/** Remembers the numbers it was told, in their order. */
const list: AggregateDefinition<never, ReadonlyArray<number>, Counted, never> = {
  decider: {
    initialState: [],
    decide: (command) => () => command,
    evolve: (seen, { n }) => [...seen, n],
  },
  encode: ({ type, n }) => ({ type, data: String(n) }),
  decode: ({ data }) => E.right({ type: 'Counted', n: Number(data) }),
};
const identity = systemIdentity();
const counted = (n: number): NewEvent => ({ id: identity.random(), ...list.encode({ type: 'Counted', n }) });

const holding = async (count: number): Promise<EventStore> => {
  const eventStore = inMemoryEventStore();
  for (let n = 0; n < count; n += 1) await done(eventStore.append('numbers-1', 'any', [counted(n)]));
  return eventStore;
};

describe('An aggregate in the log', () => {
  it('is in its initial state while its stream has no event', async () => {
    expect(await done(loadAggregate(list)(await holding(0))('numbers-1'))).to.deep.equal({ state: [] });
  });

  for (const count of [1, 499, 500, 501, 1000, 1203]) {
    it(`is folded from its whole stream, page after page, in order: ${String(count)} events`, async () => {
      const { state, last } = await done(loadAggregate(list)(await holding(count))('numbers-1'));
      expect(state).to.deep.equal(Array.from({ length: count }, (_, n) => n));
      expect(last?.revision).to.equal(BigInt(count - 1));
    });
  }

  it('ignores the streams of others', async () => {
    const eventStore = await holding(3);
    await done(eventStore.append('numbers-12', 'any', [counted(99)]));
    expect((await done(loadAggregate(list)(eventStore)('numbers-1'))).state).to.deep.equal([0, 1, 2]);
  });
});
