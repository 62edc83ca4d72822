import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { inMemoryEventStore } from '../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { lastBefore } from '../../src/application/last-before';
import { type EventStore } from '../../src/application/ports/event-store';
import { countingIdentity } from '../support/counting-identity';

const STREAM = 'numbers';

const numbers = async (count: number, from = 0n): Promise<EventStore> => {
  const store = inMemoryEventStore();
  const identity = countingIdentity();
  for (let number = 0; number < count; number += 1)
    await store.append(STREAM, 'any', [{ id: identity.random(), type: 'Number', data: String(number) }])();
  await store.writeMetadata(STREAM, { truncateBefore: from })();
  return store;
};

const found = async (store: EventStore, below: number): Promise<string | null> => {
  const last = await lastBefore(store, STREAM, ({ data }) => Number(data) < below);
  return E.isLeft(last) ? last.left.detail : (last.right?.data ?? null);
};

describe('The last event before a place', () => {
  it('is found wherever the place is', async () => {
    const store = await numbers(11);
    for (let below = 1; below <= 11; below += 1) expect(await found(store, below)).to.equal(String(below - 1));
    expect(await found(store, 99)).to.equal('10');
  });

  it('is none where every event comes after it', async () => {
    expect(await found(await numbers(3), 0)).to.equal(null);
    expect(await found(await numbers(0), 5)).to.equal(null);
  });

  it('is looked for in what is left of the stream', async () => {
    const store = await numbers(9, 4n);
    expect(await found(store, 4)).to.equal(null);
    expect(await found(store, 7)).to.equal('6');
  });
});
