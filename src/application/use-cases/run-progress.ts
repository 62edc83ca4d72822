/** captured = delivered + parked + discarded + waiting, as of one moment. */
export interface RunProgress {
  readonly run: string;
  readonly captured: number;
  readonly delivered: number;
  readonly parked: number;
  /** Of the parked: what a redelivery would send. */
  readonly redeliverable: number;
  readonly discarded: number;
  readonly waiting: number;
  /** `done`: read, and what of it was captured is settled. */
  readonly events: { readonly done: number; readonly inAll: number };
  /** Days of UTC that hold events; `current`: the one being read, null once all are. */
  readonly days: { readonly done: number; readonly inAll: number; readonly current: string | null };
  readonly leftOut: {
    readonly notMatched: number;
    readonly notExportable: number;
    readonly alreadyDelivered: number;
    /** Of the first and last day, where the time zone is not UTC. */
    readonly outsideOfPeriod: number;
  };
  /** Events of the period that came after the run was started. */
  readonly late: number;
  /** Events a second of late; null while there is nothing to tell it from. */
  readonly perSecond: number | null;
  readonly secondsLeft: number | null;
  readonly circuit: 'closed' | 'open';
}
