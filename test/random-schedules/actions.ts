import { type Fate, type Gate } from './gates';
import { type HookAction, type ModelHook, standingOf } from './model-hooks';
import { type ModelRun, type RunAction } from './model-runs';
import { lookAround } from './replay-world';
import { changedDefinition, someDefinition } from './some-definition';
import { type World } from './world';

/** Something that may happen next; false when it cannot now. */
export interface Action {
  readonly name: string;
  readonly weight: number;
  readonly happen: (world: World) => boolean | Promise<boolean>;
}

const fateOf = ({ dice }: World, calm: boolean): Fate => {
  if (dice.chance(0.93)) return 'done';
  return calm ? 'refused' : dice.pick(['answer-lost', 'refused'] as const);
};

const openSome = (world: World, calm: boolean): boolean => {
  const waiting = world.gates.waiting();
  if (waiting.length === 0) return false;
  const gate: Gate = world.dice.pick(waiting);
  const fate = fateOf(world, calm);
  world.history.steps.push(`${gate.step}: ${fate}`);
  gate.open(fate);
  return true;
};

/** A worker takes the next block of some lane. */
export const handOut = (world: World): boolean => {
  const lanes = world.bus.lanes();
  if (lanes.length === 0) return false;
  const command = world.bus.take(world.dice.pick(lanes));
  if (command === undefined) return false;
  world.dice.pick(world.workers).take(command);
  return true;
};

const onHook =
  (choose: (world: World, hook: ModelHook) => HookAction) =>
  async (world: World): Promise<boolean> => {
    const hooks = world.hooks.all();
    if (hooks.length === 0) return false;
    const hook = world.dice.pick(hooks);
    const action = choose(world, hook);
    const acted = await world.hooks.act(hook, action);
    if (acted) world.history.steps.push(`hook ${String(hook.id)}: ${action.kind}`);
    return acted;
  };

const startsRun = async (world: World): Promise<boolean> => {
  const hooks = world.hooks.all();
  if (hooks.length === 0 || !(await world.runs.start(world.dice.pick(hooks)))) return false;
  world.history.steps.push(`run ${world.runs.all().at(-1)?.id ?? ''} starts`);
  return true;
};

const onRun =
  (action: RunAction) =>
  async (world: World): Promise<boolean> => {
    const runs = world.runs.all();
    if (runs.length === 0) return false;
    const run: ModelRun = world.dice.pick(runs);
    const acted = await world.runs.act(run, action);
    if (acted) world.history.steps.push(`run ${run.id}: ${action}`);
    return acted;
  };

const endpointTurns = (world: World): boolean => {
  const hooks = world.hooks.all();
  if (hooks.length === 0) return false;
  const hook = world.dice.pick(hooks).id;
  const endpoint = world.dice.pick(['up', 'up', 'down', 'flaky', 'gone'] as const);
  world.receiver.set(hook, endpoint);
  world.history.steps.push(`endpoint of ${String(hook)}: ${endpoint}`);
  return true;
};

const cause = (world: World, name: string): void => {
  world.history.causes.push(name);
  world.history.steps.push(name);
};

const captureCrashes = (world: World): boolean => {
  const captures = world.captures();
  if (captures.length === 0) return false;
  const process = world.dice.pick(captures);
  const unseen = world.gates
    .waiting()
    .find((gate) => gate.process === process.process && gate.step.startsWith('append captures'));
  if (unseen !== undefined && world.dice.chance(0.5)) unseen.happenUnseen();
  cause(world, 'capture crashed');
  process.crash();
  return true;
};

const captureStarts = (world: World): boolean => {
  if (world.captures().length > 0) return false;
  world.history.steps.push('capture starts');
  world.startCapture();
  return true;
};

const secondCapture = (world: World): boolean => {
  if (world.captures().length !== 1) return false;
  cause(world, 'a second capture starts');
  world.startCapture();
  return true;
};

const captureStops = (world: World): boolean => {
  const process = world.captures().at(-1);
  if (process?.isStarted() !== true) return false;
  cause(world, 'capture is stopped');
  void process.capture.stop();
  return true;
};

const workerCrashes = (world: World): boolean => {
  cause(world, 'worker crashed');
  world.dice.pick(world.workers).crash();
  return true;
};

