/** What a message says about the hook that sends it. */
export interface Subscription {
  readonly hook: number;
  /** Entity of the account the hook belongs to (decision 1). */
  readonly entity: string;
}

/** The event cannot become a message of this format; capture parks it for the hook with the reason. */
export interface ShapingRefusal {
  readonly type: 'ShapingRefusal';
  /** Path in the event, such as `subjects.element.id`. */
  readonly field: string;
  readonly reason: string;
}
