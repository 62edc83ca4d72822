import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { type KeyRing } from '../../../../src/adapters/outbound/key-store/key-ring';
import { type KeyedPages, keyedPages } from '../../../../src/adapters/outbound/key-store/keyed-pages';
import { workHere } from '../../../../src/adapters/outbound/key-store/sealer';

const newKey = () => createSecretKey(randomBytes(32));
const item = (owner: string) => ({ account: 1, owner, plain: `of ${owner}` });

describe('Pages of texts with their keys', () => {
  let keys: Map<string, KeyObject>;
  /** Keys past what is at hand. */
  let further: Map<string, KeyObject>;
  let making: PromiseWithResolvers<KeyObject>;
  let happened: string[];
  let pages: KeyedPages;
  beforeEach(() => {
    keys = new Map([['1/known', newKey()]]);
    further = new Map();
    making = Promise.withResolvers();
    happened = [];
    let drops = 0;
    const ring: KeyRing = {
      known: ({ name }) => keys.get(name) ?? null,
      found: async (owners, show) => {
        await setImmediate();
        happened.push(`asked for ${owners.map(({ name }) => name).join(' ')}`);
        for (const owner of owners) {
          const key = further.get(owner.name);
          if (key !== undefined) show(owner, key);
        }
      },
      made: () => making.promise,
      drop: ({ name }) => {
        keys.delete(name);
        drops += 1;
        happened.push(`dropped ${name}`);
        return Promise.resolve();
      },
      drops: () => drops,
    };
    pages = keyedPages(ring, {
      work: (kind, texts) => {
        happened.push(`${kind} ${texts.map(({ name }) => name).join(' ')}`);
        return Promise.resolve(workHere(kind, texts));
      },
      forget: async (name) => {
        await setImmediate();
        happened.push(`forgot ${name}`);
      },
      close: () => Promise.resolve(),
    });
  });

  it('go to the sealer once the new keys are made', async () => {
    const sealed = pages.seal([item('known'), item('new')]);
    expect(happened).to.deep.equal([]);
    making.resolve(newKey());
    expect(await sealed).to.have.length(2);
    expect(happened).to.deep.equal(['seal 1/known 1/new']);
  });

  it('are answered all the same when a key is dropped while another is made, and the sealer never gets it', async () => {
    const dropped = keys.get('1/known') ?? null;
    const sealing = pages.seal([item('known'), item('new')]);
    await pages.drop(1, 'known');
    making.resolve(newKey());
    const [text = ''] = await sealing;
    expect(workHere('open', [{ name: '1/known', key: dropped, text }])).to.deep.equal(['of known']);
    expect(happened).to.deep.equal(['dropped 1/known', 'forgot 1/known']);
  });

  it('are refused when a key cannot be made', async () => {
    const sealing = pages.seal([item('new')]).catch((cause: unknown) => cause);
    making.reject(new Error('the disk is full'));
    expect(await sealing).to.have.property('message', 'the disk is full');
    expect(happened).to.deep.equal([]);
  });

  describe('whose texts do not open with the keys at hand', () => {
    const of = (owner: string, key: KeyObject) => {
      const [sealed] = workHere('seal', [{ name: `1/${owner}`, key, text: `of ${owner}` }]);
      return { account: 1, owner, sealed: sealed ?? '' };
    };

    it('are opened with those that are found further, each owner asked for once', async () => {
      const known = keys.get('1/known') ?? newKey();
      const [elsewhere, newer] = [newKey(), newKey()];
      further = new Map([
        ['1/elsewhere', elsewhere],
        ['1/known', newer],
      ]);
      const page = [of('elsewhere', elsewhere), of('known', known), of('elsewhere', elsewhere), of('known', newer)];
      expect(await pages.open(page)).to.deep.equal(['of elsewhere', 'of known', 'of elsewhere', 'of known']);
      expect(happened).to.deep.equal(['open 1/elsewhere 1/known 1/elsewhere 1/known', 'asked for 1/elsewhere 1/known']);
    });

    it('are null when nothing else is found', async () => {
      expect(await pages.open([of('known', newKey()), of('nobody', newKey())])).to.deep.equal([null, null]);
    });
  });

  describe('dropping a key', () => {
    it('answers when the sealer has forgotten it, after the file has', async () => {
      await pages.drop(1, 'known');
      expect(happened).to.deep.equal(['dropped 1/known', 'forgot 1/known']);
    });

    it('leaves null where it is needed', async () => {
      const [sealed = ''] = await pages.seal([item('known')]);
      await pages.drop(1, 'known');
      expect(await pages.open([{ account: 1, owner: 'known', sealed }])).to.deep.equal([null]);
    });
  });
});