const busWiped = (world: World): boolean => {
  const noticed = world.dice.chance(0.8);
  if (!noticed) world.history.unnoticed += 1;
  cause(world, noticed ? 'the bus is wiped' : 'the bus is wiped, unnoticed');
  world.bus.wipe(noticed);
  return true;
};

const recordsEvents = async (world: World): Promise<boolean> => {
  const count = world.dice.chance(0.01) ? 70 : 1 + world.dice.upTo(4);
  await world.events.record(count);
  world.history.steps.push(`${String(count)} events`);
  return true;
};

const recordsCopy = async (world: World): Promise<boolean> => {
  if (world.exactIds || !(await world.events.copy())) return false;
  world.history.steps.push('an event and a copy');
  return true;
};

const replayLooks = async (world: World): Promise<boolean> => {
  const captures = world.captures();
  if (captures.length === 0) return false;
  const looked = await lookAround(world, world.dice.pick(captures));
  if (looked) world.history.steps.push('a replay looks');
  return looked;
};

const timePasses = (world: World): boolean => {
  world.clock.step(world.dice.pick([100, 1000, 5000, 20_000, 60_000]));
  return true;
};

const createsHook = async (world: World): Promise<boolean> => {
  if (world.hooks.all().length >= 4) return false;
  const hook = await world.hooks.create(someDefinition(world.dice));
  if (world.dice.chance(0.8)) await world.hooks.act(hook, { kind: 'activate' });
  return true;
};

const CALM: ReadonlyArray<Action> = [
  { name: 'a hook is created', weight: 2, happen: createsHook },
  { name: 'events are recorded', weight: 10, happen: recordsEvents },
  { name: 'an event is recorded twice', weight: 3, happen: recordsCopy },
  { name: 'a replay looks', weight: 1.5, happen: replayLooks },
  { name: 'a block is handed out', weight: 16, happen: handOut },
  { name: 'time passes', weight: 10, happen: timePasses },
  { name: 'an endpoint turns', weight: 4, happen: endpointTurns },
  { name: 'capture starts', weight: 10, happen: captureStarts },
  {
    name: 'a hook is changed',
    weight: 2,
    happen: onHook(({ dice }, hook) => ({
      kind: 'change',
      definition: changedDefinition(dice, standingOf(hook).definition),
    })),
  },
  { name: 'a hook is activated', weight: 2, happen: onHook(() => ({ kind: 'activate' })) },
  { name: 'a hook is suspended', weight: 2, happen: onHook(() => ({ kind: 'suspend', reason: 'operator' })) },
  { name: 'a hook is resumed', weight: 3, happen: onHook(() => ({ kind: 'resume', skip: false })) },
  { name: 'a hook is resumed, skipping', weight: 1, happen: onHook(() => ({ kind: 'resume', skip: true })) },
  { name: 'a hook is deactivated', weight: 0.7, happen: onHook(() => ({ kind: 'deactivate' })) },
  { name: 'a secret is rotated', weight: 0.5, happen: onHook(() => ({ kind: 'rotate' })) },
  { name: 'an export starts', weight: 1.2, happen: startsRun },
  { name: 'an export is suspended', weight: 0.8, happen: onRun('SuspendExportRun') },
  { name: 'an export is resumed', weight: 1, happen: onRun('ResumeExportRun') },
  { name: 'an export is aborted', weight: 0.3, happen: onRun('AbortExportRun') },
  { name: 'a hook is deleted', weight: 0.3, happen: onHook(() => ({ kind: 'delete' })) },
];

const TROUBLE: ReadonlyArray<Action> = [
  { name: 'capture crashes', weight: 1.5, happen: captureCrashes },
  { name: 'capture is stopped', weight: 0.5, happen: captureStops },
  { name: 'a second capture starts', weight: 0.8, happen: secondCapture },
  { name: 'a worker crashes', weight: 1.5, happen: workerCrashes },
  { name: 'the bus is wiped', weight: 0.6, happen: busWiped },
];

/** Everything that can happen; in calm schedules nothing crashes, is wiped or loses an answer. */
export const actionsOf = (calm: boolean): ReadonlyArray<Action> => [
  { name: 'a step is taken', weight: 60, happen: (world) => openSome(world, calm) },
  ...CALM,
  ...(calm ? [] : TROUBLE),
];
