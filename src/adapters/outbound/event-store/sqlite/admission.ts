import { type EngineFault } from './engine-protocol';

const CLOSED: EngineFault = {
  kind: 'fault',
  outcome: 'not-written',
  retryable: false,
  detail: 'The event store is closed.',
};

/** Lets calls through until closed, and knows when the last one has been answered. */
export interface Admission {
  readonly guard: <Input, Answer>(
    call: (input: Input) => Promise<Answer>,
  ) => (input: Input) => Promise<Answer | EngineFault>;
  readonly isClosed: () => boolean;
  readonly close: () => void;
  readonly drained: () => Promise<void>;
}

export const admission = (): Admission => {
  let closed = false;
  let underWay = 0;
  let waiting: (() => void)[] = [];
  const finished = (): void => {
    underWay -= 1;
    if (underWay > 0) return;
    for (const tell of waiting) tell();
    waiting = [];
  };
  return {
    guard: (call) => (input) => {
      if (closed) return Promise.resolve(CLOSED);
      underWay += 1;
      return call(input).finally(finished);
    },
    isClosed: () => closed,
    close: () => {
      closed = true;
    },
    drained: async () => {
      if (underWay > 0) await new Promise<void>((tell) => waiting.push(tell));
    },
  };
};
