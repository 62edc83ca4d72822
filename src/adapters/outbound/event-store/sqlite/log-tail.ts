import { type RecordedEvent } from '../../../../application/ports/event-store';

export interface TailEvent {
  readonly event: RecordedEvent;
  readonly position: number;
  readonly bytes: number;
}

/** The newest events of the log, by reference and to a bound, for readers that keep up. */
export interface LogTail {
  /** Events directly after what the tail holds; ascending. */
  readonly push: (events: ReadonlyArray<TailEvent>) => void;
  /** Forgets everything: something may have been written that the tail did not see. */
  readonly reset: () => void;
  /** True: every event after the position is here. */
  readonly reachesBackTo: (position: number) => boolean;
  /** Visits the events after the position until `visit` answers false. */
  readonly each: (after: number, visit: (entry: TailEvent) => boolean) => void;
  /** Resolves at the next push or reset after this call, or at `wake`. */
  readonly changed: () => Promise<void>;
  /** Grows with every push and reset. */
  readonly version: () => number;
  readonly wake: () => void;
}

export const logTail = (maxBytes: number): LogTail => {
  let entries: TailEvent[] = [];
  let head = 0;
  let bytes = 0;
  /** Everything after this position is here; null: nothing is known to be. */
  let start: number | null = null;
  let version = 0;
  let waiting = Promise.withResolvers<undefined>();

  const wake = (): void => {
    version += 1;
    const woken = waiting;
    waiting = Promise.withResolvers<undefined>();
    woken.resolve(undefined);
  };
  const evict = (): void => {
    while (bytes > maxBytes) {
      const oldest = entries[head];
      if (oldest === undefined) break;
      bytes -= oldest.bytes;
      start = oldest.position;
      head += 1;
    }
    if (head > 1024 && head * 2 > entries.length) {
      entries = entries.slice(head);
      head = 0;
    }
  };
  /** Index of the first event after the position. */
  const indexAfter = (position: number): number => {
    let low = head;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((entries[middle]?.position ?? 0) > position) high = middle;
      else low = middle + 1;
    }
    return low;
  };

  return {
    push: (events) => {
      const first = events[0];
      if (first === undefined) return;
      start ??= first.position - 1;
      for (const entry of events) {
        entries.push(entry);
        bytes += entry.bytes;
      }
      evict();
      wake();
    },
    reset: () => {
      entries = [];
      head = 0;
      bytes = 0;
      start = null;
      wake();
    },
    reachesBackTo: (position) => start !== null && position >= start,
    each: (after, visit) => {
      for (let index = indexAfter(after); index < entries.length; index += 1) {
        const entry = entries[index];
        if (entry === undefined || !visit(entry)) return;
      }
    },
    changed: () => waiting.promise.then(() => undefined),
    version: () => version,
    wake,
  };
};
