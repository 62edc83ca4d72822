import { type SnapshotWalk } from '../../domain/retention/snapshot-walk';

/** How far retention has come: memory only, a start looks again from what is left of the log. */
export interface Progress {
  walk: SnapshotWalk | null;
  /** First revision that is left of the captures stream. */
  beginsAt: bigint;
  /** Position up to which what a snapshot covers was taken away. */
  forgottenTo: bigint | null;
  /** Position up to which what export runs parked was taken away. */
  runsForgottenTo: bigint | null;
  /** Position up to which old parked deliveries were looked at. */
  expiredTo: bigint | null;
  /** Position up to which platform events were taken away. */
  eventsFrom: bigint | null;
  stopping: boolean;
}

export const newProgress = (): Progress => ({
  walk: null,
  beginsAt: 0n,
  forgottenTo: null,
  runsForgottenTo: null,
  expiredTo: null,
  eventsFrom: null,
  stopping: false,
});

/** more: there is work left, the bound of one run was reached. */
export type Done = 'done' | 'more';
