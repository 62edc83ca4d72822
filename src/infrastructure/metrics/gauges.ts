/** What is read at the moment of a scrape. Each answer is kept up to date elsewhere: none may walk hooks or events. */
export interface Gauges {
  /** Deliveries without an outcome, over all lanes. */
  readonly unsettled: () => number;
  /** The lanes with most of them, at most `most`, in any order. */
  readonly largestLanes: (most: number) => ReadonlyArray<{ readonly lane: string; readonly unsettled: number }>;
  readonly hooksBehind: () => number;
  /** How long the oldest delivery waits, seconds; 0 when none does. */
  readonly oldestWaitingSeconds: () => number;
}

/** Before the engine is up there is nothing to see. */
export const noGauges: Gauges = {
  unsettled: () => 0,
  largestLanes: () => [],
  hooksBehind: () => 0,
  oldestWaitingSeconds: () => 0,
};
