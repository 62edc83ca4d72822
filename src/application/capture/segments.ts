import { type RecordedEvent } from '../ports/event-store';
import { PREFIXES } from '../streams';

/** A stretch of a page that is handled as one: events to capture, or a single other entry. */
export type Segment =
  | { readonly kind: 'events'; readonly events: ReadonlyArray<RecordedEvent> }
  | { readonly kind: 'hook'; readonly stored: RecordedEvent }
  | { readonly kind: 'entry'; readonly stored: RecordedEvent };

/**
 * A page in segments. Outcomes do not end a stretch of events: what they change does not depend on it, and a block of
 * the stretch cannot have been answered yet. A hook event does: it takes effect between two events.
 */
export const segmentsOf = (page: ReadonlyArray<RecordedEvent>): ReadonlyArray<Segment> => {
  const segments: Segment[] = [];
  let events: RecordedEvent[] = [];
  const endEvents = (): void => {
    if (events.length > 0) segments.push({ kind: 'events', events });
    events = [];
  };
  for (const stored of page) {
    if (stored.stream.startsWith(PREFIXES.platformEvents)) events.push(stored);
    else if (stored.stream.startsWith(PREFIXES.hooks)) {
      endEvents();
      segments.push({ kind: 'hook', stored });
    } else {
      endEvents();
      segments.push({ kind: 'entry', stored });
    }
  }
  endEvents();
  return segments;
};
