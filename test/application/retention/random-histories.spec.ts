import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { copiesInLog } from '../../../src/application/capture/copies/copies-in-log';
import { namedUuid } from '../../../src/adapters/outbound/identity/system/named-uuid';
import { recountSum } from '../../../src/application/audit/recount-sum';
import { type RecordedEvent } from '../../../src/application/ports/event-store';
import { retention, type Retention } from '../../../src/application/retention/retention';
import { type CaptureProcess } from '../../random-schedules/capture-process';
import { type Action, actionsOf } from '../../random-schedules/actions';
import { problemsAtRest } from '../../random-schedules/checks';
import { bringToRest } from '../../random-schedules/rest';
import { newWorld, settled, type World } from '../../random-schedules/world';
import { CAPTURES } from '../../../src/application/streams';
import { ACCOUNT } from '../../support/hook-builders';
import { rebuiltSearch } from '../../support/rebuilt-search';
import { lanesOf, restoredFold } from '../../support/restored-fold';

const HISTORIES = Number(process.env['HOOKLINE_RETENTION_HISTORIES'] ?? 150);
const YEARS_MS = 10 * 365 * 86_400_000;
const named = namedUuid();

const chosen = (actions: ReadonlyArray<Action>, roll: number): Action | undefined => {
  let left = roll * actions.reduce((sum, { weight }) => sum + weight, 0);
  return actions.find(({ weight }) => (left -= weight) < 0);
};

const everything = async ({ eventStore }: World): Promise<ReadonlyArray<RecordedEvent>> => {
  const range = { prefixes: [''], after: null, to: null, maxCount: 1_000_000, maxBytes: 2 ** 40 };
  const page = await eventStore.readRange(range)();
  return E.isRight(page) ? page.right.events : [];
};

/** Everything old goes at once, as soon as a snapshot covers it; parked deliveries stay. */
const retentionOf = ({ eventStore, clock }: World, { capture }: CaptureProcess): Retention =>
  retention({
    eventStore,
    state: capture.state,
    search: { position: () => TE.right(2n ** 60n) },
    exactIds: false,
    clock: clock.ofProcess(() => true),
    identity: { random: () => randomUUID() },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    keep: { outcomesMs: 0, parkedMs: YEARS_MS, eventsMs: null },
  });

interface Kept {
  readonly world: World;
  /** All there ever was, also what retention took away. */
  readonly log: Map<bigint, RecordedEvent>;
  /** Events that are gone. */
  taken: number;
}

const runRetention = async (kept: Kept): Promise<void> => {
  const { world, log } = kept;
  const process = world.captures().at(-1);
  if (process?.isStarted() !== true || world.captures().length > 1) return;
  const before = await everything(world);
  for (const event of before) log.set(event.position, event);
  const at = world.clock.now();
  const foldBefore = await restoredFold(world.eventStore, { now: () => at, named });
  expect(await retentionOf(world, process).run()).to.equal(true);
  kept.taken += before.length - (await everything(world)).length;
  const foldAfter = await restoredFold(world.eventStore, { now: () => at, named });
  expect(lanesOf(foldAfter)).to.deep.equal(lanesOf(foldBefore));
};

const live = async (seed: number): Promise<Kept> => {
  const world = newWorld(seed);
  const kept: Kept = { world, log: new Map(), taken: 0 };
  const actions = actionsOf(false);
  const length = 60 + world.dice.upTo(200);
  for (let step = 0; step < length; step += 1) {
    if (world.dice.chance(0.06)) await runRetention(kept);
    if (world.dice.chance(0.05) && world.captures().length === 1) void world.captures()[0]?.capture.stop();
    await chosen(actions, world.dice.roll())?.happen(world);
    await settled();
  }
  expect(await bringToRest(world), 'comes to rest').to.equal(null);
  await runRetention(kept);
  for (const event of await everything(world)) kept.log.set(event.position, event);
  return kept;
};

const checkSums = async ({ world, log }: Kept): Promise<void> => {
  const process = world.captures().at(-1);
  if (process === undefined) throw new Error('no capture runs at rest');
  const { sumOf, state } = process.capture;
  const whole = [...log.values()].sort((one, other) => (one.position < other.position ? -1 : 1));
  expect(problemsAtRest(world, whole, sumOf)).to.deep.equal([]);
  const recount = (hook: number) =>
    recountSum({ eventStore: world.eventStore, named, sumOf: (of) => TE.right(sumOf(of)) })({
      account: ACCOUNT,
      hook,
    })();
  const search = await rebuiltSearch(world.eventStore, named);
  expect(search.corrupt).to.deep.equal([]);
  for (const { id } of world.hooks.all()) {
    const audited = await recount(id);
    expect(E.isRight(audited) && audited.right, `audit of hook ${String(id)}`).to.include({ agrees: true });
    const { parked, waiting } = await search.countsOf(ACCOUNT, id);
    expect({ parked, waiting }, `search of hook ${String(id)}`).to.deep.equal({
      parked: sumOf(id)?.parked,
      waiting: 0,
    });
  }
  expect(state().position === null).to.equal(whole.every(({ stream }) => stream === CAPTURES));
  await checkCopies(world);
};

/** Whatever was taken away, the log still says which events are copies. */
const checkCopies = async ({ eventStore, events }: World): Promise<void> => {
  const { copies } = events;
  const within = copiesInLog(eventStore);
  const all = await within({ after: -1n, to: copies.at(-1) ?? 0n })();
  expect(E.isRight(all) && [...all.right].sort((one, other) => Number(one - other))).to.deep.equal(copies);
  for (const [at, copy] of copies.entries()) {
    const between = await within({ after: copies[at - 1] ?? -1n, to: copy - 1n })();
    expect(E.isRight(between) && [...between.right]).to.deep.equal([]);
  }
};

describe('Whatever happens while retention runs', function () {
  this.timeout(300_000);

  it(`is folded again to the same, audited to the same, and found again (${String(HISTORIES)} histories)`, async () => {
    let taken = 0;
    for (let seed = 1; seed <= HISTORIES; seed += 1) {
      try {
        const kept = await live(seed);
        await checkSums(kept);
        taken += kept.taken;
        for (const process of kept.world.captures()) process.crash();
        await kept.world.eventStore.close();
      } catch (cause) {
        throw new Error(`history ${String(seed)}: ${cause instanceof Error ? cause.message : String(cause)}`, {
          cause,
        });
      }
    }
    expect(taken, 'events taken away').to.be.above(3 * HISTORIES);
  });
});
