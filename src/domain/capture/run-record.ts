/** What one page of an export run came to: its checkpoint, outbox and counter in one, appended before anything is published. */
export interface RunCaptured {
  readonly type: 'RunCaptured';
  readonly run: string;
  /** Everything of the log up to here had been handled by live capture. */
  readonly position: bigint;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly blocks: ReadonlyArray<RunBlock>;
  readonly parked: ReadonlyArray<RunParkedAtOnce>;
  /** Where reading goes on; null: all days are read. */
  readonly cursor: RunCursor | null;
  /** Of this page. */
  readonly tally: RunTally;
}

/** A place in a day's stream. */
export interface RunCursor {
  readonly day: string;
  /** Revision of the first event not yet read. */
  readonly next: bigint;
}

export const isSameCursor = (one: RunCursor | null, other: RunCursor | null): boolean =>
  one === other || (one !== null && other !== null && one.day === other.day && one.next === other.next);

/** All matches of the run in the stretch `from`..`to` of a day's stream, both inclusive. */
export interface RunBlock {
  readonly id: string;
  readonly day: string;
  readonly from: bigint;
  readonly to: bigint;
  readonly n: number;
  /** UTF-8 length of the bodies. */
  readonly bytes: number;
  /** Where it is no stretch, because some were received before: the revisions it holds. */
  readonly only?: ReadonlyArray<bigint>;
}

export interface RunParkedAtOnce {
  readonly delivery: string;
  readonly reason: string;
  readonly parkedRevision: string;
}

/** events = captured + what was left out. */
export interface RunTally {
  readonly events: number;
  readonly notMatched: number;
  /** Matched, of a type that cannot be exported. */
  readonly notExportable: number;
  /** Received by the hook before, and left out for that. */
  readonly alreadyDelivered: number;
  /** In a stream of the period, at a time outside of it. */
  readonly outside: number;
}

export const NOTHING_READ: RunTally = {
  events: 0,
  notMatched: 0,
  notExportable: 0,
  alreadyDelivered: 0,
  outside: 0,
};

export const sumOfTallies = (one: RunTally, other: RunTally): RunTally => ({
  events: one.events + other.events,
  notMatched: one.notMatched + other.notMatched,
  notExportable: one.notExportable + other.notExportable,
  alreadyDelivered: one.alreadyDelivered + other.alreadyDelivered,
  outside: one.outside + other.outside,
});
