import { createSecretKey, type KeyObject } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { type KeyCache, keyCache } from '../../../../src/adapters/outbound/key-store/event-streams/key-cache';

const OWNER = '1/owner';
const keyNamed = (text: string): KeyObject => createSecretKey(Buffer.from(text));
const textOf = (key: KeyObject | null): string | null => key?.export().toString() ?? null;

describe('The keys at hand', () => {
  let unwrapped: string[];
  let cache: KeyCache;
  beforeEach(() => {
    unwrapped = [];
    cache = keyCache(10, (name, wrapped) => {
      unwrapped.push(name);
      return wrapped === 'damaged' ? null : keyNamed(wrapped);
    });
    cache.followedTo(0n);
  });

  it('unwrap a key that was told at its first use, and once', () => {
    cache.toldMade(OWNER, 0n, 'first');
    expect(unwrapped).to.deep.equal([]);
    const key = cache.get(OWNER);
    expect(textOf(key)).to.equal('first');
    expect(cache.get(OWNER)).to.equal(key);
    expect(unwrapped).to.deep.equal([OWNER]);
  });

  it('have nothing for a key that does not unwrap', () => {
    cache.toldMade(OWNER, 0n, 'damaged');
    expect(cache.get(OWNER)).to.equal(null);
  });

  it('give one and the same object for one key, however often it is read', () => {
    const key = cache.put(OWNER, 0n, keyNamed('first'));
    expect(cache.put(OWNER, 0n, keyNamed('first'))).to.equal(key);
    cache.toldMade(OWNER, 0n, 'first');
    expect(cache.get(OWNER)).to.equal(key);
  });

  it('refuse an answer that a drop has overtaken', async () => {
    await cache.during(OWNER, () => {
      cache.toldDropped(OWNER, 1n);
      expect(cache.put(OWNER, 0n, keyNamed('gone'))).to.equal(null);
      expect(textOf(cache.put(OWNER, 2n, keyNamed('next')))).to.equal('next');
      return Promise.resolve();
    });
  });

  it('refuse an answer older than what is at hand', () => {
    cache.toldMade(OWNER, 2n, 'next');
    expect(cache.put(OWNER, 0n, keyNamed('gone'))).to.equal(null);
    expect(textOf(cache.get(OWNER))).to.equal('next');
  });

  it('do not let a subscription that lags bring back what was dropped here', async () => {
    await cache.during(OWNER, () => {
      cache.droppedHere(OWNER, { revision: 1n, position: 5n });
      return Promise.resolve();
    });
    cache.toldMade(OWNER, 0n, 'gone');
    cache.followedTo(4n);
    cache.toldMade(OWNER, 0n, 'gone');
    expect(cache.get(OWNER)).to.equal(null);
    cache.toldMade(OWNER, 2n, 'next');
    expect(textOf(cache.get(OWNER))).to.equal('next');
  });

  it('are none, and stay none, when nobody tells of drops', () => {
    cache.put(OWNER, 0n, keyNamed('first'));
    cache.unfollowed();
    expect(cache.get(OWNER)).to.equal(null);
    expect(textOf(cache.put(OWNER, 0n, keyNamed('first')))).to.equal('first');
    expect(cache.get(OWNER)).to.equal(null);
  });

  it('never come back after their drop is known, and are never older than what was told, in whatever order things are heard', async () => {
    /** The log of one owner: even revisions make a key, odd ones drop it; all at position = revision + 1. */
    const step = fc.constantFrom('grow', 'drop here', 'tell', 'read', 'answer', 'forget' as const);
    const follows = async (steps: ReadonlyArray<string>): Promise<void> => {
      const followed = keyCache(4, (_, wrapped) => keyNamed(wrapped));
      followed.followedTo(0n);
      let [length, told, droppedHere] = [0n, 0n, -1n];
      const reading: (() => Promise<void>)[] = [];
      const read = (): void => {
        const seen = length - 1n;
        const answer = Promise.withResolvers<undefined>();
        const over = followed.during(OWNER, async () => {
          await answer.promise;
          if (seen < 0n || seen % 2n === 1n) return;
          const key = followed.put(OWNER, seen, keyNamed(String(seen)));
          if (key !== null) expect(Number(textOf(key))).to.be.greaterThan(Number(droppedHere));
        });
        reading.push(() => {
          answer.resolve(undefined);
          return over;
        });
      };
      const taken: Readonly<Record<string, () => Promise<void> | void>> = {
        grow: () => void (length += 1n),
        'drop here': () =>
          followed.during(OWNER, () => {
            if (length % 2n === 0n) return Promise.resolve();
            followed.droppedHere(OWNER, { revision: length, position: length + 1n });
            droppedHere = length;
            length += 1n;
            return Promise.resolve();
          }),
        tell: () => {
          if (told === length) return;
          if (told % 2n === 0n) followed.toldMade(OWNER, told, String(told));
          else followed.toldDropped(OWNER, told);
          told += 1n;
          followed.followedTo(told);
        },
        read,
        answer: () => reading.shift()?.(),
        forget: () => {
          for (let n = 0; n < 8; n += 1) followed.toldMade(`1/other-${String(n)}`, 0n, 'other');
        },
      };
      for (const name of steps) {
        await taken[name]?.();
        const held = textOf(followed.get(OWNER));
        if (held === null) continue;
        expect(Number(held)).to.be.greaterThan(Number(droppedHere));
        expect(Number(held)).to.be.at.least(Number(told) - 1);
      }
      for (const answer of reading) await answer();
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), follows), { numRuns: 500 });
  });
});
