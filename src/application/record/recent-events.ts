import { PLATFORM_EVENT, routedAs, type SealedEvent } from '../codecs/platform-event-codec';
import { type RoutedEvent } from '../codecs/routed-event';
import { type PlatformEvent } from '../../domain/platform-event/platform-event';
import { type RecordedEvent } from '../ports/event-store';

/** An event as it goes into the log: `data` is what is appended. */
export interface Recent extends SealedEvent {
  readonly data: string;
}
/** The plain form of events on their way into the log, so that capture in the same process need not open them again. */
export interface RecentEvents {
  /** `bytes`: about what the plain event takes. */
  readonly put: (recent: Recent, bytes: number) => void;
  /**
   * Hands out, once, the event whose sealed text is exactly this; another body refused under the same id is never
   * mistaken for it. What capture has taken need not live on: most garbage the engine makes are events that did.
   */
  readonly take: (id: string, sealed: string) => PlatformEvent | null;
  /** The routing part of what is stored, where its data is exactly what was put under its id. */
  readonly routed: (stored: RecordedEvent) => RoutedEvent | null;
  /** Forgets what is held of a profile, by its pseudonym: after an erasure. */
  readonly forget: (account: number, owner: string) => void;
}
export interface RecentEventsLimits {
  readonly maxEvents: number;
  readonly maxBytes: number;
}

const takenFrom = (generation: Map<string, Recent>, id: string, sealed: string): PlatformEvent | null => {
  const held = generation.get(id);
  if (held?.text !== sealed) return null;
  generation.delete(id);
  return held.event;
};

/** Two generations: when the young one has half of a limit, the old one is forgotten at once. */
export const recentEvents = ({ maxEvents, maxBytes }: RecentEventsLimits): RecentEvents => {
  let young = new Map<string, Recent>();
  let old = new Map<string, Recent>();
  let youngBytes = 0;
  return {
    put: (recent, bytes) => {
      if (young.size + 1 > maxEvents / 2 || youngBytes + bytes > maxBytes / 2) {
        old = young;
        young = new Map();
        youngBytes = 0;
      }
      if (bytes > maxBytes / 2) return;
      young.set(recent.event.id, recent);
      youngBytes += bytes;
    },
    take: (id, sealed) => takenFrom(young, id, sealed) ?? takenFrom(old, id, sealed),
    routed: (stored) => {
      if (stored.type !== PLATFORM_EVENT) return null;
      const held = young.get(stored.id);
      if (held?.data === stored.data) return routedAs(stored, held);
      const older = old.get(stored.id);
      return older?.data === stored.data ? routedAs(stored, older) : null;
    },
    forget: (account, erased) => {
      for (const generation of [young, old]) {
        for (const [id, { event, owner }] of generation) {
          if (event.account === account && owner === erased) generation.delete(id);
        }
      }
    },
  };
};
