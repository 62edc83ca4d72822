import * as E from 'fp-ts/Either';
import { type ClosableEventStore } from '../../../../application/ports/event-store';
import { type EngineLink } from './engine-link';
import { groupCommit } from './group-commit';
import { logSubscription } from './log-subscription';
import { logTail } from './log-tail';
import { admission } from './admission';
import { storeReads } from './store-reads';
import { storeWrites } from './store-writes';
import { tailEvents } from './tail-events';
import { retryPause } from './retry-pause';
import { unavailable } from './unavailable';

/** Newest events kept in memory for subscribers that keep up. */
const TAIL_BYTES = 16 * 1024 * 1024;

export interface EngineStoreSettings {
  readonly link: EngineLink;
  /** Milliseconds since the epoch: `recordedAt`, and what max age is held against. */
  readonly now: () => number;
  readonly tailBytes?: number | undefined;
}

/** The event store port over an engine, wherever it runs. */
export const engineStore = ({ link, now, tailBytes = TAIL_BYTES }: EngineStoreSettings): ClosableEventStore => {
  const tail = logTail(tailBytes);
  const gate = admission();
  const pauses = retryPause();
  const group = groupCommit({
    link,
    now,
    settled: (answered, sentAt) => {
      const { events, inDoubt } = tailEvents(answered, sentAt);
      if (inDoubt) tail.reset();
      tail.push(events);
    },
  });
  const ask = gate.guard(link.ask);
  const reads = storeReads(ask, now);

  return {
    ready: async () => {
      const fault = await link.open();
      return fault === null ? E.right(undefined) : E.left(unavailable(fault));
    },
    ...storeWrites({ ask, append: gate.guard(group.append), streamsChanged: tail.reset }),
    ...reads.port,
    subscribe: (options) =>
      logSubscription(options, {
        tail,
        readHistory: reads.history(options),
        isClosed: gate.isClosed,
        pause: pauses.wait,
      }),
    close: async () => {
      gate.close();
      pauses.end();
      tail.wake();
      await gate.drained();
      await link.close();
    },
  };
};
