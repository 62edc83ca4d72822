import { expect } from 'chai';
import { type KeyStore } from '../../src/application/ports/key-store';
import { ACCOUNT, must, openOne, sealOne } from '../support/key-store-steps';
import { waitUntil } from '../support/wait-until';

export interface SharedKeysHarness {
  /** A key store on the same keys each time, as in a process of its own. */
  readonly start: () => Promise<KeyStore>;
  readonly dispose: () => Promise<void>;
}

const OWNER = 'ab12cd34ef56ab12cd34ef56ab12cd34';

const ownersOf = (count: number): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, index) => `owner-${String(index)}`);

/** Key stores that several processes may use at once run this suite. */
export const itMakesOneKeyForAllProcesses = (openHarness: () => Promise<SharedKeysHarness>): void => {
  describe('makes one key for all processes', () => {
    let harness: SharedKeysHarness;
    let one: KeyStore;
    let other: KeyStore;
    beforeEach(async () => {
      harness = await openHarness();
      [one, other] = [await harness.start(), await harness.start()];
    });
    afterEach(() => harness.dispose());

    it('and so each opens what the other sealed, also when both meet new owners at once', async () => {
      const owners = ownersOf(40);
      const page = owners.map((owner) => ({ account: ACCOUNT, owner, plain: `of ${owner}` }));
      const sealed = await Promise.all([one, other].map((keyStore) => must(keyStore.seal(page))));
      for (const [index, keyStore] of [other, one].entries()) {
        const texts = sealed[index] ?? [];
        const opened = await must(
          keyStore.open(texts.map((text, at) => ({ account: ACCOUNT, owner: owners[at] ?? '', sealed: text }))),
        );
        expect(opened).to.deep.equal(owners.map((owner) => `of ${owner}`));
      }
    });

    it('also for one who begins later', async () => {
      const sealed = await sealOne(one, OWNER, 'early');
      expect(await openOne(other, OWNER, sealed)).to.equal('early');
      const late = await harness.start();
      expect(await openOne(late, OWNER, sealed)).to.equal('early');
      expect(await openOne(one, OWNER, await sealOne(late, OWNER, 'late'))).to.equal('late');
    });
  });
};

/** Key stores whose processes follow each other run this suite too. */
export const itTellsOtherProcessesOfDrops = (openHarness: () => Promise<SharedKeysHarness>): void => {
  describe('tells other processes of drops', () => {
    let harness: SharedKeysHarness;
    let one: KeyStore;
    let other: KeyStore;
    let before: string;
    beforeEach(async () => {
      harness = await openHarness();
      [one, other] = [await harness.start(), await harness.start()];
      before = await sealOne(one, OWNER, 'before');
      expect(await openOne(other, OWNER, before)).to.equal('before');
    });
    afterEach(() => harness.dispose());

    it('and they soon open nothing under that key any more, and the one who dropped it at once', async () => {
      await must(one.drop(ACCOUNT, OWNER));
      expect(await openOne(one, OWNER, before)).to.equal(null);
      await waitUntil(async () => (await openOne(other, OWNER, before)) === null);
      expect(await openOne(await harness.start(), OWNER, before)).to.equal(null);
    });

    it('and never take what was sealed later for erased, however late they hear of it', async () => {
      await must(one.drop(ACCOUNT, OWNER));
      const after = await sealOne(one, OWNER, 'after');
      expect(await openOne(other, OWNER, after)).to.equal('after');
      await waitUntil(async () => (await openOne(other, OWNER, before)) === null);
      expect(await openOne(other, OWNER, after)).to.equal('after');
      expect(await openOne(one, OWNER, await sealOne(other, OWNER, 'by the other'))).to.equal('by the other');
    });

    it('also when all drop the same key at once, and make the next one at once', async () => {
      await Promise.all([must(one.drop(ACCOUNT, OWNER)), must(other.drop(ACCOUNT, OWNER))]);
      expect([await openOne(one, OWNER, before), await openOne(other, OWNER, before)]).to.deep.equal([null, null]);
      const sealed = await Promise.all([sealOne(one, OWNER, 'next'), sealOne(other, OWNER, 'next')]);
      for (const keyStore of [one, other]) {
        for (const text of sealed) expect(await openOne(keyStore, OWNER, text)).to.equal('next');
      }
    });

    it('and leaves other owners alone, in the same account and under the same name in another', async () => {
      const kept = await sealOne(one, 'somebody-else', 'kept');
      const [elsewhere = ''] = await must(one.seal([{ account: 13, owner: OWNER, plain: 'kept too' }]));
      await must(one.drop(ACCOUNT, OWNER));
      await waitUntil(async () => (await openOne(other, OWNER, before)) === null);
      expect(await openOne(other, 'somebody-else', kept)).to.equal('kept');
      expect(await must(other.open([{ account: 13, owner: OWNER, sealed: elsewhere }]))).to.deep.equal(['kept too']);
    });
  });
};

export interface BreakableKeysHarness extends SharedKeysHarness {
  /** What holds the keys cannot be reached for a while. */
  readonly goDown: () => void;
  readonly comeBack: () => void;
}

/** Key stores whose keys can be out of reach run this suite. */
export const itNeverTakesUnreachableForErased = (openHarness: () => Promise<BreakableKeysHarness>): void => {
  describe('never takes unreachable for erased', () => {
    let harness: BreakableKeysHarness;
    let keyStore: KeyStore;
    let sealed: string;
    beforeEach(async () => {
      harness = await openHarness();
      sealed = await sealOne(await harness.start(), OWNER, 'kept');
      keyStore = await harness.start();
    });
    afterEach(() => harness.dispose());

    const UNAVAILABLE = { type: 'KeyStoreUnavailable', retryable: true };
    const items = () => [{ account: ACCOUNT, owner: OWNER, sealed }];

    it('but fails for as long as it lasts, and goes on by itself', async () => {
      await sealOne(keyStore, 'known', 'so that it is at work');
      harness.goDown();
      expect(await keyStore.open(items())())
        .to.have.property('left')
        .that.includes(UNAVAILABLE);
      const seal = await keyStore.seal([{ account: ACCOUNT, owner: 'new', plain: '' }])();
      expect(seal).to.have.property('left').that.includes(UNAVAILABLE);
      expect(await keyStore.drop(ACCOUNT, OWNER)())
        .to.have.property('left')
        .that.includes(UNAVAILABLE);
      harness.comeBack();
      expect(await must(keyStore.open(items()))).to.deep.equal(['kept']);
      expect(await openOne(keyStore, 'new', await sealOne(keyStore, 'new', 'newer'))).to.equal('newer');
    });

    it('nor at its very start', async () => {
      harness.goDown();
      const late = await harness.start();
      expect(await late.open(items())())
        .to.have.property('left')
        .that.includes(UNAVAILABLE);
      harness.comeBack();
      expect(await must(late.open(items()))).to.deep.equal(['kept']);
    });

    it('while what needs nothing further is done all the same', async () => {
      const known = await sealOne(keyStore, 'known', 'at hand');
      harness.goDown();
      expect(await openOne(keyStore, 'known', known)).to.equal('at hand');
      expect(await openOne(keyStore, 'known', await sealOne(keyStore, 'known', 'still'))).to.equal('still');
    });
  });
};
