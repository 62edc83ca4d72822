import {
  type EventSubscription,
  type RecordedEvent,
  type SubscriptionOptions,
} from '../../../../application/ports/event-store';
import { type MemoryLog } from './memory-log';
import { readMemoryRange } from './memory-reads';

type Page = ReadonlyArray<RecordedEvent>;

export const memorySubscription = (
  log: MemoryLog,
  options: SubscriptionOptions,
  isClosed: () => boolean,
): EventSubscription => {
  const read = readMemoryRange(log);
  let after = options.after;
  let closed = false;
  let lastCall: Promise<Page | null> = Promise.resolve(null);

  const isOver = (): boolean => closed || isClosed();
  const nextPage = async (): Promise<Page | null> => {
    while (!isOver()) {
      const { events } = read({ ...options, after, to: null });
      const last = events.at(-1);
      if (last !== undefined) {
        after = last.position;
        return events;
      }
      await log.changed();
    }
    return null;
  };
  return {
    next: () => {
      lastCall = lastCall.then(nextPage);
      return lastCall;
    },
    close: () => {
      closed = true;
      log.wake();
    },
  };
};
