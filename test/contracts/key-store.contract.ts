import { expect } from 'chai';
import { type KeyStore } from '../../src/application/ports/key-store';
import { ACCOUNT, must, openOne as openFor, sealOne as sealFor } from '../support/key-store-steps';

export interface KeyStoreHarness {
  readonly keyStore: KeyStore;
  /** The same keys after a restart. */
  readonly reopen: () => Promise<KeyStore>;
  readonly dispose: () => Promise<void>;
}

const OWNER = 'ab12cd34ef56ab12cd34ef56ab12cd34';
const OTHER = '00000000000000000000000000000000';

const sealOne = (keyStore: KeyStore, plain: string, owner = OWNER): Promise<string> => sealFor(keyStore, owner, plain);
const openOne = (keyStore: KeyStore, sealed: string, owner = OWNER): Promise<string | null> =>
  openFor(keyStore, owner, sealed);

/** Every key store runs this suite; an adapter is finished when it passes. */
export const itBehavesLikeAKeyStore = (openHarness: () => Promise<KeyStoreHarness>): void => {
  describe('behaves like a key store', () => {
    let harness: KeyStoreHarness;
    let keyStore: KeyStore;
    beforeEach(async () => {
      harness = await openHarness();
      keyStore = harness.keyStore;
    });
    afterEach(() => harness.dispose());

    describe('sealing and opening', () => {
      it('opens what it sealed, in the order of the items', async () => {
        const plains = ['{"name":"Zoë 😀"}', '', 'x'.repeat(300_000)];
        const sealed = await must(
          keyStore.seal(
            plains.map((plain, index) => ({ account: ACCOUNT, owner: index === 1 ? OTHER : OWNER, plain })),
          ),
        );
        const opened = await must(
          keyStore.open(
            sealed.map((text, index) => ({ account: ACCOUNT, owner: index === 1 ? OTHER : OWNER, sealed: text })),
          ),
        );
        expect(opened).to.deep.equal(plains);
      });

      it('answers an empty page with an empty page', async () => {
        expect(await must(keyStore.seal([]))).to.deep.equal([]);
        expect(await must(keyStore.open([]))).to.deep.equal([]);
      });

      it('hands out base64 that shows nothing of the plain text', async () => {
        const sealed = await sealOne(keyStore, 'alice@example.com');
        expect(sealed).to.match(/^[A-Za-z0-9+/]+=*$/);
        expect(Buffer.from(sealed, 'base64').toString('latin1')).not.to.contain('alice');
      });

      it('seals the same text differently each time', async () => {
        expect(await sealOne(keyStore, 'same')).not.to.equal(await sealOne(keyStore, 'same'));
      });

      it('opens nothing with the key of another owner or another account', async () => {
        const sealed = await sealOne(keyStore, 'private');
        await sealOne(keyStore, 'so that the other owner has a key', OTHER);
        await must(keyStore.seal([{ account: 13, owner: OWNER, plain: 'so that the other account has a key' }]));
        expect(await openOne(keyStore, sealed, OTHER)).to.equal(null);
        expect(await must(keyStore.open([{ account: 13, owner: OWNER, sealed }]))).to.deep.equal([null]);
        expect(await openOne(keyStore, sealed)).to.equal('private');
      });

      it('opens nothing that was tampered with, wherever the change is', async () => {
        const bytes = Buffer.from(await sealOne(keyStore, 'private'), 'base64');
        for (let at = 0; at < bytes.length; at += 1) {
          const tampered = Buffer.from(bytes);
          tampered.writeUInt8(bytes.readUInt8(at) ^ 1, at);
          expect(await openOne(keyStore, tampered.toString('base64')), `byte ${String(at)}`).to.equal(null);
        }
      });

      it('opens nothing that is cut short or was never sealed', async () => {
        const sealed = await sealOne(keyStore, 'private');
        for (const text of ['', 'AQ==', sealed.slice(0, 24), sealed.slice(0, -8), 'no base64 at all!']) {
          expect(await openOne(keyStore, text), text).to.equal(null);
        }
      });

      it('opens nothing for an owner who never had a key', async () => {
        expect(await openOne(keyStore, await sealOne(keyStore, 'private'), 'f'.repeat(32))).to.equal(null);
      });
    });

    describe('the keys', () => {
      it('are there again after a restart', async () => {
        const sealed = await sealOne(keyStore, 'kept');
        const reopened = await harness.reopen();
        expect(await openOne(reopened, sealed)).to.equal('kept');
        expect(await openOne(reopened, await sealOne(reopened, 'and used on'))).to.equal('and used on');
      });

      it('are one an owner, however many calls meet a new owner at once', async () => {
        const calls = Array.from({ length: 50 }, (_, call) =>
          must(
            keyStore.seal([
              { account: ACCOUNT, owner: OWNER, plain: `shared ${String(call)}` },
              { account: ACCOUNT, owner: `own-${String(call)}`, plain: `own ${String(call)}` },
              { account: ACCOUNT, owner: OWNER, plain: `shared again ${String(call)}` },
            ]),
          ),
        );
        const pages = await Promise.all(calls);
        const reopened = await harness.reopen();
        for (const [call, page] of pages.entries()) {
          const owners = [OWNER, `own-${String(call)}`, OWNER];
          const opened = await must(
            reopened.open(page.map((sealed, index) => ({ account: ACCOUNT, owner: owners[index] ?? '', sealed }))),
          );
          expect(opened).to.deep.equal([
            `shared ${String(call)}`,
            `own ${String(call)}`,
            `shared again ${String(call)}`,
          ]);
        }
      });
    });

    describe('a dropped key', () => {
      it('opens nothing any more, also after a restart, and leaves the others alone', async () => {
        const [gone, kept] = [await sealOne(keyStore, 'gone'), await sealOne(keyStore, 'kept', OTHER)];
        await must(keyStore.drop(ACCOUNT, OWNER));
        expect(await openOne(keyStore, gone)).to.equal(null);
        expect(await openOne(keyStore, kept, OTHER)).to.equal('kept');
        const reopened = await harness.reopen();
        expect(await openOne(reopened, gone)).to.equal(null);
      });

      it('takes with it what was being sealed when it was asked for', async () => {
        const sealing = sealOne(keyStore, 'begun before');
        await must(keyStore.drop(ACCOUNT, OWNER));
        expect(await openOne(keyStore, await sealing)).to.equal(null);
      });

      it('does not come back with a later event of the same owner, who gets a new one', async () => {
        const old = await sealOne(keyStore, 'old');
        await must(keyStore.drop(ACCOUNT, OWNER));
        const young = await sealOne(keyStore, 'young');
        expect(await openOne(keyStore, old)).to.equal(null);
        expect(await openOne(keyStore, young)).to.equal('young');
      });

      it('may be dropped again, or never have been there', async () => {
        await must(keyStore.drop(ACCOUNT, OWNER));
        await must(keyStore.drop(ACCOUNT, OWNER));
        expect(await openOne(keyStore, await sealOne(keyStore, 'new'))).to.equal('new');
      });
    });

    describe('a pseudonym', () => {
      it('is 32 hex digits, the same each time and after a restart', async () => {
        const pseudonym = keyStore.pseudonym(ACCOUNT, '4711');
        expect(pseudonym).to.match(/^[0-9a-f]{32}$/);
        expect(keyStore.pseudonym(ACCOUNT, '4711')).to.equal(pseudonym);
        expect((await harness.reopen()).pseudonym(ACCOUNT, '4711')).to.equal(pseudonym);
      });

      it('differs by profile and by account, also where the digits run together', () => {
        const all = [
          keyStore.pseudonym(1, '23'),
          keyStore.pseudonym(12, '3'),
          keyStore.pseudonym(1, '2/3'),
          keyStore.pseudonym(2, '23'),
          keyStore.pseudonym(1, ''),
        ];
        expect(new Set(all).size).to.equal(all.length);
      });
    });
  });
};
