import * as E from 'fp-ts/Either';
import { type HookSum } from '../../src/application/use-cases/sums';
import { handOut } from './actions';
import { type ModelHook, standingOf } from './model-hooks';
import { isOver } from './model-runs';
import { settled, type World } from './world';

const MOST_ROUNDS = 10_000;
const PATIENCE_MS = 60_000;
/** Nothing happens through so many timers: no answer is being waited out any more. */
const QUIET_ROUNDS = 3;

const openAll = async (world: World): Promise<boolean> => {
  const [gate] = world.gates.waiting();
  if (gate === undefined) return false;
  world.history.steps.push(`${gate.step} (at rest)`);
  gate.open('done');
  await settled();
  return true;
};

/** A hook in strict order is suspended again and again by what its export cannot deliver: skipping is for live events only. */
const abortRunsOf = async ({ runs }: World, hook: ModelHook): Promise<void> => {
  for (const run of runs.all()) if (run.hook === hook) await runs.act(run, 'AbortExportRun');
};

/** What an operator does in the end: everything delivers again, and what can never be delivered in order is skipped. */
const tidy = async (world: World, resumed: Map<number, number>): Promise<boolean> => {
  let acted = false;
  for (const hook of world.hooks.all()) {
    const { status } = standingOf(hook);
    if (status === 'inactive') acted = (await world.hooks.act(hook, { kind: 'activate' })) || acted;
    if (status !== 'suspended') continue;
    const times = (resumed.get(hook.id) ?? 0) + 1;
    resumed.set(hook.id, times);
    world.history.steps.push(`hook ${String(hook.id)}: resumed at rest`);
    if (times > 2) await abortRunsOf(world, hook);
    acted = (await world.hooks.act(hook, { kind: 'resume', skip: times > 2 })) || acted;
  }
  return acted;
};

/** Runs that a person suspended, or that came to a stop, go on; capture itself does the rest. */
const tidyRuns = async (world: World): Promise<boolean> => {
  let acted = false;
  for (const run of world.runs.all()) {
    const state = await world.runs.stateOf(run.id);
    const isStill = state.status === 'error' || (state.status === 'paused' && state.reason === 'user');
    if (!isStill || standingOf(run.hook).status !== 'active') continue;
    world.history.steps.push(`run ${run.id}: resumed at rest`);
    acted = (await world.runs.act(run, 'ResumeExportRun')) || acted;
  }
  return acted;
};

const tidyAll = async (world: World, resumed: Map<number, number>): Promise<boolean> =>
  (await tidy(world, resumed)) || tidyRuns(world);

const runsAreOver = async ({ runs }: World): Promise<boolean> => {
  for (const { id } of runs.all()) if (!isOver(await runs.stateOf(id))) return false;
  return true;
};

const nothingWaits = (sum: HookSum | null): boolean =>
  sum !== null && sum.waiting === 0 && sum.accumulating === 0 && sum.behind === undefined;

const LIVE = ['platformEvents-', 'hook-', 'exportRun-', 'outcomes-', 'parked-', 'exportParked-'];

const hasReadAll = async ({ eventStore }: World, position: bigint | null): Promise<boolean> => {
  const rest = await eventStore.readRange({ prefixes: LIVE, after: position, to: null, maxCount: 1, maxBytes: 1 })();
  return E.isRight(rest) && rest.right.events.length === 0;
};

const isAtRest = async (world: World): Promise<boolean> => {
  const process = world.captures().at(-1);
  if (process?.isStarted() !== true || !(await hasReadAll(world, process.capture.position()))) return false;
  if (!(await runsAreOver(world))) return false;
  const sums = world.hooks.all().map(({ id }) => process.capture.sumOf(id));
  return (
    sums.every(nothingWaits) && world.workers.every((worker) => worker.held() === 0) && world.bus.lanes().length === 0
  );
};

/** Endpoints up, hooks resumed, time advancing until nothing changes any more. Null: at rest. */
export const bringToRest = async (world: World): Promise<string | null> => {
  world.receiver.heal();
  const resumed = new Map<number, number>();
  let quiet = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    await settled();
    quiet += 1;
    if (world.captures().length === 0) {
      world.startCapture();
      quiet = 0;
      continue;
    }
    if ((await openAll(world)) || handOut(world) || (await tidyAll(world, resumed))) {
      quiet = 0;
      continue;
    }
    if (quiet > QUIET_ROUNDS && (await isAtRest(world))) return null;
    world.clock.step(PATIENCE_MS);
  }
  return 'does not come to rest';
};
