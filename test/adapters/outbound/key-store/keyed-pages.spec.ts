import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { type KeyRing } from '../../../../src/adapters/outbound/key-store/sqlite/key-ring';
import { type KeyedPages, keyedPages } from '../../../../src/adapters/outbound/key-store/sqlite/keyed-pages';
import { workHere } from '../../../../src/adapters/outbound/key-store/sqlite/sealer';

const newKey = () => createSecretKey(randomBytes(32));
const item = (owner: string) => ({ account: 1, owner, plain: `of ${owner}` });

describe('Pages of texts with their keys', () => {
  let keys: Map<string, KeyObject>;
  let making: PromiseWithResolvers<KeyObject>;
  let happened: string[];
  let pages: KeyedPages;
  beforeEach(() => {
    keys = new Map([['1/known', newKey()]]);
    making = Promise.withResolvers();
    happened = [];
    let drops = 0;
    const ring: KeyRing = {
      known: ({ name }) => keys.get(name) ?? null,
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
