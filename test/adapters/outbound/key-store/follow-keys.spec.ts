import { createSecretKey, type KeyObject } from 'node:crypto';
import { expect } from 'chai';
import { inMemoryEventStore } from '../../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { followKeys } from '../../../../src/adapters/outbound/key-store/event-streams/follow-keys';
import { type KeyCache, keyCache } from '../../../../src/adapters/outbound/key-store/event-streams/key-cache';
import { keyDropped, keyMade } from '../../../../src/adapters/outbound/key-store/event-streams/key-events';
import { anEvent, append, ROOMY } from '../../../support/event-store-steps';
import { waitUntil } from '../../../support/wait-until';

const OWNER = { account: 12, owner: 'somebody' };
const keyNamed = (text: string): KeyObject => createSecretKey(Buffer.from(text));

describe('Following the keys', () => {
  const log = inMemoryEventStore();
  let cache: KeyCache;
  let forgotten: string[];
  beforeEach(() => {
    cache = keyCache(10, (_, wrapped) => keyNamed(wrapped));
    forgotten = [];
  });
  after(() => log.close());

  it('tells the keys at hand what was made and dropped, has dropped ones forgotten elsewhere, and passes over the rest', async () => {
    const subscription = log.subscribe({ prefixes: ['profileKeys-'], after: null, ...ROOMY });
    cache.followedTo(0n);
    const following = followKeys(subscription, { cache, forget: (name) => forgotten.push(name) });
    await append(log, 'profileKeys-00-12-somebody', [keyMade(OWNER, { wrapping: 'w', wrapped: 'first' })]);
    await waitUntil(() => cache.get('12/somebody') !== null);
    await append(log, 'profileKeys-x', [
      anEvent({ data: 'not JSON' }),
      anEvent({ type: 'ProfileKeyMade', data: '[]' }),
    ]);
    await append(log, 'profileKeys-00-12-somebody', [keyDropped(OWNER)]);
    await waitUntil(() => forgotten.length > 0);
    expect(forgotten).to.deep.equal(['12/somebody']);
    expect(cache.get('12/somebody')).to.equal(null);
    subscription.close();
    await following;
  });

  it('leaves no key at hand when it fails', async () => {
    cache.followedTo(0n);
    cache.put('12/somebody', 0n, keyNamed('first'));
    const broken = { next: () => Promise.reject(new Error('defect')), close: () => undefined };
    const failed = await followKeys(broken, { cache, forget: () => undefined }).catch((cause: unknown) => cause);
    expect(failed).to.have.property('message', 'defect');
    expect(cache.get('12/somebody')).to.equal(null);
  });
});
