/** Lets so many appends and so many bytes under way at once; the others wait in the order they came. */
export interface Admission {
  /** Resolves when there is room; every call owes one `leave`. */
  readonly enter: (bytes: number) => Promise<void>;
  readonly leave: (bytes: number) => void;
}

interface Waiting {
  readonly bytes: number;
  readonly enter: () => void;
}

export const admission = (most: number, mostBytes: number): Admission => {
  const waiting: Waiting[] = [];
  let [under, underBytes] = [0, 0];

  const hasRoom = (bytes: number): boolean => under === 0 || (under < most && underBytes + bytes <= mostBytes);
  const admit = (bytes: number): void => {
    under += 1;
    underBytes += bytes;
  };
  return {
    enter: (bytes) => {
      if (waiting.length === 0 && hasRoom(bytes)) {
        admit(bytes);
        return Promise.resolve();
      }
      return new Promise((enter) => waiting.push({ bytes, enter }));
    },
    leave: (bytes) => {
      under -= 1;
      underBytes -= bytes;
      for (let next = waiting[0]; next !== undefined && hasRoom(next.bytes); next = waiting[0]) {
        waiting.shift();
        admit(next.bytes);
        next.enter();
      }
    },
  };
};
