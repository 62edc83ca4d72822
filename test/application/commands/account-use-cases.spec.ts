import { expect } from 'chai';
import { inMemoryEventStore } from '../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { systemIdentity } from '../../../src/adapters/outbound/identity/system/system-identity';
import { nodeCryptoSecretMaker } from '../../../src/adapters/outbound/secret-maker/node-crypto/node-crypto-secret-maker';
import { accountUseCases } from '../../../src/application/commands/account-use-cases';
import { type AccountPorts } from '../../../src/application/commands/account-ports';
import { type EventStore } from '../../../src/application/ports/event-store';
import { accountDirectory } from '../../../src/application/read-models/account-directory';
import { type AccountUseCases } from '../../../src/application/use-cases/accounts';
import { fixedClock } from '../../support/fixed-clock';
import { done, refused } from '../../support/hook-desk';
import { slowlyFollowed } from '../../support/slowly-followed';

interface AccountDesk {
  readonly accounts: AccountUseCases;
  readonly ports: AccountPorts;
  readonly clock: ReturnType<typeof fixedClock>;
}

const anAccountDesk = (eventStore: EventStore = slowlyFollowed(inMemoryEventStore())): AccountDesk => {
  const clock = fixedClock();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const directory = accountDirectory({ eventStore, clock, log });
  const ports = { eventStore, clock, identity: systemIdentity(), secretMaker: nodeCryptoSecretMaker(), directory };
  return { accounts: accountUseCases(ports), ports, clock };
};

const SHOP = { account: 23, entity: 'shop' };
const HOUR_MS = 3_600_000;

