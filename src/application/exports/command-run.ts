import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type StartedRun } from '../../domain/export-run/export-run';
import { type ExportRunCommand, type StartExportRun } from '../../domain/export-run/export-run-command';
import { hookAndNumberOf } from '../../domain/export-run/run-id';
import { exportRunAggregate } from '../commands/export-run-aggregate';
import { handleCommand } from '../commands/handle-command';
import { retryOnConflict } from '../commands/retry-on-conflict';
import { asUnavailable } from '../commands/unavailable';
import { exportRunStream } from '../streams';
import { type ExportRunFailure } from '../use-cases/export-runs';
import { type Actor } from '../use-cases/hooks';
import { type ExportPorts } from './export-ports';

type Named = 'run' | 'hook' | 'account' | 'at' | 'by';
type Change<C> = C extends ExportRunCommand ? Omit<C, Named> : never;

/** One command of a person on a run; answers once the directory shows what it did. */
export const commandRun =
  ({ eventStore, identity, clock, runs }: ExportPorts) =>
  (
    { account, name }: Actor,
    run: string,
    change: Change<Exclude<ExportRunCommand, StartExportRun>>,
  ): TE.TaskEither<ExportRunFailure, StartedRun> => {
    const hook = hookAndNumberOf(run)?.hook;
    if (hook === undefined) return TE.left({ type: 'ExportRunNotFound', run });
    return pipe(
      handleCommand(exportRunAggregate)({ eventStore, identity })<never>({
        stream: exportRunStream(account, run),
        commandFor: () => E.right({ run, hook, account, at: new Date(clock.now()).toISOString(), by: name, ...change }),
      }),
      retryOnConflict(),
      TE.mapError((failure): ExportRunFailure => asUnavailable(failure)),
      TE.flatMapEither(({ state, position }) =>
        state.status === 'absent'
          ? E.left<ExportRunFailure>({ type: 'ExportRunNotFound', run })
          : E.right({ run: state, position }),
      ),
      TE.tapTask(
        ({ position }) =>
          () =>
            runs.reached(position),
      ),
      TE.map((done) => done.run),
    );
  };
