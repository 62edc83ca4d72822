import * as E from 'fp-ts/Either';
import { withRunCaptured } from '../../domain/capture/fold-run';
import {
  handled,
  type CaptureState,
  onRun,
  withLane,
  withPage,
  initialCaptureState,
} from '../../domain/capture/capture-state';
import { readLane } from '../codecs/lane-codec';
import { readRunLane } from '../codecs/run-lane-codec';
import { type SnapshotPart } from '../codecs/snapshot-codec';
import { type EventStoreUnavailable } from '../ports/event-store';
import { PREFIXES } from '../streams';
import { type CaptureDependencies } from './capture-dependencies';
import { type CaptureRun } from './capture-run';
import { foldEntry } from './fold-entries';
import { type CapturedPage } from './captured-page';
import { readCaptured } from './read-captured';
import { laneSettingsOf } from './standing-hooks';
import { untilAvailable } from '../until-available';

export type RestoreDependencies = Pick<
  CaptureDependencies,
  'eventStore' | 'clock' | 'log' | 'identity' | 'defaultPolicy'
>;

const PAGE = { maxCount: 1000, maxBytes: 4 * 1024 * 1024 };

/**
 * Makes the fold again from the log: snapshot, then hook events, outcomes and parked streams in order, with each page
 * record at its own position. Left: stopped before the store answered.
 */
export const restore = async (
  run: CaptureRun,
  dependencies: RestoreDependencies,
): Promise<E.Either<EventStoreUnavailable, void>> => {
  const captured = await readCaptured(run, dependencies);
  if (E.isLeft(captured)) return captured;
  const { snapshot, pages, revision } = captured.right;
  run.revision = revision ?? 'no-stream';
  const covered = coveredBy(snapshot);
  const end = pages.at(-1)?.position ?? covered;
  if (end === null) return E.right(undefined);
  const hooks = await foldSnapshot(run, dependencies, { snapshot, covered });
  if (E.isLeft(hooks)) return hooks;
  run.recordsSinceSnapshot = 0;
  return foldPages(run, dependencies, { after: covered, pages, end });
};

/** Records read since the last snapshot, or since the fold was made. */
export interface NewPages {
  /** What the fold covers. */
  readonly after: bigint | null;
  readonly pages: ReadonlyArray<CapturedPage>;
  /** What it covers then. */
  readonly end: bigint;
}

export const foldPages = async (
  run: CaptureRun,
  dependencies: RestoreDependencies,
  { after, pages, end }: NewPages,
): Promise<E.Either<EventStoreUnavailable, void>> => {
  const prefixes = [PREFIXES.hooks, PREFIXES.exportRuns, PREFIXES.outcomes, PREFIXES.parked, PREFIXES.exportParked];
  const folded = await foldRange(run, dependencies, { prefixes, after, to: end, pages });
  if (E.isLeft(folded)) return folded;
  run.state = handled(run.state, end);
  run.recordedPosition = end;
  run.recordsSinceSnapshot += pages.length;
  return E.right(undefined);
};

const coveredBy = (snapshot: ReadonlyArray<SnapshotPart>): bigint | null => {
  const last = snapshot.at(-1);
  return last === undefined ? null : BigInt(last.position);
};

const foldSnapshot = async (
  run: CaptureRun,
  dependencies: RestoreDependencies,
  { snapshot, covered }: { readonly snapshot: ReadonlyArray<SnapshotPart>; readonly covered: bigint | null },
): Promise<E.Either<EventStoreUnavailable, void>> => {
  if (covered === null) return E.right(undefined);
  const prefixes = [PREFIXES.hooks, PREFIXES.exportRuns];
  const aggregates = await foldRange(run, dependencies, { prefixes, after: null, to: covered, pages: [] });
  if (E.isRight(aggregates)) takeSnapshot(run, dependencies, snapshot, covered);
  return aggregates;
};

/** Lanes as the snapshot has them, on hooks as they stood there. */
const takeSnapshot = (
  run: CaptureRun,
  { clock, defaultPolicy }: RestoreDependencies,
  parts: ReadonlyArray<SnapshotPart>,
  position: bigint,
): void => {
  let state: CaptureState = {
    ...initialCaptureState,
    position,
    hookStamp: run.state.hookStamp,
    lanes: run.state.lanes,
    runs: run.state.runs,
  };
  for (const part of parts) {
    const at = { now: clock.monotonic(), passed: Math.max(0, clock.now() - part.at) };
    for (const stored of part.lanes) {
      const standing = run.hooks.get(stored.hook);
      if (standing === undefined) continue;
      const { account, status, definition } = standing.hook;
      const settings = laneSettingsOf(definition, defaultPolicy);
      state = withLane(state, readLane(stored, { account, status, settings }, at));
    }
    for (const stored of part.runs ?? []) state = onRun(state, stored.run, (known) => readRunLane(stored, known, at));
  }
  run.state = state;
};

const withCapturedPage = (state: CaptureState, page: CapturedPage): CaptureState =>
  page.type === 'PageCaptured' ? withPage(state, page) : onRun(state, page.run, (run) => withRunCaptured(run, page));

interface Range {
  readonly prefixes: ReadonlyArray<string>;
  readonly after: bigint | null;
  readonly to: bigint;
  readonly pages: ReadonlyArray<CapturedPage>;
}

/** Folds what is no platform event, each page record taking effect at its own position. */
const foldRange = async (
  run: CaptureRun,
  dependencies: RestoreDependencies,
  { prefixes, after, to, pages }: Range,
): Promise<E.Either<EventStoreUnavailable, void>> => {
  const { eventStore, clock, log } = dependencies;
  let next = 0;
  const applyUpTo = (position: bigint): void => {
    for (let page = pages[next]; page !== undefined && page.position < position; page = pages[next]) {
      run.state = withCapturedPage(run.state, page);
      next += 1;
    }
  };
  for (let from = after; ;) {
    const read = eventStore.readRange({ prefixes, after: from, to, ...PAGE });
    const range = await untilAvailable(read, { clock, log, stopped: () => run.stopping });
    if (E.isLeft(range)) return range;
    for (const stored of range.right.events) {
      applyUpTo(stored.position);
      foldEntry(run, dependencies, { stored, replayed: true });
    }
    if (range.right.complete) {
      applyUpTo(to + 1n);
      return E.right(undefined);
    }
    from = range.right.events.at(-1)?.position ?? from;
  }
};
