import * as E from 'fp-ts/Either';
import { anybodyListens, isListening, NOTHING_WATCHED, type Watch } from '../../domain/engine-event/watch';
import { type Clock } from '../ports/clock';
import { type EventStore, type EventSubscription, type RecordedEvent } from '../ports/event-store';
import { type Identity } from '../ports/identity';
import { type Log } from '../ports/log';
import { CAPTURES, ENGINE_EVENTS, PREFIXES } from '../streams';
import { untilAvailable } from '../until-available';
import { type EventInput, type RecordEvents } from '../use-cases/events';
import { CHECKPOINT, decodeCheckpoint, encodeCheckpoint } from './checkpoint';
import { type ToldEvent, watchLog } from './watch-log';

export interface EngineEventsDependencies {
  readonly eventStore: EventStore;
  readonly record: RecordEvents;
  readonly accountOf: (hook: number) => number | undefined;
  readonly identity: Pick<Identity, 'random'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Records what happens to hooks as platform events, wherever a hook asks for them. */
export interface EngineEvents {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

const PAGE = { maxCount: 500, maxBytes: 2 * 1024 * 1024 };
/** Where nobody listens, only hooks are followed: one that begins to is among them. */
const HOOKS = [PREFIXES.hooks];
const ALL = [PREFIXES.hooks, PREFIXES.outcomes, CAPTURES];
/** Entries of the log between two checkpoints where nothing was told. */
const MOST_BETWEEN = 20_000;
const KEPT = { maxCount: 2 };

const inputOf = ({ id, event }: ToldEvent): EventInput => ({
  id,
  source: 'hookline',
  type: event.type,
  occurredAt: event.at,
  subjects: { element: { id: String(event.hook) } },
  data: event.data,
});

export const engineEvents = (dependencies: EngineEventsDependencies): EngineEvents => {
  const { eventStore, record, accountOf, identity, clock, log } = dependencies;
  let watch: Watch = NOTHING_WATCHED;
  let after: bigint | null = null;
  let sinceCheckpoint = 0;
  let stopped = false;
  let subscription: EventSubscription | null = null;
  let running: Promise<void> = Promise.resolve();
  const patience = { clock, log, stopped: () => stopped };

  /** Hooks as they stand at the checkpoint; without one, at the end of the log: nothing of before is told. */
  const restore = async (): Promise<boolean> => {
    const newest = { direction: 'backwards', from: 'end', maxCount: 1 } as const;
    const read = await untilAvailable(eventStore.readStream(ENGINE_EVENTS, newest), patience);
    const end = await untilAvailable(eventStore.lastPosition(), patience);
    if (E.isLeft(read) || E.isLeft(end)) return false;
    const checkpoint = decodeCheckpoint(read.right.events[0]?.data ?? '');
    const { after: begin, circuits } = checkpoint ?? { after: end.right, circuits: NOTHING_WATCHED.circuits };
    after = begin;
    watch = { ...NOTHING_WATCHED, circuits };
    return begin === null || readHooks(begin);
  };

  const readHooks = async (to: bigint): Promise<boolean> => {
    for (let from: bigint | null = null; ;) {
      const range = eventStore.readRange({ prefixes: HOOKS, after: from, to, ...PAGE });
      const page = await untilAvailable(range, patience);
      if (E.isLeft(page)) return false;
      watch = watchLog(watch, page.right.events, accountOf).watch;
      if (page.right.complete) return true;
      from = page.right.events.at(-1)?.position ?? from;
    }
  };

  /** False: stopped before it was recorded. */
  const tell = async (told: ReadonlyArray<ToldEvent>): Promise<boolean> => {
    const wanted = told.filter(({ event }) => isListening(watch, event.account));
    const byAccount = Map.groupBy(wanted, ({ event }) => event.account);
    for (const [account, events] of byAccount) {
      const actor = { account, name: 'engine' };
      const recorded = await untilAvailable(record(actor, events.map(inputOf)), patience);
      if (E.isLeft(recorded) && stopped) return false;
      if (E.isLeft(recorded))
        log.error('engine events could not be recorded', { account, failure: recorded.left.type });
    }
    return true;
  };

  const checkpoint = async (): Promise<void> => {
    if (after === null) return;
    const data = encodeCheckpoint({ after, circuits: watch.circuits });
    const told = { id: identity.random(), type: CHECKPOINT, data };
    await untilAvailable(eventStore.append(ENGINE_EVENTS, 'any', [told]), patience);
    sinceCheckpoint = 0;
  };

  /** False: stopped. */
  const take = async (page: ReadonlyArray<RecordedEvent>): Promise<boolean> => {
    const read = watchLog(watch, page, accountOf);
    watch = read.watch;
    if (!(await tell(read.told))) return false;
    after = page.at(-1)?.position ?? after;
    sinceCheckpoint += page.length;
    if (read.told.length > 0 || sinceCheckpoint >= MOST_BETWEEN) await checkpoint();
    return true;
  };

  /** Until it is stopped, or other streams are to be followed. */
  const follow = async (): Promise<void> => {
    const listens = anybodyListens(watch);
    const following = eventStore.subscribe({ prefixes: listens ? ALL : HOOKS, after, ...PAGE });
    subscription = following;
    for (let page = await following.next(); page !== null; page = await following.next()) {
      if (!(await take(page)) || anybodyListens(watch) !== listens) break;
    }
    following.close();
  };

  const run = async (): Promise<void> => {
    if (!(await restore())) return;
    await untilAvailable(eventStore.writeMetadata(ENGINE_EVENTS, KEPT), patience);
    while (!stopped) await follow();
    await checkpoint();
  };

  return {
    start: () => {
      running = run().catch((cause: unknown) => {
        log.error('engine events met a defect', { cause: String(cause) });
      });
    },
    stop: async () => {
      stopped = true;
      subscription?.close();
      await running;
    },
  };
};
