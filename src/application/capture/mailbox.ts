/** Jobs for one worker, in order; whoever takes waits while there is none. */
export interface Mailbox<J> {
  readonly post: (job: J) => void;
  readonly take: () => Promise<J>;
}

export const mailbox = <J>(): Mailbox<J> => {
  const jobs: J[] = [];
  let waiting: ((job: J) => void) | null = null;
  return {
    post: (job) => {
      if (waiting === null) {
        jobs.push(job);
        return;
      }
      const hand = waiting;
      waiting = null;
      hand(job);
    },
    take: () => {
      const job = jobs.shift();
      return job === undefined ? new Promise((resolve) => (waiting = resolve)) : Promise.resolve(job);
    },
  };
};
