import * as E from 'fp-ts/Either';
import { periodOf, type Period } from '../../domain/replay/period';
import { positionBefore } from '../capture/copies/restore-ids';
import { oldestOf } from '../last-before';
import { CAPTURES, PREFIXES } from '../streams';
import { type Actor } from '../use-cases/hooks';
import { type ReplayRefusal, type ReplayRequest } from '../use-cases/replays';
import { type ReplayDependencies } from './replay-dependencies';

type Checked<A> = Promise<E.Either<ReplayRefusal, A>>;

export interface Replayable extends Period {
  /** Exclusive; no event of the period lies before. */
  readonly after: bigint;
}

const asText = (time: number): string => new Date(time).toISOString();

/** Whether what is asked for can be replayed: whose it is, and whether the log still tells and already tells. */
export const replayable = async (
  dependencies: ReplayDependencies,
  actor: Actor,
  request: ReplayRequest,
): Checked<Replayable> => {
  const own = ownHook(dependencies, actor, request);
  if (E.isLeft(own)) return own;
  const period = readPeriod(dependencies, request);
  if (E.isLeft(period)) return period;
  const kept = await isKept(dependencies, period.right);
  if (E.isLeft(kept)) return kept;
  const captured = await isCaptured(dependencies, period.right);
  if (E.isLeft(captured)) return captured;
  const start = await positionBefore(dependencies.eventStore, period.right.from);
  return E.isLeft(start) ? start : E.right({ ...period.right, after: start.right ?? -1n });
};

const ownHook = (
  { hookOf }: ReplayDependencies,
  actor: Actor,
  { account = actor.account, hook }: ReplayRequest,
): E.Either<ReplayRefusal, void> => {
  if (account !== actor.account) return E.left({ type: 'AccountNotOfKey', account });
  if (hook === undefined || hookOf(hook)?.account === account) return E.right(undefined);
  return E.left({ type: 'HookUnknown', hook });
};

const readPeriod = ({ clock }: ReplayDependencies, { from, to }: ReplayRequest): E.Either<ReplayRefusal, Period> => {
  const period = periodOf(from, to);
  if (E.isLeft(period)) return E.left({ type: 'InvalidPeriod', ...period.left });
  const now = clock.now();
  return period.right.to > now ? E.left({ type: 'PeriodNotOver', latest: asText(now) }) : period;
};

/** A record comes after the events it covers: behind the oldest record that is left, all of them are. */
const isKept = async ({ eventStore, clock, outcomesKeptMs }: ReplayDependencies, { from }: Period): Checked<void> => {
  const oldest = await oldestOf(eventStore, CAPTURES);
  if (E.isLeft(oldest)) return oldest;
  const { revision = 0n, recordedAt = 0 } = oldest.right ?? {};
  const earliest = Math.max(clock.now() - outcomesKeptMs, revision > 0n ? recordedAt + 1 : 0);
  return from >= earliest ? E.right(undefined) : E.left({ type: 'PeriodBeforeRetention', earliest: asText(earliest) });
};

const isCaptured = async ({ eventStore, capture }: ReplayDependencies, { to }: Period): Checked<void> => {
  const next = { prefixes: [PREFIXES.platformEvents], after: capture.position(), to: null, maxCount: 1, maxBytes: 1 };
  const page = await eventStore.readRange(next)();
  if (E.isLeft(page)) return page;
  const [waiting] = page.right.events;
  return waiting === undefined || waiting.recordedAt > to
    ? E.right(undefined)
    : E.left({ type: 'PeriodNotCaptured', before: asText(waiting.recordedAt) });
};
