import { type PlatformEvent } from '../../domain/platform-event/platform-event';

/** The plain form of events on their way into the log, so that capture in the same process need not open them again. */
export interface RecentEvents {
  /** `bytes`: about what the plain event takes. */
  readonly put: (event: PlatformEvent, sealed: string, bytes: number) => void;
  /** The event whose sealed text is exactly this; another body refused under the same id is never mistaken for it. */
  readonly get: (id: string, sealed: string) => PlatformEvent | null;
  /** Forgets what is held of a profile, by its id: after an erasure. */
  readonly forget: (account: number, profileId: string) => void;
}
export interface RecentEventsLimits {
  readonly maxEvents: number;
  readonly maxBytes: number;
}

interface Held {
  readonly event: PlatformEvent;
  readonly sealed: string;
}

/** Two generations: when the young one has half of a limit, the old one is forgotten at once. */
export const recentEvents = ({ maxEvents, maxBytes }: RecentEventsLimits): RecentEvents => {
  let young = new Map<string, Held>();
  let old = new Map<string, Held>();
  let youngBytes = 0;
  return {
    put: (event, sealed, bytes) => {
      if (young.size + 1 > maxEvents / 2 || youngBytes + bytes > maxBytes / 2) {
        old = young;
        young = new Map();
        youngBytes = 0;
      }
      if (bytes > maxBytes / 2) return;
      young.set(event.id, { event, sealed });
      youngBytes += bytes;
    },
    get: (id, sealed) => {
      const held = young.get(id);
      if (held?.sealed === sealed) return held.event;
      const older = old.get(id);
      return older?.sealed === sealed ? older.event : null;
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
