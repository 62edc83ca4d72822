import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type StartedRun } from '../../domain/export-run/export-run';
import { hookAndNumberOf } from '../../domain/export-run/run-id';
import { appendSurely } from '../commands/append-surely';
import { asUnavailable } from '../commands/unavailable';
import { encodeRunRedelivery } from '../codecs/run-redelivery-codec';
import { exportParkedStream } from '../streams';
import { type ExportRunFailure, type ExportRunUseCases, type ExportRunView } from '../use-cases/export-runs';
import { type RunProgress } from '../use-cases/run-progress';
import { type Actor } from '../use-cases/hooks';
import { commandRun } from './command-run';
import { type ExportPorts } from './export-ports';
import { startRun } from './start-run';

type Failing<A> = TE.TaskEither<ExportRunFailure, A>;

/** Capture may not have seen yet that it stands still. */
const asOf = ({ status }: StartedRun, progress: RunProgress | null): RunProgress | null =>
  progress === null || status === 'in-progress' ? progress : { ...progress, perSecond: null, secondsLeft: null };

/** What the doors can ask about export runs, on the log. */
export const exportRunUseCases = (ports: ExportPorts): ExportRunUseCases => {
  const start = startRun(ports);
  const command = commandRun(ports);

  const found = ({ account }: Actor, id: string): E.Either<ExportRunFailure, StartedRun> => {
    const run = ports.runs.get(id);
    return run?.account === account ? E.right(run) : E.left({ type: 'ExportRunNotFound', run: id });
  };

  const progressOf = (run: string): TE.TaskEither<never, RunProgress | null> =>
    pipe(
      ports.capture.progressOf(run),
      TE.orElse(() => TE.right<never, RunProgress | null>(null)),
    );

  const shown = (run: StartedRun): Failing<ExportRunView> =>
    pipe(
      progressOf(run.run),
      TE.map((progress) => ({ run, progress: asOf(run, progress) })),
    );

  const isActive = (id: string): boolean => ports.hooks.get(hookAndNumberOf(id)?.hook ?? 0)?.hook.status === 'active';

  const ofActiveHook = (run: StartedRun): E.Either<ExportRunFailure, StartedRun> => {
    const { hook } = run;
    const status = ports.hooks.get(hook)?.hook.status ?? 'deleted';
    if (status === 'deleted') return E.left({ type: 'HookDeleted', hook });
    return status === 'active' ? E.right(run) : E.left({ type: 'ExportHookNotActive', hook, status });
  };

  const askAgain = (actor: Actor, { run, account }: StartedRun): Failing<void> =>
    pipe(
      appendSurely(ports.eventStore)({
        stream: exportParkedStream(account, run),
        expected: 'any',
        events: [{ id: ports.identity.random(), ...encodeRunRedelivery({ run, by: actor.name }) }],
      }),
      TE.mapError((failure): ExportRunFailure => {
        const told = asUnavailable(failure);
        return told.type === 'WrongExpectedRevision' ? { type: 'TooManyConflicts' } : told;
      }),
      TE.map(() => undefined),
    );

  return {
    start: (actor, request) => pipe(start(actor, request), TE.flatMap(shown)),
    read: (actor, run) => pipe(TE.fromEither(found(actor, run)), TE.flatMap(shown)),
    list: ({ account }, filter) => TE.fromIO(() => ports.runs.list(account, filter)),
    suspend: (actor, run) => pipe(command(actor, run, { type: 'SuspendExportRun' }), TE.flatMap(shown)),
    resume: (actor, run) =>
      pipe(command(actor, run, { type: 'ResumeExportRun', hookIsActive: isActive(run) }), TE.flatMap(shown)),
    abort: (actor, id) =>
      pipe(
        progressOf(id),
        TE.flatMap((before) =>
          pipe(
            command(actor, id, { type: 'AbortExportRun' }),
            TE.map((run) => ({ run, progress: asOf(run, before), dropped: before?.waiting ?? null })),
          ),
        ),
      ),
    redeliverParked: (actor, id) =>
      pipe(
        TE.fromEither(pipe(found(actor, id), E.flatMap(ofActiveHook))),
        TE.bindTo('run'),
        TE.bindW('before', () => ports.capture.progressOf(id)),
        TE.tap(({ run }) => askAgain(actor, run)),
        TE.map(({ run, before }) => ({ run, progress: before, asked: before?.redeliverable ?? 0 })),
      ),
  };
};
