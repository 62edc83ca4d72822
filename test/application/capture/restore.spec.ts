import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { inMemoryEventStore } from '../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { captureRun } from '../../../src/application/capture/capture-run';
import { restore } from '../../../src/application/capture/restore';
import { encodeCaptureRecord } from '../../../src/application/codecs/capture-record-codec';
import { encodeSnapshotPart, SNAPSHOT_PART, type SnapshotPart } from '../../../src/application/codecs/snapshot-codec';
import { type StoredEvent } from '../../../src/application/codecs/stored-event';
import { type EventStore } from '../../../src/application/ports/event-store';
import { CAPTURES } from '../../../src/application/streams';
import { type Counts } from '../../../src/domain/capture/lane';
import { laneOf } from '../../../src/domain/capture/capture-state';
import { countingIdentity } from '../../support/counting-identity';
import { fixedClock } from '../../support/fixed-clock';
import { aPage, searchLog } from '../../support/search-log';

const counting = (captured: number): Counts => ({ captured, delivered: captured, parked: 0, discarded: 0 });
const lane = (hook: number, captured: number): SnapshotPart['lanes'][number] => ({
  hook,
  counts: counting(captured),
  blocks: [],
  proven: true,
});
const part = (snapshot: string, number: number, more: Partial<SnapshotPart>): StoredEvent =>
  encodeSnapshotPart({ snapshot, part: number, last: false, position: '3', at: 0, lanes: [], ...more });
const page = (position: bigint, n = 1): StoredEvent =>
  encodeCaptureRecord(
    aPage({
      position,
      blocks: [{ id: `block-${String(position)}`, hook: 1, from: position, to: position, n, bytes: n, revision: 0 }],
    }),
  );
const damaged: StoredEvent = { type: SNAPSHOT_PART, data: '{"v":1' };

/** Hooks 1 and 2, then these capture records. */
const logOf = async (...records: ReadonlyArray<StoredEvent>): Promise<EventStore> => {
  const eventStore = inMemoryEventStore();
  const identity = countingIdentity();
  const created = searchLog();
  created.hookIs(1, 'created');
  created.hookIs(2, 'created');
  const hooks = created.events().map(({ stream, type, data }) => ({ stream, type, data }));
  const all = [...hooks, ...records.map((record) => ({ stream: CAPTURES, ...record }))];
  for (const { stream, ...stored } of all) {
    const appended = await eventStore.append(stream, 'any', [{ id: identity.random(), ...stored }])();
    if (E.isLeft(appended)) throw new Error(appended.left.type);
  }
  return eventStore;
};

const restored = async (eventStore: EventStore) => {
  const run = captureRun({ maxAttempts: 4, firstDelayMs: 1, factor: 1, maxDelayMs: 1, jitter: 0 });
  const errors: string[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: (message: string) => void errors.push(message) };
  const made = await restore(run, {
    eventStore,
    clock: fixedClock(),
    log,
    identity: countingIdentity(),
    defaultPolicy: { maxAttempts: 4, firstDelayMs: 1, factor: 1, maxDelayMs: 1, jitter: 0 },
  });
  expect(E.isRight(made)).to.equal(true);
  return { run, errors, countsOf: (hook: number) => laneOf(run.state, hook)?.counts };
};

describe('A fold made again from the log', () => {
  it('is empty where nothing was captured', async () => {
    const { run } = await restored(await logOf());
    expect(run).to.deep.include({ revision: 'no-stream', recordsSinceSnapshot: 0 });
    expect(run.state.position).to.equal(null);
  });

  it('counts every record where there is no snapshot, however many', async () => {
    const records = Array.from({ length: 250 }, (_, at) => page(BigInt(at) + 10n));
    const { run, countsOf } = await restored(await logOf(...records));
    expect(countsOf(1)).to.include({ captured: 250 });
    expect(run).to.deep.include({ revision: 249n, recordsSinceSnapshot: 250, recordedPosition: 259n });
  });

  it('takes the newest whole snapshot, all its parts, and the records after it', async () => {
    const older = part('a', 0, { last: true, lanes: [lane(1, 100)] });
    const parts = [part('b', 0, { lanes: [lane(1, 7)] }), part('b', 1, { last: true, lanes: [lane(2, 8)] })];
    const { run, countsOf } = await restored(await logOf(page(3n), older, page(3n), ...parts, page(10n, 2)));
    expect(countsOf(1)).to.include({ captured: 9, delivered: 7 });
    expect(countsOf(2)).to.include({ captured: 8, delivered: 8 });
    expect(run.recordsSinceSnapshot).to.equal(1);
  });

  it('finds a snapshot that spans the pages in which records are read', async () => {
    const parts = Array.from({ length: 150 }, (_, at) =>
      part('a', at, { last: at === 149, lanes: at === 3 ? [lane(2, 5)] : [] }),
    );
    const { countsOf } = await restored(await logOf(...parts, page(10n)));
    expect(countsOf(2)).to.include({ captured: 5 });
    expect(countsOf(1)).to.include({ captured: 1 });
  });

  it('passes over a snapshot that a crash broke off', async () => {
    const whole = part('a', 0, { last: true, lanes: [lane(1, 4)] });
    const { countsOf } = await restored(await logOf(whole, page(10n), part('b', 0, { lanes: [lane(1, 100)] })));
    expect(countsOf(1)).to.include({ captured: 5 });
  });

  for (const place of [0, 1, 2])
    it(`takes the older snapshot where part ${String(place)} of the newer one is damaged, and says so`, async () => {
      const whole = part('a', 0, { last: true, lanes: [lane(1, 4)] });
      const parts = [0, 1, 2].map((at) =>
        at === place ? damaged : part('b', at, { last: at === 2, lanes: [lane(1, 100)] }),
      );
      const { countsOf, errors } = await restored(await logOf(whole, page(10n), ...parts, page(20n)));
      expect(countsOf(1)).to.include({ captured: 6 });
      expect(errors).to.deep.equal(['a part of a snapshot is damaged; an older one is used']);
    });

  it('begins where retention has cut the captures off', async () => {
    const eventStore = await logOf(page(3n), part('a', 0, { last: true, lanes: [lane(1, 4)] }), page(10n));
    await eventStore.writeMetadata(CAPTURES, { truncateBefore: 1n })();
    const { run, countsOf } = await restored(eventStore);
    expect(countsOf(1)).to.include({ captured: 5 });
    expect(run.revision).to.equal(2n);
  });

  it('reads each capture record once', async () => {
    const eventStore = await logOf(...Array.from({ length: 450 }, (_, at) => page(BigInt(at) + 10n)));
    let reads = 0;
    const counted: EventStore = {
      ...eventStore,
      readStream: (stream, read) => {
        reads += 1;
        return eventStore.readStream(stream, read);
      },
    };
    await restored(counted);
    expect(reads).to.equal(5);
  });
});
