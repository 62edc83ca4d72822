import * as E from 'fp-ts/Either';
import { type Actor } from '../use-cases/hooks';
import { type ReplayRefusal, type ReplayRequest, type ReplayUseCases, type ReplayView } from '../use-cases/replays';
import { type Replayable, replayable } from './replayable';
import { type ReplayCapture, type ReplayDependencies } from './replay-dependencies';
import { replayReport } from './replay-report';
import { type ReplayProgress, runReplay } from './run-replay';
import { type WalkEnd } from './walk-log';

/** A replay as this process knows it. */
interface Known {
  readonly asked: Pick<ReplayView, 'replay' | 'account' | 'hook' | 'from' | 'to' | 'dryRun' | 'by' | 'startedAt'>;
  readonly progress: ReplayProgress;
  cancelled: boolean;
  ended: Pick<ReplayView, 'endedAt' | 'status' | 'detail'> | null;
}

const MOST_KNOWN = 20;

const detailOf = (end: Exclude<WalkEnd, 'cancelled'>): string => {
  if (end === 'capture-ended')
    return 'Capture has ended in this process, or another one has taken over. What was repaired stays so; replay again.';
  if (end === 'overtaken')
    return 'Retention has taken away records of the period while it was read. Nothing of it was repaired; begin later.';
  return `The log cannot be read: ${end.detail}. What was repaired stays so; replay again.`;
};

const asText = (time: number): string => new Date(time).toISOString();

const viewOf = ({ asked, progress, ended }: Known): ReplayView => ({
  ...asked,
  ...(ended ?? { status: 'running' }),
  events: progress.events,
  ...(progress.readTo === null ? {} : { readTo: asText(progress.readTo) }),
  ...progress.report.view(),
});

export interface ReplaysDependencies extends Omit<ReplayDependencies, 'capture'> {
  /** Null: none is at work in this process. */
  readonly currentCapture: () => ReplayCapture | null;
}

const NOT_HERE: ReplayRefusal = {
  type: 'CaptureUnavailable',
  detail: 'capture is not running in this process',
};

export const replays = (dependencies: ReplaysDependencies): ReplayUseCases => {
  const { clock, identity, log } = dependencies;
  const known = new Map<string, Known>();
  let starting = false;

  const underWay = (): string | null => [...known.values()].find(({ ended }) => ended === null)?.asked.replay ?? null;

  const remember = (one: Known): void => {
    known.set(one.asked.replay, one);
    for (const replay of known.keys()) if (known.size > MOST_KNOWN) known.delete(replay);
  };

  const run = async (one: Known, { from, to, after }: Replayable, capture: ReplayCapture): Promise<void> => {
    const { account, hook, dryRun } = one.asked;
    const job = {
      account,
      from,
      to,
      dryRun,
      isCancelled: () => one.cancelled,
      ...(hook === undefined ? {} : { hook }),
    };
    const ran = await runReplay({ ...dependencies, capture }, job, { after, progress: one.progress });
    const endedAt = asText(clock.now());
    if (E.isRight(ran)) one.ended = { endedAt, status: 'done' };
    else if (ran.left === 'cancelled') one.ended = { endedAt, status: 'cancelled' };
    else one.ended = { endedAt, status: 'failed', detail: detailOf(ran.left) };
    const { hooks: _hooks, ...told } = viewOf(one);
    log.info('a replay has ended', { ...told });
  };

  const begin = (actor: Actor, { hook, dryRun }: ReplayRequest, period: Replayable): Known => {
    const one: Known = {
      asked: {
        replay: identity.random(),
        account: actor.account,
        ...(hook === undefined ? {} : { hook }),
        from: asText(period.from),
        to: asText(period.to),
        dryRun,
        by: actor.name,
        startedAt: asText(clock.now()),
      },
      progress: { report: replayReport(), eventsBefore: 0, events: 0, readTo: null },
      cancelled: false,
      ended: null,
    };
    remember(one);
    log.info('a replay has begun', { ...one.asked });
    return one;
  };

  const start = async (actor: Actor, request: ReplayRequest): Promise<E.Either<ReplayRefusal, ReplayView>> => {
    const capture = dependencies.currentCapture();
    if (capture === null) return E.left(NOT_HERE);
    const checked = await replayable({ ...dependencies, capture }, actor, request);
    if (E.isLeft(checked)) return checked;
    const begun = begin(actor, request, checked.right);
    void run(begun, checked.right, capture);
    return E.right(viewOf(begun));
  };

  const own = ({ account }: Actor, replay: string): E.Either<ReplayRefusal, Known> => {
    const one = known.get(replay);
    return one?.asked.account === account ? E.right(one) : E.left({ type: 'ReplayUnknown', replay });
  };

  return {
    start: (actor, request) => async () => {
      const replay = underWay();
      if (replay !== null || starting) return E.left({ type: 'ReplayUnderWay', replay: replay ?? '' });
      starting = true;
      const started = await start(actor, request);
      starting = false;
      return started;
    },
    read: (actor, replay) => () => Promise.resolve(E.map(viewOf)(own(actor, replay))),
    cancel: (actor, replay) => () =>
      Promise.resolve(
        E.map((one: Known) => {
          one.cancelled = true;
          return viewOf(one);
        })(own(actor, replay)),
      ),
  };
};
