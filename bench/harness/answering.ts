import { type Answer, type Question } from './child';

export type Answers = Readonly<Record<string, (argument: never) => unknown>>;

/** The other end of `startChild`: answers questions by name, and ends when its parent lets go of it. */
export const answering = (answers: Answers, stop: () => Promise<void>): void => {
  const reply = (answer: Answer): void => void process.send?.(answer);
  process.on('message', (message) => {
    const { number, question, argument } = message as Question;
    void Promise.resolve()
      .then(() => answers[question]?.(argument as never))
      .then(
        (answer) => reply({ number, answer }),
        (cause: unknown) => reply({ number, error: cause instanceof Error ? String(cause.stack) : String(cause) }),
      );
  });
  process.once('disconnect', () => {
    void stop().finally(() => process.exit(0));
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
};
