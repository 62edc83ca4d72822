import * as E from 'fp-ts/Either';
import { type CorruptEvent } from '../codecs/corrupt-event';
import { decodeRouting } from '../codecs/platform-event-codec';
import { type RoutedEvent } from '../codecs/routed-event';
import { type RecordedEvent } from '../ports/event-store';
import { type RecentEvents } from './recent-events';

/** A stored platform event as far as it can be read without a key. */
export type RoutedOf = (stored: RecordedEvent) => E.Either<CorruptEvent, RoutedEvent>;

/** Reads only what this process has not just written itself. */
export const routedOf =
  (recent: Pick<RecentEvents, 'routed'>): RoutedOf =>
  (stored) => {
    const held = recent.routed(stored);
    return held === null ? decodeRouting(stored) : E.right(held);
  };
