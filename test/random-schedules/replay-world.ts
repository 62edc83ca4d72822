import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { type Capture } from '../../src/application/capture/capture';
import { completeOpen } from '../../src/application/codecs/platform-event-codec';
import { REPLAY_LIMITS } from '../../src/application/replay/replay-dependencies';
import { replays } from '../../src/application/replay/replays';
import { type ReplayUseCases, type ReplayView } from '../../src/application/use-cases/replays';
import { namedUuid } from '../../src/adapters/outbound/identity/system/named-uuid';
import { ACCOUNT } from '../support/hook-builders';
import { type CaptureProcess } from './capture-process';
import { settled, type World } from './world';

const ACTOR = { account: ACCOUNT, name: 'ops' };
const LONG_MS = 10 * 365 * 86_400_000;

const replaysOf = ({ eventStore, clock, dice }: World, capture: Capture): ReplayUseCases =>
  replays({
    eventStore,
    currentCapture: () => capture,
    openEvents: (routed) =>
      TE.right(routed.map((one) => (one.enclosed.form === 'open' ? completeOpen(one, one.enclosed.part) : null))),
    identity: { named: namedUuid(), random: () => 'replay' },
    clock: clock.ofProcess(() => true),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    hookOf: () => ({ account: ACCOUNT }),
    outcomesKeptMs: LONG_MS,
    limits: dice.pick([REPLAY_LIMITS, { mostUncovered: 1, entriesAPage: 1 }, { mostUncovered: 4, entriesAPage: 3 }]),
  });

const everything = ({ clock }: World) => ({ from: '2026-11-23', to: new Date(clock.now()).toISOString() });

/** Replays everything there ever was, through the capture that runs. */
export const replayAll = async (world: World, capture: Capture, dryRun: boolean): Promise<ReplayView> => {
  const { start, read } = replaysOf(world, capture);
  const started = await start(ACTOR, { ...everything(world), dryRun })();
  if (E.isLeft(started)) throw new Error(JSON.stringify(started.left));
  for (;;) {
    await settled();
    const view = await read(ACTOR, started.right.replay)();
    if (E.isLeft(view)) throw new Error(JSON.stringify(view.left));
    if (view.right.status !== 'running') return view.right;
    const [gate] = world.gates.waiting();
    if (gate === undefined) world.clock.step(1000);
    else gate.open('done');
  }
};

/** Looks while everything goes on; whatever is under way, nothing is missing. */
export const lookAround = async (world: World, { capture, isAlive }: CaptureProcess): Promise<boolean> => {
  const { start, read } = replaysOf(world, capture);
  const started = await start(ACTOR, { ...everything(world), dryRun: true })();
  if (E.isLeft(started)) return false;
  const look = async (): Promise<void> => {
    const view = await read(ACTOR, started.right.replay)();
    if (E.isLeft(view) || !isAlive()) return;
    if (view.right.status === 'running') setImmediate(() => void look());
    else if (view.right.missing + view.right.unclear > 0)
      world.history.wrong.push(`a replay: ${JSON.stringify(view.right)}`);
  };
  void look();
  return true;
};
