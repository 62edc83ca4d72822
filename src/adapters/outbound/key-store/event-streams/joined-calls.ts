/** Asks one after the other for each name; whoever asks while a call is under way shares the next. */
export type JoinedCalls<Answer> = (name: string, call: () => Promise<Answer>) => Promise<Answer>;

const ignore = (): undefined => undefined;

/** An answer is never older than the question: nobody joins a call that has begun. */
export const joinedCalls = <Answer>(): JoinedCalls<Answer> => {
  const begun = new Map<string, Promise<unknown>>();
  const next = new Map<string, Promise<Answer>>();

  const begin = (name: string, call: () => Promise<Answer>): Promise<Answer> => {
    const answer = call();
    const over = answer.then(ignore, ignore).then(() => {
      if (begun.get(name) === over) begun.delete(name);
    });
    begun.set(name, over);
    return answer;
  };

  return (name, call) => {
    const before = begun.get(name);
    if (before === undefined) return begin(name, call);
    const joined = next.get(name);
    if (joined !== undefined) return joined;
    const answer = before.then(() => {
      next.delete(name);
      return begin(name, call);
    });
    next.set(name, answer);
    return answer;
  };
};
