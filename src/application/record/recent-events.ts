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
  /** The event whose sealed text is exactly this; another body refused under the same id is never mistaken for it. */
  readonly get: (id: string, sealed: string) => PlatformEvent | null;
  /** The routing part of what is stored, where its data is exactly what was put under its id. */
  readonly routed: (stored: RecordedEvent) => RoutedEvent | null;
  /** Forgets what is held of a profile, by its id: after an erasure. */
  readonly forget: (account: number, profileId: string) => void;
}
export interface RecentEventsLimits {
  readonly maxEvents: number;
  readonly maxBytes: number;
}

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
    get: (id, sealed) => {
      const held = young.get(id);
      if (held?.text === sealed) return held.event;
      const older = old.get(id);
      return older?.text === sealed ? older.event : null;
    },
    routed: (stored) => {
      if (stored.type !== PLATFORM_EVENT) return null;
      const held = young.get(stored.id);
      if (held?.data === stored.data) return routedAs(stored, held);
      const older = old.get(stored.id);
      return older?.data === stored.data ? routedAs(stored, older) : null;
    },
    forget: (account, profileId) => {
      for (const generation of [young, old]) {
        for (const [id, { event }] of generation) {
          if (event.account === account && event.profile?.id === profileId) generation.delete(id);
        }
      }
    },
  };
};
