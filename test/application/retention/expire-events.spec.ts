import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { inMemoryEventStore } from '../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { sqliteEventStore } from '../../../src/adapters/outbound/event-store/sqlite/sqlite-event-store';
import { systemIdentity } from '../../../src/adapters/outbound/identity/system/system-identity';
import { decodeEventsExpired } from '../../../src/application/codecs/expiry-codec';
import { type ClosableEventStore, type EventStore } from '../../../src/application/ports/event-store';
import { earliestDay } from '../../../src/application/retention/earliest-day';
import { expireEvents } from '../../../src/application/retention/expire-events';
import { newProgress } from '../../../src/application/retention/progress';
import { type RetentionDependencies } from '../../../src/application/retention/retention-dependencies';
import { platformEventsStream } from '../../../src/application/streams';
import { type CaptureState, initialCaptureState, withLane } from '../../../src/domain/capture/capture-state';
import { newLane, type Lane } from '../../../src/domain/capture/lane';
import { aLane } from '../../domain/capture/lanes';
import { fixedClock, type FixedClock } from '../../support/fixed-clock';
import { newFolder } from '../../support/sqlite-event-store-harness';

const DAY_MS = 86_400_000;
const right = async <A>(task: TE.TaskEither<unknown, A>): Promise<A> => {
  const result = await task();
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

const stores: Readonly<
  Record<string, (clock: FixedClock) => { readonly store: ClosableEventStore; readonly remove: () => void }>
> = {
  'in memory': (clock) => ({ store: inMemoryEventStore({ now: clock.now }), remove: () => undefined }),
  'on SQLite': (clock) => {
    const { path, remove } = newFolder();
    return { store: sqliteEventStore({ path, now: clock.now }), remove };
  },
};

for (const [where, open] of Object.entries(stores))
  describe(`Platform events that are kept for a time, ${where} (behaviour 49)`, () => {
    let clock: FixedClock;
    let store: ClosableEventStore;
    let remove: () => void;
    let ids: number;
    let state: CaptureState;

    beforeEach(() => {
      clock = fixedClock();
      ({ store, remove } = open(clock));
      ids = 0;
      state = { ...initialCaptureState, position: 1_000_000n };
    });
    afterEach(async () => {
      await store.close();
      remove();
    });

    const today = (): string => new Date(clock.now()).toISOString().slice(0, 10);
    const record = async (account: number, count: number, day = today()): Promise<bigint> => {
      let position = 0n;
      for (let n = 0; n < count; n += 1) {
        ids += 1;
        const id = `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`;
        const event = { id, type: 'PlatformEvent', data: '{}' };
        ({ position } = await right(store.append(platformEventsStream(account, day), 'any', [event])));
      }
      return position;
    };
    const run = async (eventStore: EventStore = store, days: number | null = 100): Promise<boolean> => {
      const dependencies: RetentionDependencies = {
        eventStore,
        state: () => state,
        search: { position: () => TE.right(null) },
        exactIds: true,
        clock,
        identity: systemIdentity(),
        log: quiet,
        keep: { outcomesMs: 0, parkedMs: 0, eventsMs: days === null ? null : days * DAY_MS },
      };
      return E.isRight(await expireEvents(newProgress(), dependencies));
    };
    const left = async (): Promise<number> =>
      (
        await right(
          store.readRange({ prefixes: ['platformEvents-'], after: null, to: null, maxCount: 1000, maxBytes: 1e9 }),
        )
      ).events.length;
    const expiries = async (): Promise<ReadonlyArray<readonly [account: number, day: string, events: number]>> => {
      const range = { prefixes: ['expiries-'], after: null, to: null, maxCount: 1000, maxBytes: 1e9 };
      return (await right(store.readRange(range))).events.map((stored) => {
        const expired = decodeEventsExpired(stored);
        if (E.isLeft(expired)) throw new Error(expired.left.detail);
        return [expired.right.account, expired.right.day, expired.right.events];
      });
    };
    const earliest = (account: number): Promise<string | null> => right(earliestDay(store)(account));

    it('stay for ever unless configured', async () => {
      await record(1, 3);
      clock.advance(3650 * DAY_MS);
      await run(store, null);
      expect(await left()).to.equal(3);
      expect(await earliest(1)).to.equal(null);
    });

    it('go by whole days of recording, are counted by account and day, and the earliest day left is known', async () => {
      const first = today();
      await record(1, 3);
      await record(2, 1);
      clock.advance(DAY_MS);
      await record(1, 2);
      clock.advance(100 * DAY_MS);
      await record(1, 4);
      await run();
      expect(await left()).to.equal(6);
      expect(await expiries()).to.have.deep.members([
        [1, first, 3],
        [2, first, 1],
      ]);
      const next = new Date(Date.parse(first) + DAY_MS).toISOString().slice(0, 10);
      expect(await earliest(1)).to.equal(next);
      expect(await earliest(2)).to.equal(next);
      expect(await earliest(3)).to.equal(null);
    });

    it('stay as long from their recording when they occurred long before', async () => {
      await record(1, 2, '2015-05-05');
      clock.advance(99 * DAY_MS);
      await run();
      expect(await left()).to.equal(2);
      clock.advance(2 * DAY_MS);
      await run();
      expect(await left()).to.equal(0);
      expect(await earliest(1)).to.equal('2015-05-06');
      await record(1, 1, '2014-01-01');
      clock.advance(101 * DAY_MS);
      await run();
      expect(await earliest(1), 'never earlier again').to.equal('2015-05-06');
    });

    it('stay while a delivery of theirs is parked or waits, or a hook is behind', async () => {
      await record(1, 1);
      const held = await record(1, 3);
      clock.advance(101 * DAY_MS);
      const lane = aLane();
      const holding: ReadonlyArray<Partial<Lane>> = [
        { behind: { after: held - 3n, since: 0, skipTo: null } },
        { open: { hook: lane.hook, from: held - 2n, n: 1, openedAt: 0 } },
      ];
      for (const parts of holding) {
        state = withLane({ ...initialCaptureState, position: 1_000_000n }, { ...newLane(lane), ...parts });
        await run();
        expect(await left()).to.equal(3);
      }
      state = { ...initialCaptureState, position: held };
      await run();
      expect(await left(), 'what capture has not handled').to.equal(1);
    });

    it('are counted once, whatever breaks off', async () => {
      const first = today();
      await record(1, 3);
      clock.advance(101 * DAY_MS);
      const down = { type: 'EventStoreUnavailable', retryable: true, outcome: 'not-written', detail: 'down' } as const;
      expect(await run({ ...store, writeMetadata: () => TE.left(down) })).to.equal(false);
      expect(await left()).to.equal(3);
      expect(await run()).to.equal(true);
      expect(await run()).to.equal(true);
      expect(await left()).to.equal(0);
      expect(await expiries()).to.deep.equal([[1, first, 3]]);
    });
  });
