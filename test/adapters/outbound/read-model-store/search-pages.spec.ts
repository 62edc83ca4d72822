import { expect } from 'chai';
import BetterSqlite3 from 'better-sqlite3';
import { searchPages, type SearchPages } from '../../../../src/adapters/outbound/read-model-store/sqlite/search-pages';
import { prepareSchema } from '../../../../src/adapters/outbound/read-model-store/sqlite/search-schema';
import { aBlock } from '../../../contracts/delivery-search.contract';
import { anOutcome } from '../../../support/outcome-builder';
import { type SearchLog, searchLog } from '../../../support/search-log';

describe('The pages of the delivery search', () => {
  let database: BetterSqlite3.Database;
  let pages: SearchPages;
  let log: SearchLog;
  const rows = (): unknown => database.prepare('SELECT root, waiting, delivered FROM blocks').all();
  const captureOne = (): void => {
    log.captured({ blocks: [aBlock('a', 1n, 1n, 1)] });
    pages.apply(log.page(0, 2));
  };
  beforeEach(() => {
    database = new BetterSqlite3(':memory:');
    prepareSchema(database);
    pages = searchPages(database, true);
    log = searchLog();
    log.hookIs(1, 'created');
  });
  afterEach(() => void database.close());

  it('write a block once, as it stands when they are committed', () => {
    captureOne();
    expect(rows()).to.deep.equal([]);
    log.answered(anOutcome({ root: 'a', indexes: [0] }));
    pages.apply(log.page(2, 3));
    pages.commit();
    expect(rows()).to.deep.equal([{ root: 'a', waiting: 0, delivered: 1 }]);
  });

  it('still know a block that waited when they were committed', () => {
    captureOne();
    pages.commit();
    log.answered(anOutcome({ root: 'a', indexes: [0] }));
    pages.apply(log.page(2, 3));
    pages.commit();
    expect(rows()).to.deep.equal([{ root: 'a', waiting: 0, delivered: 1 }]);
  });

  it('write what is settled when there is much of it, and keep what waits', () => {
    const roots = Array.from({ length: 4_001 }, (_, at) => `block-${String(at)}`);
    log.captured({ blocks: roots.map((root, at) => aBlock(root, BigInt(at), BigInt(at), 1)) });
    pages.apply(log.page(0, 2));
    expect(rows()).to.deep.equal([]);
    for (const root of roots.slice(0, 3)) log.answered(anOutcome({ root, indexes: [0] }));
    pages.apply(log.page(2, 5));
    expect(rows()).to.deep.equal(roots.slice(0, 3).map((root) => ({ root, waiting: 0, delivered: 1 })));
  });

  it('show what they hold before they are committed', () => {
    captureOne();
    pages.show();
    expect(rows()).to.deep.equal([{ root: 'a', waiting: 1, delivered: 0 }]);
    database.exec('ROLLBACK');
    expect(rows()).to.deep.equal([]);
  });

  it('refuse to go on after some were lost, until they have said how far they are', () => {
    captureOne();
    database.exec('DROP TABLE blocks');
    expect(() => pages.commit()).to.throw('blocks');
    expect(() => pages.apply(log.page(2, 2))).to.throw('could not be written');
    expect(pages.position()).to.equal(null);
    pages.apply(log.page());
    pages.commit();
    expect(rows()).to.deep.equal([{ root: 'a', waiting: 1, delivered: 0 }]);
  });

  it('refuse to go on in a new file that takes the place of a lost one', () => {
    const anew = searchPages(database, false);
    expect(() => anew.apply(log.page())).to.throw('could not be written');
    expect(anew.position()).to.equal(null);
    expect(anew.apply(log.page())).to.deep.equal([]);
  });
});