describe('Accounts over the log', () => {
  let desk: AccountDesk;
  let adminKey: string;
  let adminId: string;

  beforeEach(async () => {
    desk = anAccountDesk();
    await desk.ports.directory.ready();
    const issued = await done(desk.accounts.bootstrap(SHOP));
    adminKey = issued?.apiKey ?? '';
    adminId = issued?.keyId ?? '';
  });
  afterEach(() => {
    desk.ports.directory.close();
  });

  it('open the first with an admin key that works at once', () => {
    expect(adminKey).to.match(/^hk_[0-9a-f]{16}_[0-9a-f]{64}$/);
    expect(desk.accounts.authenticate(adminKey)).to.deep.equal({
      account: 23,
      entity: 'shop',
      keyId: adminId,
      name: 'admin',
      scopes: ['admin'],
    });
  });

  it('open the first once', async () => {
    expect(await done(desk.accounts.bootstrap({ account: 24, entity: 'other' }))).to.equal(null);
    expect(await done(desk.accounts.bootstrap({ ...SHOP, apiKey: 'bad' }))).to.equal(null);
  });

  it('open the first once when two processes start together', async () => {
    const eventStore = inMemoryEventStore();
    const desks = [anAccountDesk(eventStore), anAccountDesk(eventStore)];
    const opened = await Promise.all(desks.map(({ accounts }) => done(accounts.bootstrap(SHOP))));
    for (const { ports } of desks) ports.directory.close();
    expect(opened.filter((issued) => issued !== null)).to.have.lengthOf(1);
  });

  it('take the first key from the configuration when it is long enough', async () => {
    const fresh = anAccountDesk();
    expect(await refused(fresh.accounts.bootstrap({ ...SHOP, apiKey: 'short' }))).to.include({
      type: 'InvalidAccount',
      field: 'apiKey',
    });
    const apiKey = 'given-by-the-configuration-0123456789';
    expect(await done(fresh.accounts.bootstrap({ ...SHOP, apiKey }))).to.include({ apiKey });
    expect(fresh.accounts.authenticate(apiKey)).to.include({ account: 23 });
    fresh.ports.directory.close();
  });

  it('keep no key in the log, only its hash', async () => {
    const { events } = await done(
      desk.ports.eventStore.readRange({
        prefixes: ['accounts'],
        after: null,
        to: null,
        maxCount: 99,
        maxBytes: 99_999,
      }),
    );
    const secret = adminKey.split('_')[2] ?? '';
    const stored = events.map(({ data }) => data).join();
    expect(secret).to.have.lengthOf(64);
    expect(stored).to.not.contain(secret);
    expect(stored).to.contain(desk.ports.secretMaker.hashOf(adminKey));
  });

  it('know no other key', () => {
    for (const key of ['', 'hk_1_2', `${adminKey}0`, adminKey.slice(0, -1), 'x'.repeat(100_000)]) {
      expect(desk.accounts.authenticate(key)).to.equal(null);
    }
  });

  it('issue keys with scopes, listed without secret or hash', async () => {
    const issued = await done(desk.accounts.issueKey(23, 'admin', { name: 'importer', scopes: ['publish'] }));
    expect(desk.accounts.authenticate(issued.apiKey)).to.deep.include({ name: 'importer', scopes: ['publish'] });
    const listed = await done(desk.accounts.listKeys(23));
    expect(listed.map(({ name }) => name)).to.deep.equal(['admin', 'importer']);
    for (const key of listed) expect(key).to.have.all.keys('keyId', 'name', 'scopes', 'createdAt');
  });

  it('let a rotated key work until its overlap ends', async () => {
    const rotated = await done(desk.accounts.rotateKey(23, 'admin', adminId));
    expect(rotated.keyId).to.not.equal(adminId);
    expect(desk.accounts.authenticate(rotated.apiKey)).to.include({ keyId: rotated.keyId, name: 'admin' });
    desk.clock.advance(24 * HOUR_MS - 1);
    expect(desk.accounts.authenticate(adminKey)).to.include({ keyId: adminId });
    desk.clock.advance(1);
    expect(desk.accounts.authenticate(adminKey)).to.equal(null);
  });

  it('end a rotated key at once with an overlap of 0', async () => {
    await done(desk.accounts.rotateKey(23, 'admin', adminId, 0));
    expect(desk.accounts.authenticate(adminKey)).to.equal(null);
  });

  it('revoke a key at once, but never the last admin key', async () => {
    expect(await refused(desk.accounts.revokeKey(23, 'admin', adminId))).to.deep.equal({ type: 'LastAdminKey' });
    const issued = await done(desk.accounts.issueKey(23, 'admin', { name: 'second', scopes: ['admin'] }));
    expect(await done(desk.accounts.revokeKey(23, 'second', adminId))).to.have.property('revokedAt');
    expect(desk.accounts.authenticate(adminKey)).to.equal(null);
    expect(desk.accounts.authenticate(issued.apiKey)).to.include({ name: 'second' });
  });

  it('never revoke both of two admin keys at the same moment', async () => {
    const second = await done(desk.accounts.issueKey(23, 'admin', { name: 'second', scopes: ['admin'] }));
    const results = await Promise.all([adminId, second.keyId].map((id) => desk.accounts.revokeKey(23, 'x', id)()));
    expect(results.filter(({ _tag }) => _tag === 'Right')).to.have.lengthOf(1);
  });

  it('open further ones at the wish of the first alone, each with a key that works at once', async () => {
    const { apiKey } = await done(desk.accounts.open(23, 'admin', { account: 24, entity: 'other' }));
    expect(desk.accounts.authenticate(apiKey)).to.deep.include({ account: 24, entity: 'other', scopes: ['admin'] });
    expect(await refused(desk.accounts.open(24, 'admin', { account: 25, entity: 'third' }))).to.deep.equal({
      type: 'NotFirstAccount',
    });
    expect(await refused(desk.accounts.open(23, 'admin', { account: 24, entity: 'third' }))).to.deep.equal({
      type: 'AccountExists',
    });
    expect(await refused(desk.accounts.open(23, 'admin', { account: 25, entity: 'other' }))).to.include({
      type: 'InvalidAccount',
      field: 'entity',
    });
  });

  it('keep to themselves: a key of another account is unknown', async () => {
    await done(desk.accounts.open(23, 'admin', { account: 24, entity: 'other' }));
    expect(await refused(desk.accounts.revokeKey(24, 'x', adminId))).to.deep.equal({ type: 'ApiKeyUnknown' });
    expect(await refused(desk.accounts.rotateKey(24, 'x', adminId))).to.deep.equal({ type: 'ApiKeyUnknown' });
    expect(await refused(desk.accounts.listKeys(25))).to.deep.equal({ type: 'AccountUnknown' });
  });

  it('are known again after a start', async () => {
    const again = anAccountDesk(desk.ports.eventStore);
    await again.ports.directory.ready();
    expect(again.accounts.authenticate(adminKey)).to.include({ account: 23 });
    expect(again.ports.directory.get(23)?.entity).to.equal('shop');
    again.ports.directory.close();
  });
});
