import { type RunLane } from '../../../domain/capture/run-lane';
import { type Lane } from '../../../domain/capture/lane';
import { type Due } from '../../../domain/capture/schedule';
import { type BlockCommand } from '../../deliver/block-command';
import { blockCommand } from '../block-commands';
import { type BlockContent } from '../block-content';

export interface RunPublication {
  readonly run: RunLane;
  readonly hook: Lane;
  readonly due: Due;
  readonly number: string;
}

/** As a block of the hook, in the run's own lane. */
export const runCommand = (
  { run, hook, due, number }: RunPublication,
  content: BlockContent,
  stamp: bigint | null,
): BlockCommand => ({
  ...blockCommand({ lane: { ...run.lane, settings: hook.settings }, due, number }, content, stamp),
  lane: `run:${run.run.run}`,
  run: { id: run.run.run, stamp: run.stamp },
});
