import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type TaskEither } from 'fp-ts/TaskEither';
import { type ContentStore, type KeptContent } from '../../src/application/ports/content-store';

export interface ContentStoreHarness {
  readonly store: ContentStore;
  /** The same contents through another instance, after the first one was closed. */
  readonly reopened: () => Promise<ContentStore>;
  readonly dispose: () => Promise<void>;
}

const done = async <A>(task: TaskEither<unknown, A>): Promise<A> => {
  const result = await task();
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};

const aContent = (message: string, parts: Partial<KeptContent> = {}): KeptContent => ({
  account: 23,
  message,
  owner: 'ada',
  sealed: `sealed ${message}`,
  storedAt: 1_000,
  ...parts,
});

/** Every content store adapter runs this suite; an adapter is finished when it passes. */
export const itBehavesLikeAContentStore = (open: () => Promise<ContentStoreHarness>): void => {
  describe('behaves like a content store (decision 14)', () => {
    let harness: ContentStoreHarness;
    let store: ContentStore;
    beforeEach(async () => {
      harness = await open();
      store = harness.store;
    });
    afterEach(() => harness.dispose());

    const found = (...messages: ReadonlyArray<string>) => done(store.find(23, messages));

    it('finds nothing while nothing was put', async () => {
      expect(await found('m1', 'm2')).to.deep.equal([null, null]);
      expect(await found()).to.deep.equal([]);
    });

    it('finds what was put, in the order asked for, as often as it is asked', async () => {
      await done(store.put([aContent('m1'), aContent('m2', { owner: 'bob', storedAt: 2_000 })]));
      const both = [aContent('m2', { owner: 'bob', storedAt: 2_000 }), null, aContent('m1')];
      expect(await found('m2', 'm3', 'm1')).to.deep.equal(both);
      expect(await found('m2', 'm3', 'm1')).to.deep.equal(both);
    });

    it('takes nothing as well', async () => {
      await done(store.put([]));
      expect(await found('m1')).to.deep.equal([null]);
    });

    it('keeps one content a message: what is put again replaces what was there', async () => {
      await done(store.put([aContent('m1')]));
      await done(store.put([aContent('m1', { sealed: 'new', storedAt: 5_000 })]));
      expect(await found('m1')).to.deep.equal([aContent('m1', { sealed: 'new', storedAt: 5_000 })]);
    });

    it('keeps the same message of two accounts apart', async () => {
      await done(store.put([aContent('m1'), aContent('m1', { account: 24, sealed: 'theirs' })]));
      expect(await found('m1')).to.deep.equal([aContent('m1')]);
      expect(await done(store.find(24, ['m1', 'm2']))).to.deep.equal([
        aContent('m1', { account: 24, sealed: 'theirs' }),
        null,
      ]);
    });

    it('keeps a text of 400,000 characters whole', async () => {
      const large = aContent('m1', { sealed: 'abcdefgh'.repeat(50_000) });
      await done(store.put([large]));
      expect(await found('m1')).to.deep.equal([large]);
    });

    it('removes what belongs to a profile and tells how much: of that account only', async () => {
      await done(
        store.put([aContent('m1'), aContent('m2'), aContent('m3', { owner: 'bob' }), aContent('m1', { account: 24 })]),
      );
      expect(await done(store.erase(23, 'ada'))).to.equal(2);
      expect(await found('m1', 'm2', 'm3')).to.deep.equal([null, null, aContent('m3', { owner: 'bob' })]);
      expect(await done(store.find(24, ['m1']))).to.deep.equal([aContent('m1', { account: 24 })]);
      expect(await done(store.erase(23, 'ada'))).to.equal(0);
    });

    it('removes what was stored before a moment, of all accounts, and tells how much', async () => {
      await done(
        store.put([
          aContent('m1', { storedAt: 999 }),
          aContent('m2', { storedAt: 1_000 }),
          aContent('m1', { account: 24, storedAt: 1 }),
        ]),
      );
      expect(await done(store.expire(1_000))).to.equal(2);
      expect(await found('m1', 'm2')).to.deep.equal([null, aContent('m2')]);
      expect(await done(store.expire(1_000))).to.equal(0);
    });

    it('takes a content again after it was removed', async () => {
      await done(store.put([aContent('m1')]));
      await done(store.erase(23, 'ada'));
      await done(store.put([aContent('m1', { storedAt: 7_000 })]));
      expect(await found('m1')).to.deep.equal([aContent('m1', { storedAt: 7_000 })]);
    });

    it('takes many at once, and others beside them', async () => {
      const many = Array.from({ length: 100 }, (_, n) => aContent(`m${String(n)}`));
      await Promise.all([done(store.put(many.slice(0, 50))), done(store.put(many.slice(50)))]);
      expect(await found(...many.map(({ message }) => message))).to.deep.equal(many);
    });

    it('has what was put after it was closed and opened again', async () => {
      await done(store.put([aContent('m1')]));
      const again = await harness.reopened();
      expect(await done(again.find(23, ['m1']))).to.deep.equal([aContent('m1')]);
    });
  });
};
