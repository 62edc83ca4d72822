import { type ChildProcess, fork, type ForkOptions } from 'node:child_process';

/** A process of the bench that answers questions over its channel. */
export interface Child {
  readonly pid: number;
  readonly ask: <Answer>(question: string, argument?: unknown) => Promise<Answer>;
  /** Asks it to end and waits until it has. */
  readonly stop: () => Promise<void>;
}

export interface Question {
  readonly number: number;
  readonly question: string;
  readonly argument: unknown;
}
export interface Answer {
  readonly number: number;
  readonly answer?: unknown;
  readonly error?: string;
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Starts a module of the bench as a process of its own. */
export const startChild = (module: string, options: ForkOptions = {}): Child => {
  const child = fork(module, [], { serialization: 'advanced', ...options });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  child.on('message', (message) => {
    const { number, answer, error } = message as Answer;
    const asked = waiting.get(number);
    waiting.delete(number);
    if (error === undefined) asked?.resolve(answer);
    else asked?.reject(new Error(error));
  });
  const ended = endOf(child, (error) => {
    for (const { reject } of waiting.values()) reject(error);
  });
  const ask = <A>(question: string, argument?: unknown): Promise<A> =>
    new Promise<A>((resolve, reject) => {
      const number = ++last;
      waiting.set(number, { resolve: (answer) => resolve(answer as A), reject });
      child.send({ number, question, argument } satisfies Question);
    });
  return {
    pid: child.pid ?? 0,
    ask,
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
};

const endOf = (child: ChildProcess, failed: (error: Error) => void): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      failed(new Error(`process ended with ${String(code ?? signal)}`));
      resolve();
    });
  });
