/** Counted by the page or the group, never looked up by scanning anything. */
export interface Metrics {
  readonly accepted: (events: number, repeats: number) => void;
  readonly captured: (deliveries: number) => void;
  readonly delivered: (deliveries: number) => void;
  readonly failedAttempts: (deliveries: number, kind: 'endpoint' | 'message') => void;
  readonly parked: (deliveries: number) => void;
  readonly discarded: (deliveries: number) => void;
  /** Milliseconds. */
  readonly acceptLatency: (ms: number) => void;
  readonly requestLatency: (ms: number) => void;
  /** From accepted (recorded in the log) to confirmed by the receiver. */
  readonly deliveryLatency: (ms: number, deliveries: number) => void;
  /** Events recorded again under an id capture knew. */
  readonly copies: (events: number) => void;
  /** Copies that said something else than the event they repeat. */
  readonly conflicts: (events: number) => void;
  readonly republished: (blocks: number) => void;
}
