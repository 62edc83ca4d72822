/** What happens to a step the world has a hand in. */
export type Fate = 'done' | 'answer-lost' | 'refused';

/** A step of a process that waits for the schedule to let it happen. */
export interface Gate {
  readonly process: object;
  readonly step: string;
  /** Lets it happen; the process goes on with the next microtask. */
  readonly open: (fate: Fate) => void;
  /** It happens, and its process never learns of it: what a crash in between leaves behind. */
  readonly happenUnseen: () => void;
}

export interface Gated<T> {
  readonly process: object;
  readonly step: string;
  readonly done: () => Promise<T> | T;
  /** What the process is told when the answer was lost, or the step did not happen. */
  readonly lost: () => T;
  readonly refused: () => T;
}

/** Steps of all processes that wait; between any two of them anything can happen. */
export interface Gates {
  readonly waiting: () => ReadonlyArray<Gate>;
  readonly pass: <T>(gated: Gated<T>) => Promise<T>;
  readonly forget: (process: object) => void;
}

export const gates = (lostAnswer: (step: string) => void): Gates => {
  let waiting: Gate[] = [];
  return {
    waiting: () => waiting,
    forget: (process) => {
      waiting = waiting.filter((gate) => gate.process !== process);
    },
    pass: ({ process, step, done, lost, refused }) =>
      new Promise((resolve) => {
        const leave = (): void => {
          waiting = waiting.filter((one) => one !== gate);
        };
        const gate: Gate = {
          process,
          step,
          open: (fate) => {
            leave();
            if (fate === 'refused') resolve(refused());
            else void happen(fate === 'done' ? null : lost);
          },
          happenUnseen: () => {
            leave();
            void done();
          },
        };
        const happen = async (instead: (() => ReturnType<typeof lost>) | null): Promise<void> => {
          const result = await done();
          if (instead === null) {
            resolve(result);
            return;
          }
          lostAnswer(step);
          resolve(instead());
        };
        waiting.push(gate);
      }),
  };
};
