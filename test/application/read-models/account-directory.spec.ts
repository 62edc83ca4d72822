import { expect } from 'chai';
import { inMemoryEventStore } from '../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { systemIdentity } from '../../../src/adapters/outbound/identity/system/system-identity';
import { encodeAccountEvent } from '../../../src/application/codecs/account-codec';
import { type EventStore } from '../../../src/application/ports/event-store';
import { type AccountDirectory, accountDirectory } from '../../../src/application/read-models/account-directory';
import { type AccountEvent } from '../../../src/domain/account/account-event';
import * as build from '../../support/account-builders';
import { fixedClock } from '../../support/fixed-clock';
import { done } from '../../support/hook-desk';

const NOW = Date.parse('2026-11-23T12:00:00.000Z');
const identity = systemIdentity();

describe('The account directory', () => {
  let eventStore: EventStore;
  let directory: AccountDirectory;
  let errors: string[];

  const append = async (stream: string, ...events: ReadonlyArray<AccountEvent>): Promise<void> => {
    for (const event of events) {
      const { position } = await done(
        eventStore.append(stream, 'any', [{ id: identity.random(), ...encodeAccountEvent(event) }]),
      );
      if (stream === 'accounts') await directory.reached(position);
    }
  };

  beforeEach(() => {
    eventStore = inMemoryEventStore();
    errors = [];
    const log = { info: () => undefined, warn: () => undefined, error: (message: string) => void errors.push(message) };
    directory = accountDirectory({ eventStore, clock: fixedClock(), log });
  });
  afterEach(() => {
    directory.close();
  });

  it('knows the holder of a key by its hash alone', async () => {
    await append('accounts', build.opened, build.adminIssued, build.importerIssued);
    expect(directory.holderOf('hash-2', NOW)).to.deep.include({ key: directory.get(23)?.keys.get('k2') });
    expect(directory.holderOf('hash-2', NOW)?.account.entity).to.equal('shop');
    expect(directory.holderOf('k2', NOW)).to.equal(null);
  });

  it('follows a rotation: both work until the overlap ends', async () => {
    await append('accounts', build.opened, build.adminIssued, build.rotated);
    const end = Date.parse(build.rotated.validUntil);
    expect(directory.holderOf('hash-1', end - 1)?.key.keyId).to.equal('k1');
    expect(directory.holderOf('hash-1', end)).to.equal(null);
    expect(directory.holderOf('hash-3', end)?.key.keyId).to.equal('k3');
  });

  it('forgets a revoked key', async () => {
    await append('accounts', build.opened, build.adminIssued);
    expect(directory.holderOf('hash-1', NOW)).to.not.equal(null);
    await append('accounts', build.revoked);
    expect(directory.holderOf('hash-1', NOW)).to.equal(null);
  });

  it('leaves out an event it cannot read, says so, and goes on', async () => {
    await append('accounts', build.opened);
    await done(
      eventStore.append('accounts', 'any', [{ id: identity.random(), type: 'ApiKeyIssued', data: '{"v":1}' }]),
    );
    await append('accounts', build.adminIssued);
    expect(errors).to.have.lengthOf(1);
    expect(directory.holderOf('hash-1', NOW)).to.not.equal(null);
  });

  it('lets everybody go when it closes', async () => {
    const waiting = directory.reached(1_000_000n);
    directory.close();
    await waiting;
    await directory.ready();
  });
});
