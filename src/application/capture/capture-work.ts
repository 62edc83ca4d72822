import { handled, laneOf } from '../../domain/capture/capture-state';
import { type RecordedEvent } from '../ports/event-store';
import { busSender } from './bus-sender';
import { captureEvents, type CaptureEventsDependencies } from './capture-events';
import { type CaptureJob } from './capture-job';
import { type CaptureRun } from './capture-run';
import { catchUpReaders } from './catch-up-readers';
import { exportsWork } from './exports/exports-work';
import { foldEntry } from './fold-entries';
import { handleTurn } from './handle-turn';
import { hookOf } from './hook-of';
import { publisher } from './publisher';
import { rebuildPublications } from './rebuild-in-background';
import { type RebuildDependencies } from './rebuild-blocks';
import { draftOn, recordDraft } from './record-page';
import { type Recorded } from './recorder';
import { segmentsOf } from './segments';
import { noteBusy, staleLanes } from './stale-lanes';
import { tellChanges } from './tell-changes';
import { writeSnapshot } from './write-snapshot';

export interface CaptureWorkDependencies extends CaptureEventsDependencies, RebuildDependencies {
  readonly post: (job: CaptureJob) => void;
}

export interface CaptureWork {
  readonly handle: (job: Exclude<CaptureJob, { kind: 'stop' }>) => Promise<Recorded>;
  /** Records every open block as closed. */
  readonly closeAll: () => Promise<Recorded>;
  /** When to look for lanes without an answer, monotonic. */
  readonly nextCheck: () => number;
}

const RECORDS_PER_SNAPSHOT = 1000;
const POSITIONS_PER_CHECKPOINT = 10_000n;
const CHECK_EVERY_MS = 60_000;

export const captureWork = (run: CaptureRun, dependencies: CaptureWorkDependencies): CaptureWork => {
  const { clock, log, metrics, post } = dependencies;
  const capturePage = captureEvents(run, dependencies);
  const readers = catchUpReaders(run, {
    ...dependencies,
    hand: (turn, hook) => {
      post({ kind: 'turn', turn, hook });
    },
  });
  const takeTurn = handleTurn(run, { ...dependencies, readOn: readers.readOn });
  const sender = busSender(run, dependencies);
  const rearm = (): void => {
    post({ kind: 'tick' });
  };
  const exporting = exportsWork(run, { ...dependencies, sender, rearm });
  const publishing = publisher(run, {
    ...dependencies,
    sender,
    rebuild: (publications) => {
      void rebuildPublications(
        run,
        dependencies,
        publications,
        (rebuilt) =>
          new Promise((resolve) => {
            post({ kind: 'rebuilt', rebuilt, handled: resolve });
          }),
      );
    },
    rearm,
  });
  let checkAt = clock.monotonic() + CHECK_EVERY_MS;

  const record = (draft: ReturnType<typeof draftOn>): Promise<Recorded> =>
    recordDraft(run, dependencies, { draft, partial: null });

  const closeOpen = async (hooks: Iterable<number>): Promise<Recorded> => {
    let draft = draftOn(run, dependencies);
    for (const hook of hooks) {
      draft.close(hook);
      if (!draft.isFull()) continue;
      const recorded = await record(draft);
      if (recorded !== 'recorded') return recorded;
      draft = draftOn(run, dependencies);
    }
    return record(draft);
  };

  /** A change of the hook takes effect between two events: what was open before it is closed as it was. */
  const takeHookEvent = async (stored: RecordedEvent): Promise<Recorded> => {
    const hook = hookOf(stored);
    const closed = run.accumulating.has(hook) ? await closeOpen([hook]) : 'recorded';
    if (closed !== 'recorded') return closed;
    foldEntry(run, dependencies, { stored, replayed: run.holding });
    readers.forget(hook);
    return 'recorded';
  };

  const takePage = async (page: ReadonlyArray<RecordedEvent>): Promise<Recorded> => {
    for (const segment of segmentsOf(page)) {
      if (segment.kind === 'events') run.exports.liveAt = clock.monotonic();
      const recorded = segment.kind === 'events' ? await capturePage(segment.events) : await takeEntry(segment);
      if (recorded !== 'recorded') return recorded;
    }
    return checkpoint();
  };

  const takeEntry = async (segment: {
    readonly kind: 'hook' | 'entry';
    readonly stored: RecordedEvent;
  }): Promise<Recorded> => {
    const { kind, stored } = segment;
    const taken = kind === 'hook' ? await takeHookEvent(stored) : 'recorded';
    if (kind === 'entry') foldEntry(run, dependencies, { stored, replayed: run.holding });
    run.state = handled(run.state, stored.position);
    return taken;
  };

  const checkpoint = async (): Promise<Recorded> => {
    const { position } = run.state;
    if (run.recordsSinceSnapshot >= RECORDS_PER_SNAPSHOT) return writeSnapshot(run, dependencies);
    if (position === null || position - run.recordedPosition < POSITIONS_PER_CHECKPOINT) return 'recorded';
    const empty = { blocks: [], open: [], parked: [], behind: [], caughtUp: [] };
    run.recordedPosition = position;
    return dependencies.recorder.record({ type: 'PageCaptured', position, at: clock.now(), ...empty });
  };

  const tick = async (): Promise<Recorded> => {
    const now = clock.monotonic();
    for (const hook of run.wakes.due(now)) run.touched.add(hook);
    if (now >= checkAt) {
      checkAt = now + CHECK_EVERY_MS;
      const stale = staleLanes(run, now);
      const inAll = stale.length + exporting.forgetStale(now);
      if (inAll > 0) metrics.republished(inAll);
      publishing.forgetBus(stale);
    }
    exporting.tick(now);
    const ended = run.windows.due(now);
    return ended.length === 0 ? 'recorded' : closeOpen(ended);
  };

  const dispatch = async (job: Exclude<CaptureJob, { kind: 'stop' }>): Promise<Recorded> => {
    switch (job.kind) {
      case 'page':
        return takePage(job.page);
      case 'turn': {
        const taken = job.turn === null ? 'recorded' : await takeTurn(job.turn);
        readers.done(job.hook);
        // A turn that could not be read is not asked for again and again: a change of the hook or the next start does.
        if (job.turn !== null) run.touched.add(job.hook);
        return taken;
      }
      case 'rebuilt':
        await publishing.publishRebuilt(job.rebuilt);
        job.handled();
        return 'recorded';
      case 'run-turn':
        return exporting.takeTurn(job.run, job.turn);
      case 'run-rebuilt':
        await exporting.publishRebuilt(job.rebuilt);
        job.handled();
        return 'recorded';
      case 'tick':
        return tick();
      case 'replay':
        return job.work();
      case 'wiped':
        publishing.forgetBus([...run.onBus.keys()]);
        exporting.forgetBus();
        return 'recorded';
    }
  };

  const handle: CaptureWork['handle'] = async (job) => {
    const recorded = await dispatch(job);
    if (recorded !== 'recorded') return recorded;
    const touched = [...run.touched];
    await publishing.publishDue();
    for (const hook of touched) {
      const lane = laneOf(run.state, hook);
      noteBusy(run, hook, lane);
      if (lane !== undefined) tellChanges(run.troubleTold, lane, log);
      readers.consider(hook);
      exporting.hookTouched(hook);
    }
    readers.roomAgain();
    await exporting.settle();
    return 'recorded';
  };

  return {
    handle,
    closeAll: () => closeOpen([...run.accumulating.keys()]),
    nextCheck: () => checkAt,
  };
};
