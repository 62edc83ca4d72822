import { expect } from 'chai';
import { inMemoryEventStore } from '../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { encodeCaptureRecord } from '../../../src/application/codecs/capture-record-codec';
import { encodeExportRunEvent } from '../../../src/application/codecs/export-run-codec';
import { encodeOutcomes, OUTCOMES } from '../../../src/application/codecs/outcome-codec';
import { encodeParkedEvent } from '../../../src/application/codecs/parked-codec';
import { encodeRunCaptured } from '../../../src/application/codecs/run-record-codec';
import { encodeRunRedelivery } from '../../../src/application/codecs/run-redelivery-codec';
import { type StoredEvent } from '../../../src/application/codecs/stored-event';
import { type ClosableEventStore } from '../../../src/application/ports/event-store';
import {
  CAPTURES,
  exportParkedStream,
  exportRunStream,
  outcomesStream,
  platformEventsStream,
} from '../../../src/application/streams';
import { runOf } from '../../../src/domain/capture/capture-state';
import { type RunLane } from '../../../src/domain/capture/run-lane';
import { NOTHING_READ } from '../../../src/domain/capture/run-record';
import { type AnswerKind } from '../../../src/domain/delivery/outcome';
import { aParked, aRef, right } from '../../contracts/delivery-search.contract';
import { completed, started } from '../../support/export-run-builders';
import { fixedClock } from '../../support/fixed-clock';
import { DAY_MS, type KeptLog, keptLog } from '../../support/kept-log';
import { anOutcome } from '../../support/outcome-builder';
import { aPage } from '../../support/search-log';

const RUN = { run: '1-1', hook: 1, account: 1 };
const DAY = '2026-10-01';
const EVENTS = platformEventsStream(1, DAY);

describe('What an export run has parked (behaviour 49)', () => {
  let store: ClosableEventStore;
  let log: KeptLog;
  let ids: number;
  let newest: bigint;

  const append = async (stream: string, stored: StoredEvent): Promise<void> => {
    ids += 1;
    const id = `00000000-0000-4000-9000-${String(ids).padStart(12, '0')}`;
    ({ position: newest } = await right(store.append(stream, 'any', [{ id, ...stored }])));
  };
  /** All that is in the log, also what retention has written. */
  const handled = async (): Promise<void> => {
    const position = await right(store.lastPosition());
    await append(CAPTURES, encodeCaptureRecord(aPage({ position: position ?? 0n, at: log.clock.now() })));
  };
  const answered = async (answer: AnswerKind, indexes: ReadonlyArray<number>, round = 0): Promise<void> => {
    const outcome = { ...anOutcome({ root: 'a', answer, indexes, round, parkedRevision: '0' }), run: RUN.run };
    await append(outcomesStream(0), { type: OUTCOMES, data: encodeOutcomes([outcome], new Map()) });
    await handled();
  };
  const run = async (): Promise<RunLane> => {
    const lane = runOf(await log.fold(), RUN.run);
    if (lane === undefined) throw new Error('the fold knows no run');
    return lane;
  };
  const retain = async (): Promise<void> => {
    const keep = { outcomesMs: 30 * DAY_MS, parkedMs: 90 * DAY_MS, eventsMs: 90 * DAY_MS };
    expect(await (await log.retention({ keep })).run()).to.equal(true);
    await handled();
  };
  const eventsLeft = async (): Promise<number> =>
    (await right(store.readStream(EVENTS, { direction: 'forwards', from: 0n, maxCount: 100 }))).events.length;

  beforeEach(async () => {
    const clock = fixedClock();
    store = inMemoryEventStore({ now: clock.now });
    ids = 0;
    log = await keptLog(store, clock);
    for (let n = 0; n < 4; n += 1) await append(EVENTS, { type: 'PlatformEvent', data: '{}' });
    log.days(60);
    await append(exportRunStream(1, RUN.run), encodeExportRunEvent({ ...started, ...RUN }));
    const block = { id: 'a', day: DAY, from: 1n, to: 2n, n: 2, bytes: 2 };
    const tally = { ...NOTHING_READ, events: 4, notMatched: 2 };
    const page = { position: newest, at: clock.now(), blocks: [block], parked: [], cursor: null, tally };
    await append(CAPTURES, encodeRunCaptured({ type: 'RunCaptured', run: RUN.run, ...page }));
    const deliveries = [0, 1].map((index) => aParked(aRef('a', index)));
    const at = new Date(clock.now()).toISOString();
    await append(
      exportParkedStream(1, RUN.run),
      encodeParkedEvent({ type: 'DeliveriesParked', hook: 1, at, deliveries }),
    );
    await answered('parked', [0, 1]);
    await append(exportRunStream(1, RUN.run), encodeExportRunEvent({ ...completed, ...RUN }));
    await handled();
  });
  afterEach(() => store.close());

  it('keeps its events from the first parked one on, for as long as it may be redelivered', async () => {
    log.days(60);
    await retain();
    expect((await run()).lane.counts).to.include({ parked: 2, discarded: 0 });
    expect(await eventsLeft()).to.equal(3);
  });

  it('counts as discarded after its retention, and then its events go', async () => {
    log.days(91);
    await retain();
    const { lane, kept } = await run();
    expect(lane.counts).to.include({ captured: 2, parked: 0, discarded: 2 });
    expect(kept.size).to.equal(0);
    await retain();
    expect(await eventsLeft()).to.equal(0);
  });

  it('is taken away once it has expired and a snapshot covers it, and not before', async () => {
    await log.snapshot();
    log.days(60);
    await retain();
    expect((await log.streams())['exportParked-1-1']).to.deep.equal(['DeliveriesParked']);
    log.days(31);
    await retain();
    const counts = (await run()).lane.counts;
    await log.snapshot();
    log.days(31);
    await retain();
    expect((await log.streams())['exportParked-1-1']).to.deep.equal(['ParkedExpired']);
    expect((await run()).lane.counts).to.deep.equal(counts);
  });

  it('expires nothing that was redelivered, and nothing is sent again of what has expired', async () => {
    await append(exportParkedStream(1, RUN.run), encodeRunRedelivery({ run: RUN.run, by: 'anna' }));
    await answered('delivered', [0], 1);
    log.days(91);
    await retain();
    expect((await run()).lane.counts).to.include({ delivered: 1, parked: 0, discarded: 0 });
    await answered('parked', [1], 1);
    await retain();
    expect((await run()).lane.counts).to.include({ delivered: 1, parked: 0, discarded: 1 });
    await append(exportParkedStream(1, RUN.run), encodeRunRedelivery({ run: RUN.run, by: 'anna' }));
    await handled();
    expect((await run()).lane.blocks).to.deep.equal([]);
  });
});
