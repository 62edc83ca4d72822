/** Names with the time each is due, the earliest first; a name has one time. */
export interface WakeQueue<K> {
  readonly set: (key: K, at: number) => void;
  readonly remove: (key: K) => void;
  /** The earliest time, null when empty. */
  readonly next: () => number | null;
  /** Takes all that are due. */
  readonly due: (now: number) => ReadonlyArray<K>;
}

interface Entry<K> {
  readonly key: K;
  readonly at: number;
}

/** A binary heap; entries that were moved or removed are passed over when they surface. */
export const wakeQueue = <K>(): WakeQueue<K> => {
  const times = new Map<K, number>();
  let heap: Array<Entry<K>> = [];

  const isStale = ({ key, at }: Entry<K>): boolean => times.get(key) !== at;
  const first = (): Entry<K> | undefined => {
    for (;;) {
      const [top] = heap;
      if (top === undefined || !isStale(top)) return top;
      pop(heap);
    }
  };
  const compact = (): void => {
    if (heap.length < 64 || heap.length < 4 * times.size) return;
    heap = [...times].map(([key, at]) => ({ key, at })).sort((one, other) => one.at - other.at);
  };

  return {
    set: (key, at) => {
      if (times.get(key) === at) return;
      times.set(key, at);
      push(heap, { key, at });
      compact();
    },
    remove: (key) => {
      times.delete(key);
    },
    next: () => first()?.at ?? null,
    due: (now) => {
      const keys: K[] = [];
      for (let top = first(); top !== undefined && top.at <= now; top = first()) {
        pop(heap);
        times.delete(top.key);
        keys.push(top.key);
      }
      return keys;
    },
  };
};

const push = <K>(heap: Array<Entry<K>>, entry: Entry<K>): void => {
  heap.push(entry);
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || above.at <= entry.at) return;
    heap[at] = above;
    heap[parent] = entry;
    at = parent;
  }
};

const pop = <K>(heap: Array<Entry<K>>): void => {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  let at = 0;
  for (;;) {
    const child = smallerChild(heap, at);
    const below = heap[child];
    if (below === undefined || below.at >= last.at) return;
    heap[at] = below;
    heap[child] = last;
    at = child;
  }
};

const smallerChild = <K>(heap: ReadonlyArray<Entry<K>>, at: number): number => {
  const left = 2 * at + 1;
  const one = heap[left];
  const other = heap[left + 1];
  return one !== undefined && other !== undefined && other.at < one.at ? left + 1 : left;
};
