import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  type KeyedText,
  type SealedTexts,
  type Sealer,
  workHere,
} from '../../../../src/adapters/outbound/key-store/sealer';
import { type SealingPage } from '../../../../src/adapters/outbound/key-store/sealing-protocol';
import { threadSealer } from '../../../../src/adapters/outbound/key-store/thread-sealer';

const PROGRAM = join(__dirname, '../../../../src/adapters/outbound/key-store/sealing-worker.js');

const newKey = () => createSecretKey(randomBytes(32));
const page = (keys: ReadonlyArray<KeyObject>): ReadonlyArray<KeyedText> =>
  keys.map((key, index) => ({ name: `1/owner-${String(index)}`, key, text: `text ${String(index)}` }));
const plainOf = (texts: ReadonlyArray<KeyedText>): ReadonlyArray<string> => texts.map(({ text }) => text);
const sealedAs = (texts: ReadonlyArray<KeyedText>, sealed: SealedTexts): ReadonlyArray<KeyedText> =>
  texts.map((item, index) => ({ ...item, text: sealed[index] ?? '' }));

describe('The thread that seals', () => {
  let sealer: Sealer;
  let threads: Worker[];
  const started = (from: number, keysHeld: number, program = () => new Worker(PROGRAM)): Sealer => {
    sealer = threadSealer({
      from,
      keysHeld,
      start: () => {
        const thread = program();
        threads.push(thread);
        return thread;
      },
    });
    return sealer;
  };
  /** What the thread answers to a page for the key it holds in the first slot, if any. */
  const openedByFirstSlot = async (text: string): Promise<unknown> => {
    const [thread] = threads;
    if (thread === undefined) throw new Error('no thread was started');
    const answer = once(thread, 'message');
    thread.postMessage({ kind: 'open', texts: [text], slots: [0], taught: [] } satisfies SealingPage);
    return (await answer)[0] as unknown;
  };

  beforeEach(() => {
    threads = [];
  });
  afterEach(() => sealer.close());

  it('seals what is opened in place, and opens what is sealed in place', async () => {
    started(1, 10);
    const texts = page([newKey(), newKey(), newKey()]);
    const sealed = await sealer.work('seal', texts);
    expect(workHere('open', sealedAs(texts, sealed))).to.deep.equal(plainOf(texts));
    const here = sealedAs(texts, workHere('seal', texts));
    expect(await sealer.work('open', here)).to.deep.equal(plainOf(texts));
    expect(threads).to.have.length(1);
  });

  it('is not started for pages that are too small', async () => {
    started(3, 10);
    await sealer.work('seal', page([newKey(), newKey()]));
    expect(threads).to.have.length(0);
    await sealer.work('seal', page([newKey(), newKey(), newKey()]));
    expect(threads).to.have.length(1);
  });

  it('answers null where there is no key, and keeps the order around it', async () => {
    started(1, 10);
    const texts = page([newKey(), newKey(), newKey()]);
    const sealed = sealedAs(texts, workHere('seal', texts));
    const opened = await sealer.work(
      'open',
      sealed.map((item, at) => (at === 1 ? { ...item, key: null } : item)),
    );
    expect(opened).to.deep.equal(['text 0', null, 'text 2']);
  });

  it('opens every page, whatever owners meet in whatever order, with room for few keys', async () => {
    started(1, 3);
    const keys = Array.from({ length: 8 }, newKey);
    const owner = fc.integer({ min: 0, max: keys.length - 1 });
    const pages = fc.array(fc.array(owner, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 6 });
    const opensAll = async (ownersOfPages: number[][]): Promise<void> => {
      const asked = ownersOfPages.map((owners) =>
        owners.map((at, index): KeyedText => ({
          name: `1/${String(at)}`,
          key: keys[at] ?? null,
          text: `${String(index)} of ${String(at)}`,
        })),
      );
      const sealed = await Promise.all(asked.map((texts) => sealer.work('seal', texts)));
      const opened = await Promise.all(
        asked.map((texts, index) => sealer.work('open', sealedAs(texts, sealed[index] ?? []))),
      );
      expect(opened).to.deep.equal(asked.map(plainOf));
      expect(asked.map((texts, index) => workHere('open', sealedAs(texts, sealed[index] ?? [])))).to.deep.equal(opened);
    };
    await fc.assert(fc.asyncProperty(pages, opensAll), { numRuns: 50 });
  });

  it('seals with the new key of an owner who had another', async () => {
    started(1, 10);
    await sealer.work('seal', page([newKey()]));
    const texts = page([newKey()]);
    const sealed = await sealer.work('seal', texts);
    expect(workHere('open', sealedAs(texts, sealed))).to.deep.equal(plainOf(texts));
  });

  describe('told to forget a key', () => {
    it('holds it no more when that is answered', async () => {
      started(1, 10);
      const texts = page([newKey()]);
      const [sealed] = await sealer.work('seal', texts);
      expect(await openedByFirstSlot(sealed ?? '')).to.deep.equal(['text 0']);
      await sealer.forget('1/owner-0');
      expect(await openedByFirstSlot(sealed ?? '')).to.deep.equal([null]);
    });

    it('answers the pages asked before, and has nothing to do for a key it does not hold', async () => {
      started(1, 10);
      const texts = page([newKey(), newKey()]);
      const before = sealer.work('seal', texts);
      await Promise.all([sealer.forget('1/owner-0'), sealer.forget('1/nobody')]);
      expect(workHere('open', sealedAs(texts, await before))).to.deep.equal(plainOf(texts));
    });

    it('is done with it when it dies meanwhile', async () => {
      started(1, 10);
      await sealer.work('seal', page([newKey()]));
      const forgotten = sealer.forget('1/owner-0');
      await threads[0]?.terminate();
      await forgotten;
    });
  });

  describe('dying', () => {
    it('leaves nobody without an answer, and is started again at the next page', async () => {
      started(1, 10);
      const pages = [page([newKey(), newKey()]), page([newKey()]), page([newKey(), newKey(), newKey()])];
      const asked = pages.map((texts) => sealer.work('seal', texts));
      await threads[0]?.terminate();
      for (const [index, sealed] of (await Promise.all(asked)).entries()) {
        const texts = pages[index] ?? [];
        expect(workHere('open', sealedAs(texts, sealed))).to.deep.equal(plainOf(texts));
      }
      const [again = []] = pages;
      const sealed = await sealer.work('seal', again);
      expect(workHere('open', sealedAs(again, sealed))).to.deep.equal(plainOf(again));
      expect(threads).to.have.length(2);
    });

    it('at every start costs no answer either', async () => {
      started(1, 10, () => new Worker('throw new Error("no thread here")', { eval: true }));
      const texts = page([newKey(), newKey()]);
      for (let call = 1; call <= 2; call += 1) {
        const sealed = await sealer.work('seal', texts);
        expect(workHere('open', sealedAs(texts, sealed))).to.deep.equal(plainOf(texts));
        expect(threads).to.have.length(call);
      }
    });
  });

  describe('closed', () => {
    it('has answered what was asked before, and has ended', async () => {
      started(1, 10);
      const texts = page(Array.from({ length: 200 }, newKey));
      let answered: SealedTexts | null = null;
      const asked = sealer.work('seal', texts).then((sealed) => {
        answered = sealed;
      });
      await sealer.close();
      expect(answered).to.have.length(200);
      expect(threads[0]?.threadId).to.equal(-1);
      await asked;
    });

    it('is not started again: later pages are done in place', async () => {
      started(1, 10);
      await sealer.close();
      const texts = page([newKey()]);
      const sealed = await sealer.work('seal', texts);
      expect(workHere('open', sealedAs(texts, sealed))).to.deep.equal(plainOf(texts));
      await sealer.close();
      expect(threads).to.have.length(0);
    });
  });
});
