/** captured = delivered + parked + discarded + waiting (design 9.5). */
export interface Sum {
  readonly captured: number;
  readonly delivered: number;
  readonly parked: number;
  readonly discarded: number;
  readonly waiting: number;
}
export interface HookSum extends Sum {
  readonly hook: number;
  /** Matched, still in an open block: captured once it closes. */
  readonly accumulating: number;
  /** Present when the hook is behind: from where and since when events wait in the log. */
  readonly behind?: { readonly after: string; readonly since: string };
  readonly circuit: 'closed' | 'open' | 'probing';
  /** Blocks unsettled, and of these on the bus. */
  readonly blocks: number;
  readonly onBus: number;
  /** Position of the log this speaks of. */
  readonly position: string;
}
/** A sum at the moment of a command. What is behind then is in none of its numbers yet. */
export type WaitedSum = Sum & Pick<HookSum, 'behind'>;
/** `hookline audit sum`: recounted from the events themselves. */
export interface AuditedSum {
  readonly hook: number;
  readonly kept: Sum;
  readonly recounted: Sum;
  readonly agrees: boolean;
  /** Says from where the recount starts, and what older totals came from. */
  readonly note: string;
}
