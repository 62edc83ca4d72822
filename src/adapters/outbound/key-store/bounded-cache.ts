export interface BoundedCache<Value> {
  readonly get: (name: string) => Value | undefined;
  readonly set: (name: string, value: Value) => void;
  readonly delete: (name: string) => void;
}

/**
 * Keeps at most `limit` values, the recently used ones. Two generations instead of an order of every use:
 * when the young one is full the old one is forgotten, so a hit costs one look-up.
 */
export const boundedCache = <Value>(limit: number): BoundedCache<Value> => {
  const generation = Math.max(1, Math.floor(limit / 2));
  let young = new Map<string, Value>();
  let old = new Map<string, Value>();
  const set = (name: string, value: Value): void => {
    if (young.size >= generation) {
      old = young;
      young = new Map();
    }
    young.set(name, value);
  };
  return {
    get: (name) => {
      const value = young.get(name);
      if (value !== undefined) return value;
      const older = old.get(name);
      if (older !== undefined) set(name, older);
      return older;
    },
    set,
    delete: (name) => {
      young.delete(name);
      old.delete(name);
    },
  };
};
