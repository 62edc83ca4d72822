import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inMemoryEventCounts } from '../../../../src/adapters/outbound/event-counts/in-memory/in-memory-event-counts';
import { sqliteEventCounts } from '../../../../src/adapters/outbound/event-counts/sqlite/sqlite-event-counts';
import { itBehavesLikeEventCounts } from '../../../contracts/event-counts.contract';

const folder = (): string => mkdtempSync(join(tmpdir(), 'hookline-counts-'));

describe('The in-memory index of events by day', () => {
  itBehavesLikeEventCounts(() => Promise.resolve({ counts: inMemoryEventCounts(), dispose: () => Promise.resolve() }));
});

describe('The SQLite index of events by day', () => {
  itBehavesLikeEventCounts(() => {
    const at = folder();
    const counts = sqliteEventCounts(join(at, 'counts.sqlite'));
    return Promise.resolve({
      counts,
      dispose: async () => {
        await counts.close();
        rmSync(at, { recursive: true });
      },
    });
  });

  it('outlives its process', async () => {
    const at = folder();
    const path = join(at, 'counts.sqlite');
    const first = sqliteEventCounts(path);
    await first.add([{ account: 23, day: '2026-10-01', type: 'click', database: '', n: 2 }], 5n)();
    await first.close();
    const second = sqliteEventCounts(path);
    expect(await second.position()()).to.deep.equal(E.right(5n));
    await second.close();
    rmSync(at, { recursive: true });
  });

  it('says what is wrong with a file that is none of its own', async () => {
    const at = folder();
    const path = join(at, 'counts.sqlite');
    writeFileSync(path, 'no database at all, but long enough to be taken for one. '.repeat(20));
    const answer = await sqliteEventCounts(path).position()();
    expect(E.isLeft(answer) ? answer.left.type : null).to.equal('EventCountsUnavailable');
    rmSync(at, { recursive: true });
  });
});
