import { type NatsRefusal } from './nats-refusal';

/** What becomes of a message of the stream. */
export type Settlement =
  | { readonly as: 'acknowledged' }
  /** Comes again after `delayMs`; `trouble`: on our side, so the door takes less until it is over. */
  | { readonly as: 'again'; readonly delayMs: number; readonly trouble: boolean }
  | { readonly as: 'refused'; readonly refusal: NatsRefusal };

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 60_000;
/** An account opened elsewhere a moment ago may not be known here yet: asked this often, for 15 s. */
const ASKED_FOR_AN_ACCOUNT = 6;

/** How long a message waits that was delivered this often (from 1). */
export const delayAfter = (deliveries: number): number =>
  Math.min(FIRST_DELAY_MS * 2 ** Math.min(deliveries - 1, 20), LONGEST_DELAY_MS);

const ACKNOWLEDGED: Settlement = { as: 'acknowledged' };

/** The one table of the stream's messages. Null: recorded, or known before. Our own trouble never loses a message. */
export const settlementOf = (refusal: NatsRefusal | null, deliveries: number): Settlement => {
  if (refusal === null) return ACKNOWLEDGED;
  switch (refusal.type) {
    case 'EventStoreUnavailable':
    case 'KeyStoreUnavailable':
    case 'ContentStoreUnavailable':
    case 'DoorBusy':
      return { as: 'again', delayMs: delayAfter(deliveries), trouble: true };
    case 'Defect':
      return { as: 'again', delayMs: delayAfter(deliveries), trouble: false };
    case 'AccountUnknown':
      return deliveries < ASKED_FOR_AN_ACCOUNT
        ? { as: 'again', delayMs: delayAfter(deliveries), trouble: false }
        : { as: 'refused', refusal };
    case 'BodyMissing':
    case 'BodyMalformed':
    case 'BodyUnsafe':
    case 'BodyTooLarge':
    case 'BodyInvalid':
    case 'MediaTypeUnsupported':
    case 'ContentEncodingUnsupported':
    case 'EventTooLarge':
    case 'TooManyEvents':
    case 'EventsRefused':
    case 'EventConflict':
      return { as: 'refused', refusal };
  }
};
