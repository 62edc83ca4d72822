import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { recountSum } from '../../src/application/audit/recount-sum';
import { captureRun } from '../../src/application/capture/capture-run';
import { sumOfLane } from '../../src/application/capture/lane-sum';
import { recorder } from '../../src/application/capture/recorder';
import { writeSnapshot } from '../../src/application/capture/write-snapshot';
import { encodeCaptureRecord } from '../../src/application/codecs/capture-record-codec';
import { encodeOutcomes, OUTCOMES } from '../../src/application/codecs/outcome-codec';
import { encodeParkedEvent } from '../../src/application/codecs/parked-codec';
import { type StoredEvent } from '../../src/application/codecs/stored-event';
import { type EventStore, type RecordedEvent } from '../../src/application/ports/event-store';
import { retention, type Retention } from '../../src/application/retention/retention';
import { type RetentionDependencies } from '../../src/application/retention/retention-dependencies';
import { CAPTURES, hookStream, outcomesStream, parkedStream } from '../../src/application/streams';
import { type AuditedSum } from '../../src/application/use-cases/sums';
import { type CaptureState, laneOf } from '../../src/domain/capture/capture-state';
import { type Outcome } from '../../src/domain/delivery/outcome';
import { type ParkedEvent } from '../../src/domain/parked/parked-event';
import { countingIdentity } from './counting-identity';
import { type FixedClock } from './fixed-clock';
import { restoredFold } from './restored-fold';
import { aPage, plainNames, searchLog } from './search-log';

export const DAY_MS = 86_400_000;

/** A log with hook 1 of account 1, written as an engine would over many days. */
export interface KeptLog {
  readonly clock: FixedClock;
  readonly days: (days: number) => void;
  /** Captures a block of `n` deliveries from here in the log. */
  readonly captured: (root: string, n: number) => Promise<void>;
  readonly answered: (outcome: Outcome, shard?: number) => Promise<void>;
  readonly park: (event: ParkedEvent) => Promise<void>;
  /** What an engine does now and then: writes its fold. */
  readonly snapshot: () => Promise<void>;
  readonly fold: () => Promise<CaptureState>;
  /** The job, on the fold as it stands whenever it asks. */
  readonly retention: (parts?: Partial<RetentionDependencies>) => Promise<Retention>;
  readonly audit: () => Promise<AuditedSum>;
  readonly streams: () => Promise<Readonly<Record<string, ReadonlyArray<string>>>>;
}

const must = <T>(answer: E.Either<unknown, T>): T => {
  if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left));
  return answer.right;
};
const ignore = (): void => undefined;
const quiet = { info: ignore, warn: ignore, error: ignore };

export const keptLog = async (eventStore: EventStore, clock: FixedClock): Promise<KeptLog> => {
  const identity = { ...countingIdentity(), named: plainNames };
  const append = async (stream: string, stored: StoredEvent): Promise<bigint> =>
    must(await eventStore.append(stream, 'any', [{ id: identity.random(), ...stored }])()).position;
  const fold = (): Promise<CaptureState> => restoredFold(eventStore, clock);

  const created = searchLog();
  created.hookIs(1, 'created');
  for (const { type, data } of created.events()) await append(hookStream(1, 1), { type, data });
  let newest = 1n;

  const log = async (): Promise<ReadonlyArray<RecordedEvent>> =>
    must(await eventStore.readRange({ prefixes: [''], after: null, to: null, maxCount: 10_000, maxBytes: 2 ** 30 })())
      .events;

  return {
    clock,
    days: (days) => {
      clock.advance(days * DAY_MS);
    },
    captured: async (root, n) => {
      const block = { id: root, hook: 1, from: newest + 1n, to: newest + 1n, n, bytes: n, revision: 0 };
      newest = await append('platformEvents-test', { type: 'PlatformEvent', data: '{}' });
      const page = aPage({ position: newest, at: clock.now(), blocks: [{ ...block, from: newest, to: newest }] });
      newest = await append(CAPTURES, encodeCaptureRecord(page));
    },
    answered: async (outcome, shard = 0) => {
      newest = await append(outcomesStream(shard), { type: OUTCOMES, data: encodeOutcomes([outcome], new Map()) });
      await append(CAPTURES, encodeCaptureRecord(aPage({ position: newest, at: clock.now() })));
    },
    park: async (event) => {
      newest = await append(parkedStream(1, event.hook), encodeParkedEvent(event));
      await append(CAPTURES, encodeCaptureRecord(aPage({ position: newest, at: clock.now() })));
    },
    snapshot: async () => {
      const last = must(await eventStore.readStream(CAPTURES, { direction: 'backwards', from: 'end', maxCount: 1 })());
      const run = captureRun({ maxAttempts: 3, firstDelayMs: 1, factor: 1, maxDelayMs: 1, jitter: 0 });
      run.state = await fold();
      run.revision = last.events[0]?.revision ?? 'no-stream';
      const dependencies = { eventStore, identity, clock, log: quiet };
      await writeSnapshot(run, { ...dependencies, recorder: recorder(run, dependencies) });
    },
    fold,
    retention: async (parts = {}) => {
      const state = await fold();
      return retention({
        eventStore,
        state: () => state,
        search: { position: () => TE.right(2n ** 60n) },
        exactIds: false,
        clock,
        identity,
        log: quiet,
        keep: { outcomesMs: 30 * DAY_MS, parkedMs: 90 * DAY_MS, eventsMs: null },
        ...parts,
      });
    },
    audit: async () => {
      const lane = laneOf(await fold(), 1);
      if (lane === undefined) throw new Error('the fold knows no hook 1');
      const sumOf = () => TE.right(sumOfLane(lane, 0, null));
      const audited = must(await recountSum({ eventStore, named: plainNames, sumOf })({ account: 1, hook: 1 })());
      if (audited === null) throw new Error('there is nothing to audit');
      return audited;
    },
    streams: async () => {
      const types: Record<string, string[]> = {};
      for (const { stream, type } of await log()) (types[stream.replace(/-..-/, '-')] ??= []).push(type);
      return types;
    },
  };
};
