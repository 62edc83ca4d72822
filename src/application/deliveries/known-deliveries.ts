import { type Place } from '../ports/delivery-search';

/** Where deliveries were captured that somebody was shown lately: a delivery id alone does not tell. Bounded. */
export interface KnownDeliveries {
  readonly remember: (hook: number, delivery: string, place: Place) => void;
  readonly placeOf: (hook: number, delivery: string) => Place | undefined;
}

const MOST_KNOWN = 50_000;

export const knownDeliveries = (most = MOST_KNOWN): KnownDeliveries => {
  const places = new Map<string, Place>();
  const keyOf = (hook: number, delivery: string): string => `${String(hook)}/${delivery}`;
  return {
    remember: (hook, delivery, place) => {
      const key = keyOf(hook, delivery);
      places.delete(key);
      places.set(key, place);
      if (places.size <= most) return;
      for (const oldest of places.keys()) {
        places.delete(oldest);
        return;
      }
    },
    placeOf: (hook, delivery) => places.get(keyOf(hook, delivery)),
  };
};
