import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { inMemoryDeliverySearch } from '../../../../src/adapters/outbound/read-model-store/in-memory/in-memory-delivery-search';
import {
  sqliteDeliverySearch,
  sqliteDeliverySearchThread,
} from '../../../../src/adapters/outbound/read-model-store/sqlite/sqlite-delivery-search';
import { type DeliverySearch } from '../../../../src/application/ports/delivery-search';
import { itBehavesLikeADeliverySearch, right, withOneParked } from '../../../contracts/delivery-search.contract';
import { itListsBlocksInOrder } from '../../../contracts/delivery-search-order.contract';
import { searchLog } from '../../../support/search-log';

const inAFolder = (open: (path: string) => DeliverySearch) => () => {
  const folder = mkdtempSync(join(tmpdir(), 'hookline-search-'));
  const search = open(join(folder, 'search.db'));
  const dispose = async (): Promise<void> => {
    await search.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return Promise.resolve({ search, dispose });
};

describe('The in-memory delivery search', () => {
  const open = () => Promise.resolve({ search: inMemoryDeliverySearch(), dispose: () => Promise.resolve() });
  itBehavesLikeADeliverySearch(open);
  itListsBlocksInOrder(open);
});

describe('The delivery search in a SQLite file', () => {
  itBehavesLikeADeliverySearch(inAFolder(sqliteDeliverySearch));
  itListsBlocksInOrder(inAFolder(sqliteDeliverySearch));

  describe('that is opened again', () => {
    let folder: string;
    let path: string;
    const positionIn = async (): Promise<bigint | null> => {
      const search = sqliteDeliverySearch(path);
      const position = await right(search.position());
      await search.close();
      return position;
    };
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'hookline-search-'));
      path = join(folder, 'search.db');
      const log = searchLog();
      withOneParked(log);
      const search = sqliteDeliverySearch(path);
      await right(search.apply(log.page()));
      await search.close();
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it('goes on where it was', async () => {
      expect(await positionIn()).to.equal(1003n);
    });
    it('begins anew when its file is of another version', async () => {
      const database = new BetterSqlite3(path);
      database.pragma('user_version = 9999');
      database.close();
      expect(await positionIn()).to.equal(null);
    });
    it('begins anew when its file is damaged', async () => {
      writeFileSync(path, 'this was a database once, and is one no more'.repeat(100));
      expect(await positionIn()).to.equal(null);
    });
    it('begins anew when its file was taken away', async () => {
      rmSync(path);
      rmSync(`${path}-wal`, { force: true });
      expect(await positionIn()).to.equal(null);
    });
  });
});

describe('The delivery search in a thread of its own', () => {
  itBehavesLikeADeliverySearch(inAFolder(sqliteDeliverySearchThread));
});
