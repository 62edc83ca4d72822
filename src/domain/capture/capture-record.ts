/** What capture decided about one page, appended before anything is published: checkpoint, outbox and counter in one. */
export interface PageCaptured {
  readonly type: 'PageCaptured';
  /** Everything up to here has been handled. */
  readonly position: bigint;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly blocks: ReadonlyArray<ClosedBlock>;
  /** Open blocks this page began or lengthened. */
  readonly open: ReadonlyArray<OpenBlock>;
  readonly parked: ReadonlyArray<ParkedAtOnce>;
  /** Hooks that fell behind, moved on behind, or counted a skipped stretch. */
  readonly behind: ReadonlyArray<BehindMove>;
  /** Hooks that are live again from `position` on. */
  readonly caughtUp: ReadonlyArray<number>;
  /**
   * Positions of events that are copies: recorded again under an id capture knew. Nobody reads them as events, ever.
   * Ascending; each stands in one record, at or before its `position`.
   */
  readonly copies?: ReadonlyArray<bigint>;
  /** The event after `position` was handled for hooks up to this number only: it had more than one record holds. */
  readonly partial?: PartialEvent;
}

export interface PartialEvent {
  readonly position: bigint;
  readonly hook: number;
}

/** Appended at each start; its own revision begins every publication number (design 4, Fencing). */
export interface CaptureTakenOver {
  readonly type: 'CaptureTakenOver';
  readonly at: number;
}

/** All matches of the hook in the stretch `from`..`to` of the log, both inclusive. */
export interface ClosedBlock {
  readonly id: string;
  readonly hook: number;
  readonly from: bigint;
  readonly to: bigint;
  readonly n: number;
  /** UTF-8 length of the bodies. */
  readonly bytes: number;
  readonly revision: number;
  /** Of a hook with conditions on data: which of the stretch, see picks.ts. */
  readonly picks?: string;
}

export interface OpenBlock {
  readonly hook: number;
  readonly from: bigint;
  readonly n: number;
  /** Milliseconds since the epoch. */
  readonly openedAt: number;
}

/** An event that could not be shaped for a hook. */
export interface ParkedAtOnce {
  readonly hook: number;
  readonly delivery: string;
  readonly position: bigint;
  readonly reason: string;
  readonly parkedRevision: string;
}

export interface BehindMove {
  readonly hook: number;
  /** Everything of the hook up to here is in blocks; exclusive start of what waits. */
  readonly after: bigint;
  /** Deliveries of the stretch just read that a skip or a deletion discarded. */
  readonly skipped: number;
}

export type CaptureRecord = PageCaptured | CaptureTakenOver;
