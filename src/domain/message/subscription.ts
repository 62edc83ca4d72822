import { type JsonObject } from '../shared/json';

/** What a message says about the hook that sends it. */
export interface Subscription {
  readonly hook: number;
  /** Entity of the account the hook belongs to (decision 1). */
  readonly entity: string;
}

/** What shaping takes from the hook and the delivery besides the event. */
export interface Shaping extends Subscription {
  /** Absent where no delivery is meant, as when an example is checked. */
  readonly delivery?: string;
  /** The event's own, the hook's pairs and profile fields put together; absent: the event's own. */
  readonly customData?: JsonObject | undefined;
}

/** The event cannot become a message of this format; capture parks it for the hook with the reason. */
export interface ShapingRefusal {
  readonly type: 'ShapingRefusal';
  /** Path in the event, such as `subjects.element.id`. */
  readonly field: string;
  readonly reason: string;
}
