import { anonymousMib } from './process-usage';

const EVERY_MS = 250;

/** Looks at a process's anonymous memory again and again. */
export interface MemoryWatch {
  /** MiB, in the order of looking. */
  readonly stop: () => ReadonlyArray<number>;
}

export const watchMemory = (pid: () => number): MemoryWatch => {
  const seen: number[] = [];
  const timer = setInterval(() => {
    void anonymousMib(pid()).then((mib) => seen.push(mib));
  }, EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return seen;
    },
  };
};

const SHOWN = 10;

/** A long series as ten numbers. */
export const inShort = (seen: ReadonlyArray<number>): string =>
  Array.from({ length: Math.min(SHOWN, seen.length) }, (_, part) =>
    (seen[Math.floor(((part + 1) * seen.length) / Math.min(SHOWN, seen.length)) - 1] ?? NaN).toFixed(0),
  ).join(' ');
