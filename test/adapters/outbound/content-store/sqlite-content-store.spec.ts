import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { sqliteContentStore } from '../../../../src/adapters/outbound/content-store/sqlite/sqlite-content-store';
import { itBehavesLikeAContentStore } from '../../../contracts/content-store.contract';

describe('The SQLite content store', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hookline-contents-'));
    file = join(folder, 'contents.sqlite');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  itBehavesLikeAContentStore(() => {
    const store = sqliteContentStore({ file });
    const others = [store];
    return Promise.resolve({
      store,
      reopened: async () => {
        await store.close();
        const again = sqliteContentStore({ file });
        others.push(again);
        return again;
      },
      dispose: async () => {
        for (const one of others) await one.close();
      },
    });
  });

  const holding = async (text: string): Promise<ReadonlyArray<string>> => {
    const names = await readdir(folder);
    const files = await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const));
    return files.flatMap(([name, bytes]) => (bytes.includes(text) ? [name] : []));
  };

  it('leaves nothing of what was removed in any file', async () => {
    const store = sqliteContentStore({ file });
    const content = { account: 23, message: 'm1', owner: 'ada', sealed: 'UNIQUE-SEALED-TEXT', storedAt: 1 };
    await store.put([content])();
    expect(await holding('UNIQUE-SEALED-TEXT')).not.to.deep.equal([]);
    await store.erase(23, 'ada')();
    expect(await holding('UNIQUE-SEALED-TEXT')).to.deep.equal([]);
    await store.close();
  });

  it('makes no file as long as nobody asks', async () => {
    await sqliteContentStore({ file }).close();
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it('answers with a failure when the file cannot be used, or it is closed', async () => {
    const broken = sqliteContentStore({ file: join(folder, 'not', 'there.sqlite') });
    const failed = await broken.find(23, ['m1'])();
    expect(E.isLeft(failed) ? failed.left : failed).to.include({ type: 'ContentStoreUnavailable', retryable: true });
    const store = sqliteContentStore({ file });
    await store.close();
    expect(E.isLeft(await store.put([])())).to.equal(true);
  });
});
