import { matches } from '../../../domain/capture-rule/matches';
import { type RunTally } from '../../../domain/capture/run-record';
import { type StartedRun } from '../../../domain/export-run/export-run';
import { epochMs } from '../../../domain/shared/instant';
import { type RoutedEvent } from '../../codecs/routed-event';
import { type TimelineEntry } from '../hook-timeline';

/** What a run knows while it reads: the hook at the pinned revision, and what the hook has received before. */
export interface RunMatching {
  readonly run: StartedRun;
  readonly entry: TimelineEntry;
  /** Null: what was delivered is not left out. */
  readonly received: ((routed: RoutedEvent) => boolean) | null;
}

export type LeftOut = Exclude<keyof RunTally, 'events'>;

/** Live matching says yes only to what is to be captured; history recorded without capture is exported too (decision 26). */
const asCaptured = (routed: RoutedEvent): RoutedEvent => (routed.capture ? routed : { ...routed, capture: true });

/** Null: it belongs to the export. */
export const leftOutBecause = ({ run, entry, received }: RunMatching, routed: RoutedEvent): LeftOut | null => {
  if (isOutside(run, routed)) return 'outside';
  if (!matches(entry.rule, asCaptured(routed))) return 'notMatched';
  if (run.notExportable.includes(routed.type)) return 'notExportable';
  return received?.(routed) === true ? 'alreadyDelivered' : null;
};

/** Days of UTC are the streams themselves; those of another zone begin and end inside of them. */
const isOutside = ({ period }: StartedRun, { occurredAt }: RoutedEvent): boolean => {
  if (period.zone === 'UTC') return false;
  const at = epochMs(occurredAt);
  return at < period.begins || at >= period.ends;
};
