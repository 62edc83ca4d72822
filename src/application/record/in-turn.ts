import { type Task } from 'fp-ts/Task';

/** Runs a task that deals with these ids once nobody else deals with any of them. */
export type InTurn = <A>(ids: ReadonlyArray<string>, task: Task<A>) => Task<A>;

/**
 * Requests with an id in common go one after another, all others side by side. So what a request found out about its
 * ids still holds when it writes. Ids are claimed all at once: nobody waits while holding some.
 */
export const inTurn = (): InTurn => {
  const claims = new Map<string, Promise<unknown>>();

  const othersAt = (ids: ReadonlyArray<string>): ReadonlySet<Promise<unknown>> => {
    const others = new Set<Promise<unknown>>();
    if (claims.size === 0) return others;
    for (const id of ids) {
      const other = claims.get(id);
      if (other !== undefined) others.add(other);
    }
    return others;
  };

  const run: InTurn = (ids, task) => () => {
    const others = othersAt(ids);
    if (others.size > 0) return Promise.allSettled(others).then(run(ids, task));
    const running = task().finally(() => {
      for (const id of ids) claims.delete(id);
    });
    for (const id of ids) claims.set(id, running);
    return running;
  };
  return run;
};
