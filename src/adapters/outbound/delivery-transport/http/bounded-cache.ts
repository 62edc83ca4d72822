/** Remembers what was made for a key; when full, the oldest entry makes room. */
export const boundedCache = <Value>(capacity: number, make: (key: string) => Value): ((key: string) => Value) => {
  const entries = new Map<string, Value>();
  return (key) => {
    const known = entries.get(key);
    if (known !== undefined) return known;
    const made = make(key);
    for (const oldest of entries.keys()) {
      if (entries.size < capacity) break;
      entries.delete(oldest);
    }
    entries.set(key, made);
    return made;
  };
};
