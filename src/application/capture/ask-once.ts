import { type Clock } from '../ports/clock';
import { type WakeQueue } from './wake-queue';

export interface AskOnceDependencies<K> {
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly wakes: WakeQueue<K>;
  /** The times of waking have changed while nothing else happened. */
  readonly rearm: () => void;
}

/** Milliseconds after which to look again although nothing else happens; null: it is done. */
export type LookAgainIn = number | null;

/** Asks for one thing at a time by name; what was asked for meanwhile, nothing else would say again: it is looked at then. */
export const askOnce = <K>({ clock, wakes, rearm }: AskOnceDependencies<K>) => {
  /** True: asked for again meanwhile. */
  const underWay = new Map<K, boolean>();

  const end = (key: K, lookAgainIn: LookAgainIn): void => {
    const askedAgain = underWay.get(key) === true;
    underWay.delete(key);
    const ms = lookAgainIn ?? (askedAgain ? 0 : null);
    if (ms === null) return;
    wakes.set(key, clock.monotonic() + ms);
    rearm();
  };

  return (key: K, send: () => Promise<LookAgainIn>): void => {
    const isUnderWay = underWay.has(key);
    underWay.set(key, isUnderWay);
    if (!isUnderWay) void send().then((ms) => end(key, ms));
  };
};
