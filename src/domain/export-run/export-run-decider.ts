import { type Decider } from '../shared/decider';
import { decide } from './decide';
import { evolve } from './evolve';
import { type ExportRun } from './export-run';
import { type ExportRunCommand } from './export-run-command';
import { type ExportRunEvent } from './export-run-event';
import { type ExportRunRefusal } from './export-run-refusal';

/** The historical export of a hook, an aggregate (decisions 23 to 25). */
export const exportRunDecider: Decider<ExportRunCommand, ExportRun, ExportRunEvent, ExportRunRefusal> = {
  initialState: { status: 'absent' },
  decide,
  evolve,
};
