import * as E from 'fp-ts/Either';
import { CATCH_UP_PAGE, type CaptureJob } from './capture-job';
import { entriesOf } from '../../domain/shared/table';
import { type EventSubscription } from '../ports/event-store';
import { PREFIXES } from '../streams';
import { itemShaper } from './block-content';
import { type CaptureDependencies } from './capture-dependencies';
import { type CaptureRun } from './capture-run';
import { captureTurns, type CaptureTurns } from './capture-turns';
import { captureWork, type CaptureWork } from './capture-work';
import { mailbox, type Mailbox } from './mailbox';
import { readStretch } from './read-stretch';
import { type Recorded, recorder } from './recorder';
import { reopenBlocks } from './reopen-blocks';
import { restore } from './restore';
import { standBy, type Standby } from './stand-by';
import { untilAvailable } from '../until-available';
import { writeSnapshot } from './write-snapshot';

export interface CaptureLoop {
  /** Keeps the fold abreast of another capture until it is its turn. */
  readonly standBy: () => void;
  /** Makes the fold again, takes over, reads on to the end of the log, and follows it from there. */
  readonly begin: () => Promise<'started' | 'fenced' | 'stopped'>;
  readonly stop: () => Promise<void>;
  readonly ended: Promise<'stopped' | 'fenced'>;
  readonly turns: CaptureTurns;
}

const LIVE_PREFIXES = [
  PREFIXES.platformEvents,
  PREFIXES.hooks,
  PREFIXES.exportRuns,
  PREFIXES.outcomes,
  PREFIXES.parked,
  PREFIXES.exportParked,
  PREFIXES.erasures,
];

/** After a start every lane is looked at once. */
const touchAll = ({ state, touched, exports }: CaptureRun): void => {
  for (const [hook] of entriesOf(state.lanes)) touched.add(hook);
  for (const [id] of entriesOf(state.runs)) exports.touched.add(id);
};

/** One job after the other: pages, catch-up turns, timers. Nothing here runs beside anything else. */
export const captureLoop = (run: CaptureRun, dependencies: CaptureDependencies): CaptureLoop => {
  const { eventStore, clock, identity, bus, log, openEvents } = dependencies;
  const jobs: Mailbox<CaptureJob> = mailbox();
  const shape = itemShaper(identity.named);
  const build = { read: readStretch({ eventStore, log, copiesWithin: run.copies.within }), open: openEvents, shape };
  const writer = recorder(run, dependencies);
  const work: CaptureWork = captureWork(run, { ...dependencies, ...build, recorder: writer, post: jobs.post });
  let standby: Standby | null = null;
  let begun = false;
  let subscription: EventSubscription | null = null;
  let cancelTimer: () => void = () => undefined;
  let forgetWiped: () => void = () => undefined;
  let end: (how: 'stopped' | 'fenced') => void = () => undefined;
  const ended = new Promise<'stopped' | 'fenced'>((resolve) => (end = resolve));

  /** Asks for the next page only once the last one was handled: a slow capture slows only itself. */
  const readOn = async (): Promise<void> => {
    const page = await subscription?.next();
    if (page != null) jobs.post({ kind: 'page', page });
  };

  const armTimer = (): void => {
    cancelTimer();
    const at = Math.min(
      ...[run.wakes, run.windows, run.exports.wakes].map((queue) => queue.next() ?? Infinity),
      work.nextCheck(),
    );
    if (at === Infinity) return;
    cancelTimer = clock.after(Math.max(0, at - clock.monotonic()), () => {
      jobs.post({ kind: 'tick' });
    });
  };

  const finish = (how: 'stopped' | 'fenced'): void => {
    run.stopping = true;
    cancelTimer();
    forgetWiped();
    subscription?.close();
    end(how);
  };

  const loop = async (): Promise<void> => {
    for (;;) {
      armTimer();
      const job = await jobs.take();
      if (job.kind === 'stop') {
        await work.closeAll();
        await writeSnapshot(run, { recorder: writer, clock, identity });
        finish('stopped');
        return;
      }
      const done = await work.handle(job);
      if (done !== 'recorded') {
        if (done === 'fenced') log.warn('another capture has taken over; this one ends');
        finish(done);
        return;
      }
      if (job.kind === 'page') void readOn();
    }
  };

  /** Answers may wait in the log: they are folded before anything is published. */
  const readToHead = async (): Promise<Recorded> => {
    run.holding = true;
    for (;;) {
      const read = eventStore.readRange({
        prefixes: LIVE_PREFIXES,
        after: run.state.position,
        to: null,
        ...CATCH_UP_PAGE,
      });
      const range = await untilAvailable(read, { clock, log, stopped: () => run.stopping });
      if (E.isLeft(range)) return 'stopped';
      const done =
        range.right.events.length === 0 ? 'recorded' : await work.handle({ kind: 'page', page: range.right.events });
      if (done !== 'recorded') return done;
      if (!range.right.complete) continue;
      run.holding = false;
      return 'recorded';
    }
  };

  const makeFold = async (): Promise<boolean> => {
    begun = true;
    return E.isRight(standby === null ? await restore(run, dependencies) : await standby.finish());
  };

  const begin: CaptureLoop['begin'] = async () => {
    if (!(await makeFold())) {
      finish('stopped');
      return 'stopped';
    }
    const taken = await writer.record({ type: 'CaptureTakenOver', at: clock.now() });
    if (taken !== 'recorded') {
      finish(taken);
      return taken;
    }
    run.takeover = run.revision === 'no-stream' ? 0n : run.revision;
    const patience = { clock, log, stopped: () => run.stopping };
    if (!(await run.copies.restore(run.state.position, patience))) {
      finish('stopped');
      return 'stopped';
    }
    const reopened = await reopenBlocks(run, { ...dependencies, ...build, recorder: writer });
    const read = reopened === 'recorded' ? await readToHead() : reopened;
    if (read !== 'recorded') {
      finish(read);
      return read;
    }
    touchAll(run);
    subscription = eventStore.subscribe({ prefixes: LIVE_PREFIXES, after: run.state.position, ...CATCH_UP_PAGE });
    forgetWiped = bus.onWiped(() => {
      jobs.post({ kind: 'wiped' });
    });
    jobs.post({ kind: 'tick' });
    void readOn();
    void loop();
    return 'started';
  };

  const parts = { ...dependencies, ...build, recorder: writer };

  return {
    standBy: () => {
      standby ??= standBy(run, dependencies);
    },
    begin,
    ended,
    turns: captureTurns(run, parts, { post: jobs.post, ended }),
    stop: async () => {
      run.stopping = true;
      if (standby !== null && !begun) {
        await standby.finish();
        finish('stopped');
      }
      jobs.post({ kind: 'stop' });
      await ended;
    },
  };
};
