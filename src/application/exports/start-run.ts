import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type StartExportRun, type HookFacts } from '../../domain/export-run/export-run-command';
import { type StartedRun } from '../../domain/export-run/export-run';
import { firstDayFrom } from '../../domain/shared/zoned-days';
import { hookAndNumberOf, runId } from '../../domain/export-run/run-id';
import { exportRunAggregate } from '../commands/export-run-aggregate';
import { handleCommand } from '../commands/handle-command';
import { loadAggregate } from '../commands/load-aggregate';
import { asUnavailable } from '../commands/unavailable';
import { exportRunStream } from '../streams';
import { type ExportRequest, type ExportRunFailure } from '../use-cases/export-runs';
import { type Actor } from '../use-cases/hooks';
import { earliestInZone } from './earliest-in-zone';
import { type ExportPorts } from './export-ports';
import { loadHook } from './load-hook';

type Failing<A> = TE.TaskEither<ExportRunFailure, A>;
type Facts = Omit<HookFacts, 'unfinished'>;

const MAX_TRIES = 1000;

const factsOf = (ports: ExportPorts, actor: Actor, hook: number): Failing<Facts> =>
  pipe(
    loadHook(ports, actor, hook),
    TE.map(({ hook: { status }, revision, types }) => ({ status, revision, types })),
  );

const isUnfinished = (status: string): boolean => status !== 'completed' && status !== 'aborted' && status !== 'absent';

/** Starts the run after the n-th of the hook. Whoever takes the number first has it, and is then seen by all others. */
const startAfter = (
  ports: ExportPorts,
  command: (run: string, unfinished: string | null) => StartExportRun,
  {
    hook,
    account,
    n,
    tries,
  }: { readonly hook: number; readonly account: number; readonly n: number; readonly tries: number },
): Failing<{ readonly run: StartedRun; readonly position: bigint }> => {
  const run = runId(hook, n + 1);
  return pipe(
    loadAggregate(exportRunAggregate)(ports.eventStore)(exportRunStream(account, runId(hook, n))),
    TE.flatMap(({ state }) =>
      handleCommand(exportRunAggregate)(ports)<never>({
        stream: exportRunStream(account, run),
        commandFor: () => E.right(command(run, isUnfinished(state.status) ? runId(hook, n) : null)),
      }),
    ),
    TE.mapError(asUnavailable),
    TE.flatMapEither(({ state, position }) =>
      state.status === 'absent'
        ? E.left({ type: 'ExportRunNotFound' as const, run })
        : E.right({ run: state, position }),
    ),
    TE.orElse((failure): Failing<{ readonly run: StartedRun; readonly position: bigint }> => {
      const isTaken = failure.type === 'ExportRunExists' || failure.type === 'WrongExpectedRevision';
      if (!isTaken) return TE.left(failure);
      return tries > 1
        ? startAfter(ports, command, { hook, account, n: n + 1, tries: tries - 1 })
        : TE.left({ type: 'TooManyConflicts' });
    }),
  );
};

/** Answers once the directory shows the run. */
export const startRun =
  (ports: ExportPorts) =>
  (actor: Actor, { hook, ...asked }: ExportRequest): Failing<StartedRun> =>
    pipe(
      TE.Do,
      TE.bind('facts', () => factsOf(ports, actor, hook)),
      TE.bind('earliestEvent', (): Failing<string | null> => earliestInZone(ports, actor.account)),
      TE.flatMap(({ facts, earliestEvent }) => {
        const now = ports.clock.now();
        const { account } = actor;
        const zone = ports.zoneOf(account);
        const n = hookAndNumberOf(ports.runs.newestOf(hook)?.run ?? '')?.n ?? 0;
        const command = (run: string, unfinished: string | null): StartExportRun => ({
          type: 'StartExportRun',
          run,
          hook,
          account,
          at: new Date(now).toISOString(),
          by: actor.name,
          ...asked,
          zone,
          now,
          hookFacts: { ...facts, unfinished },
          earliestEvent,
          earliestOutcome: firstDayFrom(zone, now - ports.outcomesKeptMs),
        });
        return startAfter(ports, command, { hook, account, n, tries: MAX_TRIES });
      }),
      TE.tapTask(
        ({ position }) =>
          () =>
            ports.runs.reached(position),
      ),
      TE.map(({ run }) => run),
    );
