import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { inMemoryEventStore } from '../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { inMemoryDeliverySearch } from '../../../src/adapters/outbound/read-model-store/in-memory/in-memory-delivery-search';
import { type DeliverySearch } from '../../../src/application/ports/delivery-search';
import { type EventStore } from '../../../src/application/ports/event-store';
import {
  followDeliverySearch,
  type FollowingDeliverySearch,
} from '../../../src/application/read-models/delivery-search';
import { aBlock, aRef, askedAgain, right, withOneParked } from '../../contracts/delivery-search.contract';
import { countingIdentity } from '../../support/counting-identity';
import { fixedClock, type FixedClock } from '../../support/fixed-clock';
import { anOutcome } from '../../support/outcome-builder';
import { plainNames, type SearchLog, searchLog } from '../../support/search-log';
import { waitUntil } from '../../support/wait-until';

describe('The delivery search that follows the log', () => {
  let eventStore: EventStore;
  let clock: FixedClock;
  let log: SearchLog;
  let written: number;
  let warnings: string[];
  let following: FollowingDeliverySearch | null;
  const identity = countingIdentity();

  const write = async (): Promise<bigint> => {
    let position = 0n;
    for (const { stream, type, data } of log.events().slice(written)) {
      const appended = await right(eventStore.append(stream, 'any', [{ id: identity.random(), type, data }]));
      position = appended.position;
    }
    written = log.events().length;
    return position;
  };
  const follow = (search: DeliverySearch): FollowingDeliverySearch => {
    const note = (message: string): void => void warnings.push(message);
    following = followDeliverySearch({
      eventStore,
      search,
      clock,
      named: plainNames,
      log: { info: note, warn: note, error: note },
    });
    return following;
  };
  /** Time passes until the search has come so far. */
  const reached = async (position: bigint): Promise<void> => {
    const isThere = (): boolean => {
      clock.advance(1000);
      return (following?.position() ?? -1n) >= position;
    };
    await waitUntil(isThere);
  };
  const rowsOf = (search: DeliverySearch) => right(search.blocks({ account: 1, limit: 10 }));

  beforeEach(() => {
    eventStore = inMemoryEventStore();
    clock = fixedClock();
    log = searchLog();
    written = 0;
    warnings = [];
    following = null;
  });
  afterEach(async () => {
    await following?.close();
  });

  it('reads what was there before it began, and what comes later', async () => {
    withOneParked(log);
    await write();
    const search = inMemoryDeliverySearch();
    follow(search);
    log.answered(anOutcome({ root: 'a', indexes: [1] }));
    await reached(await write());
    expect((await rowsOf(search))[0]?.counts).to.deep.equal({ waiting: 0, delivered: 2, parked: 1, discarded: 0 });
  });

  it('makes the blocks of a redelivery as capture does', async () => {
    withOneParked(log);
    log.answered(anOutcome({ root: askedAgain(log, 'parked', aRef('a', 2)), round: 1 }));
    const search = inMemoryDeliverySearch();
    follow(search);
    await reached(await write());
    expect((await rowsOf(search))[0]?.counts.delivered).to.equal(2);
  });

  it('lets time pass between two pages while the log is busy', async () => {
    withOneParked(log);
    const position = await write();
    const inner = inMemoryDeliverySearch();
    let applied = 0;
    const apply: DeliverySearch['apply'] = (page) => {
      applied += 1;
      return inner.apply(page);
    };
    follow({ ...inner, apply });
    await waitUntil(() => following?.position() === position);
    log.answered(anOutcome({ root: 'a', indexes: [1] }));
    log.answered(anOutcome({ root: 'a', indexes: [1], at: 5 }));
    const newest = await write();
    expect(applied).to.equal(1);
    await reached(newest);
    expect(applied).to.equal(2);
  });

  it('comes to the same rows when it is filled again from the log', async () => {
    withOneParked(log);
    const first = inMemoryDeliverySearch();
    follow(first);
    log.answered(anOutcome({ root: askedAgain(log, 'parked', aRef('a', 2)), round: 1, answer: 'failed' }));
    const newest = await write();
    await reached(newest);
    await following?.close();
    const second = inMemoryDeliverySearch();
    follow(second);
    await reached(newest);
    expect(await rowsOf(second)).to.deep.equal(await rowsOf(first));
  });

  it('says so and begins anew when its store was lost under it', async () => {
    withOneParked(log);
    const newest = await write();
    const spare = inMemoryDeliverySearch();
    let lost = false;
    const failing: DeliverySearch['apply'] = (page) => {
      if (lost) return spare.apply(page);
      lost = true;
      return TE.left({ type: 'DeliverySearchUnavailable', detail: 'the disk is gone' });
    };
    follow({ ...spare, apply: failing });
    await reached(newest);
    expect(warnings).to.deep.equal(['the delivery search cannot be written and is tried again']);
    expect((await rowsOf(spare)).map((row) => row.root)).to.deep.equal(['a']);
  });

  describe('beside a log restored from an older backup', () => {
    const AHEAD = 'the delivery search is ahead of the log, as after a restore of an older log, and is filled anew';
    let search: DeliverySearch;
    beforeEach(async () => {
      withOneParked(log);
      log.captured({ blocks: [aBlock('never', 10n, 11n, 1)] });
      log.captured({ blocks: [aBlock('neither', 12n, 13n, 1)] });
      search = inMemoryDeliverySearch();
      follow(search);
      await reached(await write());
      await following?.close();
      eventStore = inMemoryEventStore();
      log = searchLog();
      written = 0;
    });

    it('forgets what the log does not hold, says so and finds what it holds', async () => {
      withOneParked(log);
      const newest = await write();
      follow(search);
      await reached(newest);
      expect((await rowsOf(search)).map((row) => row.root)).to.deep.equal(['a']);
      expect(await right(search.position())).to.equal(newest);
      expect(warnings).to.deep.equal([AHEAD]);
    });
    it('forgets everything when the log is empty, and finds what comes at the same positions', async () => {
      follow(search);
      await waitUntil(() => warnings.length > 0);
      withOneParked(log);
      await reached(await write());
      expect((await rowsOf(search)).map((row) => row.root)).to.deep.equal(['a']);
    });
    it('tries again when it cannot be cleared at once', async () => {
      withOneParked(log);
      const newest = await write();
      let failed = false;
      const clear: DeliverySearch['clear'] = () => {
        if (failed) return search.clear();
        failed = true;
        return TE.left({ type: 'DeliverySearchUnavailable', detail: 'the disk is full' });
      };
      follow({ ...search, clear });
      await reached(newest);
      expect((await rowsOf(search)).map((row) => row.root)).to.deep.equal(['a']);
      expect(warnings).to.deep.equal([AHEAD, AHEAD]);
    });
  });

  it('keeps what it holds when the log holds it too', async () => {
    withOneParked(log);
    const newest = await write();
    const search = inMemoryDeliverySearch();
    follow(search);
    await reached(newest);
    await following?.close();
    const clear: DeliverySearch['clear'] = () =>
      TE.left({ type: 'DeliverySearchUnavailable', detail: 'not asked for' });
    follow({ ...search, clear });
    await reached(newest);
    expect(warnings).to.deep.equal([]);
  });

  it('lets those go who wait for a position when it is closed', async () => {
    let gone = false;
    const waiting = follow(inMemoryDeliverySearch())
      .reached(99n)
      .then(() => {
        gone = true;
      });
    expect(gone).to.equal(false);
    await following?.close();
    await waiting;
    expect(gone).to.equal(true);
  });
});
