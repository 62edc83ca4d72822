/** Lets so many tasks at once to a store; the others wait in the order of coming. */
export interface Gate {
  /** Whoever waits when a task fails fails with it: behind a store that does not answer nobody waits one after the other. */
  readonly run: <Result>(task: () => Promise<Result>) => Promise<Result>;
}

export const gate = (atOnce: number): Gate => {
  const waiting: PromiseWithResolvers<undefined>[] = [];
  let running = 0;

  const enter = async (): Promise<void> => {
    if (running < atOnce) {
      running += 1;
      return;
    }
    const turn = Promise.withResolvers<undefined>();
    waiting.push(turn);
    await turn.promise;
  };
  /** Hands the place on. */
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next.resolve(undefined);
  };

  return {
    run: async (task) => {
      await enter();
      try {
        return await task();
      } catch (cause) {
        for (const { reject } of waiting.splice(0)) reject(cause);
        throw cause;
      } finally {
        leave();
      }
    },
  };
};
