import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import {
  openSqliteKeyStore,
  type SqliteKeyStoreOptions,
} from '../../../../src/adapters/outbound/key-store/sqlite/sqlite-key-store';
import { type ClosableKeyStore } from '../../../../src/application/ports/key-store';
import { itMakesOneKeyForAllProcesses } from '../../../contracts/key-store-processes.contract';
import { itBehavesLikeAKeyStore } from '../../../contracts/key-store.contract';

type Settings = Pick<SqliteKeyStoreOptions, 'keysCached' | 'writer' | 'threadFrom'>;

const opened = (file: string, masterKey: KeyObject, settings: Settings): ClosableKeyStore => {
  const result = openSqliteKeyStore({ file, masterKey, ...settings });
  if (E.isLeft(result)) throw new Error(result.left.detail);
  return result.right;
};
const sealed = async (keyStore: ClosableKeyStore, owner: string): Promise<string> => {
  const result = await keyStore.seal([{ account: 1, owner, plain: `of ${owner}` }])();
  if (E.isLeft(result)) throw new Error(result.left.detail);
  return result.right[0] ?? '';
};

describe('The SQLite key store', () => {
  let folder: string;
  let file: string;
  let masterKey: KeyObject;
  let open: ClosableKeyStore[];
  const start = (settings: Settings = { writer: 'in-process' }): ClosableKeyStore => {
    const keyStore = opened(file, masterKey, settings);
    open.push(keyStore);
    return keyStore;
  };
  const stopAll = async (): Promise<void> => {
    for (const keyStore of open.splice(0)) await keyStore.close();
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hookline-keys-'));
    file = join(folder, 'keys.db');
    masterKey = createSecretKey(randomBytes(32));
    open = [];
  });
  afterEach(async () => {
    await stopAll();
    await rm(folder, { recursive: true, force: true });
  });

  for (const writer of ['in-process', 'thread'] as const) {
    describe(`writing keys ${writer === 'thread' ? 'in a thread of its own' : 'in the calling thread'}`, () => {
      itBehavesLikeAKeyStore(() =>
        Promise.resolve({
          keyStore: start({ writer }),
          reopen: async () => {
            await stopAll();
            return start({ writer });
          },
          dispose: () => Promise.resolve(),
        }),
      );
    });
  }

  itMakesOneKeyForAllProcesses(() =>
    Promise.resolve({ start: () => Promise.resolve(start()), dispose: () => Promise.resolve() }),
  );

  describe('sealing in a thread of its own', () => {
    const settings = { writer: 'in-process', threadFrom: 1 } as const;
    const page = (owners: ReadonlyArray<string>) =>
      owners.map((owner) => ({ account: 1, owner, plain: `of ${owner}` }));
    const sealedPage = async (keyStore: ClosableKeyStore, owners: ReadonlyArray<string>) => {
      const result = await keyStore.seal(page(owners))();
      if (E.isLeft(result)) throw new Error(result.left.detail);
      return owners.map((owner, index) => ({ account: 1, owner, sealed: result.right[index] ?? '' }));
    };

    itBehavesLikeAKeyStore(() =>
      Promise.resolve({
        keyStore: start(settings),
        reopen: async () => {
          await stopAll();
          return start(settings);
        },
        dispose: () => Promise.resolve(),
      }),
    );

    it('does the same as the calling thread, with room for few keys', async () => {
      const owners = Array.from({ length: 60 }, (_, index) => `owner-${String(index % 20)}`);
      const toOpen = await sealedPage(start({ ...settings, keysCached: 4 }), owners);
      await stopAll();
      const result = await start({ writer: 'in-process', threadFrom: Infinity }).open(toOpen)();
      expect(result).to.deep.equal(E.right(owners.map((owner) => `of ${owner}`)));
    });

    it('answers the pages asked before it is closed', async () => {
      const keyStore = start(settings);
      const owners = Array.from({ length: 100 }, (_, index) => `owner-${String(index)}`);
      await sealedPage(keyStore, owners);
      const pages = Promise.all([sealedPage(keyStore, owners), sealedPage(keyStore, owners)]);
      await stopAll();
      for (const toOpen of await pages) {
        expect(await start(settings).open(toOpen)()).to.deep.equal(E.right(owners.map((owner) => `of ${owner}`)));
      }
    });

    it('seals nothing readable with a key that is dropped meanwhile, and all that comes later with the new one', async () => {
      const keyStore = start(settings);
      const [before] = await sealedPage(keyStore, ['leaving']);
      const during = sealedPage(keyStore, ['leaving', 'new-meanwhile']);
      await keyStore.drop(1, 'leaving')();
      const later = await sealedPage(keyStore, ['leaving', 'leaving']);
      const [atOnce, other] = await during;
      await stopAll();
      const result = await start(settings).open(
        [before, atOnce, other, ...later].filter((item) => item !== undefined),
      )();
      expect(result).to.deep.equal(E.right([null, null, 'of new-meanwhile', 'of leaving', 'of leaving']));
    });
  });

  describe('with room for few keys', () => {
    it('reads the others back from the file', async () => {
      const keyStore = start({ writer: 'in-process', keysCached: 4 });
      const owners = Array.from({ length: 20 }, (_, index) => `owner-${String(index)}`);
      const texts: string[] = [];
      for (const owner of owners) texts.push(await sealed(keyStore, owner));
      const result = await keyStore.open(
        owners.map((owner, index) => ({ account: 1, owner, sealed: texts[index] ?? '' })),
      )();
      expect(result).to.deep.equal(E.right(owners.map((owner) => `of ${owner}`)));
    });
  });

  describe('opened under another master key', () => {
    it('is refused and says what to do, and nothing is lost for the right key', async () => {
      const text = await sealed(start(), 'somebody');
      await stopAll();
      const refused = openSqliteKeyStore({ file, masterKey: createSecretKey(randomBytes(32)) });
      expect(refused).to.have.nested.property('left.type', 'MasterKeyMismatch');
      expect(refused).to.have.nested.property('left.detail').that.contains('give back that master key');
      const result = await start().open([{ account: 1, owner: 'somebody', sealed: text }])();
      expect(result).to.deep.equal(E.right(['of somebody']));
    });
  });

  describe('whose file cannot be used', () => {
    it('is unavailable, as a value, when the folder is missing', () => {
      const result = openSqliteKeyStore({ file: join(folder, 'missing', 'keys.db'), masterKey });
      expect(result).to.have.nested.property('left.type', 'KeyStoreUnavailable');
    });

    it('answers unavailable after it was closed', async () => {
      const keyStore = start();
      await stopAll();
      expect(await keyStore.seal([{ account: 1, owner: 'new', plain: '' }])()).to.have.nested.property(
        'left.type',
        'KeyStoreUnavailable',
      );
    });
  });

  describe('the file', () => {
    it('can be read by nobody else', async () => {
      await sealed(start(), 'somebody');
      for (const name of await readdir(folder)) {
        expect((await stat(join(folder, name))).mode & 0o077, name).to.equal(0);
      }
    });

    it('holds nothing of a dropped key any more', async () => {
      const keyStore = start();
      await sealed(keyStore, 'somebody-who-leaves');
      await sealed(keyStore, 'somebody-who-stays');
      await keyStore.drop(1, 'somebody-who-leaves')();
      for (const name of await readdir(folder)) {
        expect((await readFile(join(folder, name))).toString('latin1'), name).not.to.contain('somebody-who-leaves');
      }
      expect((await readFile(file)).toString('latin1')).to.contain('somebody-who-stays');
    });
  });
});
