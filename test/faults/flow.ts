import { type AcceptedEvent } from '../crash/load';
import { type Receipt } from '../crash/receipts';

/** What each hook received so far, in order. */
export type Received = ReadonlyArray<ReadonlyArray<Receipt>>;

/** From when on, and which deliveries show that the work goes on. */
export interface Moment {
  /** Milliseconds on the monotonic clock. */
  readonly at: number;
  readonly isNew: (event: string, hook: number) => boolean;
}

/** New is what was not received by then. */
export const momentOfReceipts = (at: number, received: Received): Moment => {
  const seen = received.map((receipts) => new Set(receipts.flatMap(({ events }) => events)));
  return { at, isNew: (event, hook) => seen[hook]?.has(event) !== true };
};

/** New is what was made after it, and accepted. */
export const momentOfEvents = (at: number, accepted: () => ReadonlyArray<AcceptedEvent>): Moment => {
  const made = new Map<string, number>();
  let read = 0;
  const madeAt = (event: string): number => {
    const events = accepted();
    for (; read < events.length; read += 1) {
      const next = events[read];
      if (next !== undefined) made.set(next.event, next.madeAt);
    }
    return made.get(event) ?? -Infinity;
  };
  return { at, isNew: (event) => madeAt(event) >= at };
};

const firstNew = (receipts: ReadonlyArray<Receipt>, hook: number, { at, isNew }: Moment): number | null => {
  const found = receipts.find(
    (receipt) => receipt.at >= at && receipt.confirmed && receipt.events.some((event) => isNew(event, hook)),
  );
  return found === undefined ? null : found.at - at;
};

/** Whose new deliveries are waited for. */
export type Waiting = 'every hook' | 'any hook';

/** Milliseconds from the moment until every hook, or any, received something new; null: that has not come. */
export const flowsAfter = (moment: Moment, received: Received, waiting: Waiting = 'every hook'): number | null => {
  const firsts = received.map((receipts, hook) => firstNew(receipts, hook, moment) ?? Infinity);
  const flows = waiting === 'every hook' ? Math.max(...firsts) : Math.min(...firsts);
  return Number.isFinite(flows) ? flows : null;
};
