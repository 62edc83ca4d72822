import { accept, type Decision, refuse } from './decision';
import { type ExportRun, type UnfinishedRun } from './export-run';
import { type ExportRunCommand, type ResumeExportRun, type StartExportRun } from './export-run-command';
import { type ExportRunEvent } from './export-run-event';
import { startExportRun } from './start-export-run';

type Named = Pick<ExportRunEvent, 'run' | 'hook' | 'account' | 'at' | 'by'>;

const named = ({ run, hook, account, at, by }: ExportRunCommand): Named => ({ run, hook, account, at, by });

const suspend = (command: ExportRunCommand, state: UnfinishedRun): Decision => {
  if (state.status === 'error') return refuse('ExportRunNotInProgress', command.run);
  if (state.status === 'paused' && state.reason === 'user') return refuse('ExportRunAlreadySuspended', command.run);
  return accept({ type: 'ExportRunSuspended', ...named(command) });
};

/** A run whose hook does not deliver goes on with it. */
const resume = (command: ResumeExportRun, state: UnfinishedRun): Decision => {
  if (state.status === 'in-progress') return refuse('ExportRunAlreadyInProgress', command.run);
  if (state.status === 'paused' && state.reason === 'hook_inactive')
    return refuse('ExportRunWaitsForHook', command.run);
  return accept({ type: command.hookIsActive ? 'ExportRunResumed' : 'ExportRunPaused', ...named(command) });
};

const goOn = (command: ExportRunCommand, state: UnfinishedRun): Decision =>
  state.status === 'paused' && state.reason === 'hook_inactive'
    ? accept({ type: 'ExportRunResumed', ...named(command) })
    : refuse('ExportRunNotWaitingForHook', command.run);

const underWay = (command: ExportRunCommand, state: UnfinishedRun, event: ExportRunEvent): Decision =>
  state.status === 'in-progress' ? accept(event) : refuse('ExportRunNotInProgress', command.run);

const decideUnfinished = (command: Exclude<ExportRunCommand, StartExportRun>, state: UnfinishedRun): Decision => {
  switch (command.type) {
    case 'SuspendExportRun':
      return suspend(command, state);
    case 'ResumeExportRun':
      return resume(command, state);
    case 'AbortExportRun':
      return accept({ type: 'ExportRunAborted', ...named(command) });
    case 'PauseExportRun':
      return underWay(command, state, { type: 'ExportRunPaused', ...named(command) });
    case 'ContinueExportRun':
      return goOn(command, state);
    case 'CompleteExportRun':
      return underWay(command, state, { type: 'ExportRunCompleted', ...named(command), sum: command.sum });
    case 'FailExportRun':
      return underWay(command, state, { type: 'ExportRunFailed', ...named(command), reason: command.reason });
  }
};

/** The transitions of decision 24, and no others. */
export const decide =
  (command: ExportRunCommand) =>
  (state: ExportRun): Decision => {
    if (command.type === 'StartExportRun')
      return state.status === 'absent' ? startExportRun(command) : refuse('ExportRunExists', command.run);
    if (state.status === 'absent' || state.account !== command.account) return refuse('ExportRunNotFound', command.run);
    if (state.status === 'completed') return refuse('ExportRunCompleted', command.run);
    if (state.status === 'aborted') return refuse('ExportRunAborted', command.run);
    return decideUnfinished(command, state);
  };
