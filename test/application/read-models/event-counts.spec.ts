import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { inMemoryEventCounts } from '../../../src/adapters/outbound/event-counts/in-memory/in-memory-event-counts';
import { inMemoryEventStore } from '../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { PLATFORM_EVENT } from '../../../src/application/codecs/platform-event-codec';
import { type EventCounts } from '../../../src/application/ports/event-counts';
import { type EventStore } from '../../../src/application/ports/event-store';
import { followEventCounts } from '../../../src/application/read-models/event-counts';
import { type FollowingStoredModel } from '../../../src/application/read-models/follow-stored-model';
import { platformEventsStream } from '../../../src/application/streams';
import { right } from '../../contracts/delivery-search.contract';
import { countingIdentity } from '../../support/counting-identity';
import { type FixedClock, fixedClock } from '../../support/fixed-clock';
import { waitUntil } from '../../support/wait-until';

const DAYS = ['2026-11-01', '2026-11-30'] as const;

describe('The index of events by day that follows the log', () => {
  let eventStore: EventStore;
  let clock: FixedClock;
  let warnings: string[];
  let following: FollowingStoredModel | null;
  const identity = countingIdentity();

  const write = async (day: string, type: string, database?: string | number): Promise<bigint> => {
    const subjects = database === undefined ? {} : { database: { id: database } };
    const routing = { v: 1, account: 23, type, source: 'api', occurredAt: `${day}T09:00:00Z`, subjects };
    const data = JSON.stringify({ ...routing, open: { data: {} } });
    const event = { id: identity.random(), type: PLATFORM_EVENT, data };
    return (await right(eventStore.append(platformEventsStream(23, day), 'any', [event]))).position;
  };
  const follow = (counts: EventCounts): void => {
    const note = (message: string): void => void warnings.push(message);
    following = followEventCounts({ eventStore, counts, clock, log: { info: note, warn: note, error: note } });
  };
  const reached = async (counts: EventCounts, position: bigint): Promise<void> => {
    await waitUntil(async () => {
      clock.advance(1000);
      return (await right(counts.position())) === position;
    });
  };

  beforeEach(() => {
    eventStore = inMemoryEventStore();
    clock = fixedClock();
    warnings = [];
    following = null;
  });
  afterEach(() => following?.close());

  it('counts by day, type and database what was there before it began, and what comes later', async () => {
    const counts = inMemoryEventCounts();
    await write('2026-11-02', 'click', 50);
    await write('2026-11-02', 'click', 50);
    await write('2026-11-02', 'click');
    follow(counts);
    await reached(counts, await write('2026-11-03', 'open', '50'));
    expect(await right(counts.between(23, ...DAYS))).to.have.deep.members([
      { day: '2026-11-02', type: 'click', database: '50', n: 2 },
      { day: '2026-11-02', type: 'click', database: '', n: 1 },
      { day: '2026-11-03', type: 'open', database: '50', n: 1 },
    ]);
    expect(warnings).to.deep.equal([]);
  });

  it('says so and tries again when it cannot be written, and counts nothing twice', async () => {
    const inner = inMemoryEventCounts();
    let failed = false;
    const add: EventCounts['add'] = (found, position) => {
      if (failed) return inner.add(found, position);
      failed = true;
      return TE.left({ type: 'EventCountsUnavailable', detail: 'the disk is full' });
    };
    const newest = await write('2026-11-02', 'click');
    follow({ ...inner, add });
    await reached(inner, newest);
    expect(await right(inner.between(23, ...DAYS))).to.deep.equal([
      { day: '2026-11-02', type: 'click', database: '', n: 1 },
    ]);
    expect(warnings).to.deep.equal(['the index of events by day cannot be written and is tried again']);
  });

  it('begins anew beside a log restored from an older backup, and says so', async () => {
    const counts = inMemoryEventCounts();
    await write('2026-11-02', 'click');
    follow(counts);
    await reached(counts, await write('2026-11-02', 'click'));
    await following?.close();
    eventStore = inMemoryEventStore();
    const newest = await write('2026-11-05', 'open');
    follow(counts);
    await reached(counts, newest);
    expect(await right(counts.between(23, ...DAYS))).to.deep.equal([
      { day: '2026-11-05', type: 'open', database: '', n: 1 },
    ]);
    expect(warnings).to.have.lengthOf(1);
    expect(warnings[0]).to.match(/^the index of events by day is ahead of the log/);
  });
});
