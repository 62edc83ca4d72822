import * as E from 'fp-ts/Either';
import { inMemoryEventStore } from '../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { inMemoryKeyStore } from '../../src/adapters/outbound/key-store/in-memory/in-memory-key-store';
import { type EventStore, type RecordedEvent } from '../../src/application/ports/event-store';
import { type KeyStore } from '../../src/application/ports/key-store';
import { type OpenEvents, openEvents } from '../../src/application/record/open-events';
import { recentEvents, type RecentEvents } from '../../src/application/record/recent-events';
import { recordEvents } from '../../src/application/record/record-events';
import { type EventInput, type RecordedResult, type RecordFailure } from '../../src/application/use-cases/events';
import { countingIdentity } from './counting-identity';
import { fixedClock, type FixedClock } from './fixed-clock';

export const ACCOUNT = 12;

export interface Recorder {
  readonly record: (
    ...inputs: ReadonlyArray<EventInput>
  ) => Promise<E.Either<RecordFailure, ReadonlyArray<RecordedResult>>>;
  /** Recorded or the test fails. */
  readonly recorded: (...inputs: ReadonlyArray<EventInput>) => Promise<ReadonlyArray<RecordedResult>>;
  /** Everything in the log, in its order. */
  readonly log: () => Promise<ReadonlyArray<RecordedEvent>>;
  readonly openEvents: OpenEvents;
  readonly keyStore: KeyStore;
  readonly recent: RecentEvents;
  readonly clock: FixedClock;
  /** What metrics were told: [accepted, repeats] by request. */
  readonly counted: ReadonlyArray<readonly [number, number]>;
  /** What was logged as an error. */
  readonly errors: ReadonlyArray<string>;
}
export interface RecorderParts {
  /** Stands between the recorder and the log. */
  readonly around?: (eventStore: EventStore) => EventStore;
  readonly keyStore?: KeyStore;
  readonly eventStore?: EventStore;
  readonly isSealing?: boolean;
}

const readAll = async (eventStore: EventStore): Promise<ReadonlyArray<RecordedEvent>> => {
  const page = await eventStore.readRange({
    prefixes: [''],
    after: null,
    to: null,
    maxCount: 100_000,
    maxBytes: 2 ** 30,
  })();
  if (E.isLeft(page)) throw new Error(page.left.detail);
  return page.right.events;
};

/** Recording over an in-memory log and real sealing. */
export const aRecorder = (parts: RecorderParts = {}): Recorder => {
  const {
    around = (store: EventStore) => store,
    keyStore = inMemoryKeyStore(),
    eventStore = inMemoryEventStore(),
    isSealing = true,
  } = parts;
  const recent = recentEvents({ maxEvents: 1_000, maxBytes: 1_000_000 });
  const counted: (readonly [number, number])[] = [];
  const errors: string[] = [];
  const log = { error: (message: string): void => void errors.push(message) };
  const clock = fixedClock();
  const open = openEvents({ keyStore, recent, log });
  const record = recordEvents({
    eventStore: around(eventStore),
    keyStore,
    openEvents: open,
    recent,
    identity: countingIdentity(),
    clock,
    metrics: { accepted: (events, repeats) => void counted.push([events, repeats]), acceptLatency: () => undefined },
    isKnownType: (_account, type) => ['click', 'open', 'push'].includes(type),
    callbacks: null,
    isSealing: () => isSealing,
  });
  const actor = { account: ACCOUNT, name: 'producer' };
  return {
    record: (...inputs) => record(actor, inputs)(),
    recorded: async (...inputs) => {
      const result = await record(actor, inputs)();
      if (E.isLeft(result)) throw new Error(`refused: ${JSON.stringify(result.left)}`);
      return result.right;
    },
    log: () => readAll(eventStore),
    openEvents: open,
    keyStore,
    recent,
    clock,
    counted,
    errors,
  };
};
