import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type ExportRunCommand } from '../../domain/export-run/export-run-command';
import { exportRunStream } from '../streams';
import { exportRunAggregate } from './export-run-aggregate';
import { type CommandPorts, handleCommand } from './handle-command';

/** One command of the engine on a run. A refusal means that somebody was faster. */
export type CommandsExportRun = (command: ExportRunCommand) => TE.TaskEither<{ readonly type: string }, void>;

export const engineCommandsRun =
  (ports: CommandPorts): CommandsExportRun =>
  (command) =>
    pipe(
      handleCommand(exportRunAggregate)(ports)<never>({
        stream: exportRunStream(command.account, command.run),
        commandFor: () => E.right(command),
      }),
      TE.map(() => undefined),
    );
