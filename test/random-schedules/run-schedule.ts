import * as E from 'fp-ts/Either';
import { type Capture } from '../../src/application/capture/capture';
import { type RecordedEvent } from '../../src/application/ports/event-store';
import { type ReplayView } from '../../src/application/use-cases/replays';
import { actionsOf, type Action } from './actions';
import { problemsAtRest } from './checks';
import { runProblemsAtRest } from './run-checks';
import { replayAll } from './replay-world';
import { bringToRest } from './rest';
import { newWorld, type PlantedMistake, settled, type World } from './world';

export interface Ran {
  readonly problems: ReadonlyArray<string>;
  readonly steps: ReadonlyArray<string>;
}

const chooser = (actions: ReadonlyArray<Action>): ((roll: number) => Action | undefined) => {
  const total = actions.reduce((sum, { weight }) => sum + weight, 0);
  return (roll) => {
    let left = roll * total;
    return actions.find(({ weight }) => (left -= weight) < 0);
  };
};

const wholeLog = async ({ eventStore }: World): Promise<ReadonlyArray<RecordedEvent>> => {
  const all = { prefixes: [''], after: null, to: null, maxCount: 1_000_000, maxBytes: 2 ** 40 };
  const page = await eventStore.readRange(all)();
  return E.isRight(page) ? page.right.events : [];
};

/** At rest, and whoever is asked then is nobody who was fenced off and has had nothing to write since. */
const ownerAtRest = async (world: World): Promise<string | null> => {
  for (;;) {
    const restless = await bringToRest(world);
    const process = world.captures().at(-1);
    if (restless !== null || process === undefined || process.process === world.history.owner) return restless;
    world.history.causes.push('a capture that was fenced off crashed');
    process.crash();
  }
};

const atRest = async (world: World, when: string): Promise<ReadonlyArray<string>> => {
  const restless = await ownerAtRest(world);
  const process = world.captures().at(-1);
  const log = await wholeLog(world);
  const problems = [
    ...problemsAtRest(world, log, (hook) => process?.capture.sumOf(hook) ?? null),
    ...(await runProblemsAtRest(world, log, process)),
  ];
  const replayed = restless === null ? await replayProblems(world) : [];
  return [...(restless === null ? [] : [restless]), ...problems, ...replayed].map((problem) => `${when}: ${problem}`);
};

/** A replay that only looks finds what the engine itself counts, and nothing missing, whatever has happened. */
const replayProblems = async (world: World): Promise<ReadonlyArray<string>> => {
  const process = world.captures().at(-1);
  if (process === undefined) return ['no capture runs at rest'];
  const view = await replayAll(world, process.capture, true);
  return view.status === 'done'
    ? countProblems(world, process.capture, view)
    : [`the replay ends as ${JSON.stringify(view)}`];
};

const TOTALS = ['delivered', 'parked', 'discarded', 'waiting'] as const;

const countProblems = (world: World, capture: Capture, view: ReplayView): ReadonlyArray<string> => {
  const told: string[][] = [];
  const hooks = new Map(view.hooks.map((one) => [one.hook, one]));
  for (const { id } of world.hooks.all()) {
    const one = hooks.get(id);
    const sum = capture.sumOf(id);
    const counted = [one?.matched ?? 0, ...TOTALS.map((total) => one?.[total] ?? 0)].join();
    const kept = [sum?.captured, ...TOTALS.map((total) => sum?.[total])].join();
    if (counted !== kept) told.push([`hook ${String(id)}: the replay counts ${counted}, capture ${kept}`]);
  }
  if (view.missing + view.unclear > 0) told.push([`the replay misses ${JSON.stringify(view)}`]);
  return told.flat();
};

/** A fold made again from the log comes to the same. */
const startAgain = async (world: World): Promise<void> => {
  const process = world.captures().at(-1);
  if (process === undefined) return;
  world.history.steps.push('--- started again');
  if (world.dice.chance(0.5)) process.crash();
  else void process.capture.stop();
  world.history.causes.push('started again');
  await settled();
};

const happens = async (world: World, action: Action | undefined): Promise<void> => {
  if (action !== undefined && (await action.happen(world))) await settled();
};

/** One random schedule from an empty log to rest. A third of them are calm: nothing crashes, so nothing may repeat. */
export const runSchedule = async (seed: number, planted: PlantedMistake = {}): Promise<Ran> => {
  const world = newWorld(seed, planted);
  const { dice, history } = world;
  const choose = chooser(actionsOf(dice.chance(0.33)));
  const length = 40 + dice.upTo(dice.chance(0.05) ? 400 : 160);
  for (let step = 0; step < length; step += 1) await happens(world, choose(dice.roll()));
  history.steps.push('--- to rest');
  const problems = [...(await atRest(world, 'at rest'))];
  if (problems.length === 0 && dice.chance(0.4)) {
    await startAgain(world);
    problems.push(...(await atRest(world, 'after another start')));
  }
  for (const process of world.captures()) process.crash();
  await world.eventStore.close();
  return { problems, steps: history.steps };
};
