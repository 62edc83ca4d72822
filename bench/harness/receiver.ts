import { join } from 'node:path';
import { startChild } from './child';
import { sleep } from './monotonic';

/** What has come to one path of the receiver. */
export interface Received {
  readonly requests: number;
  /** Events in these requests; on paths that count requests only, one each. */
  readonly events: number;
  /** Monotonic milliseconds of the last one. */
  readonly lastAt: number;
}
export const NOTHING_RECEIVED: Received = { requests: 0, events: 0, lastAt: 0 };

/** The receiver in a process of its own. */
export interface Receiver {
  readonly url: string;
  /** Counts requests: for messages of one event. */
  readonly countUrl: string;
  /** Counts the events in each body. */
  readonly eventsUrl: string;
  /** Notes how old each message's stamp is; `who` keeps them apart. */
  readonly latencyUrl: (who: string) => string;
  readonly received: (url: string) => Promise<Received>;
  /** Ages in milliseconds since the last call. */
  readonly takeAges: (who: string) => Promise<ReadonlyArray<number>>;
  /** Keeps requests to a path without an answer; or drops those it kept, and answers all that come. */
  readonly hang: (url: string, hanging: boolean) => Promise<void>;
  /** Waits until that many more events than before have come. */
  readonly hasReceived: (url: string, before: Received, events: number) => Promise<Received>;
  readonly stop: () => Promise<void>;
}

const POLL_MS = 20;
const PATIENCE_MS = 60_000;

export const startReceiver = async (): Promise<Receiver> => {
  const child = startChild(join(__dirname, '..', 'receiver-process.js'));
  const port = await child.ask<number>('listen');
  const url = `http://127.0.0.1:${String(port)}`;
  const pathOf = (full: string): string => new URL(full).pathname;
  const received = (full: string): Promise<Received> => child.ask('received', pathOf(full));
  const latencyUrl = (who: string): string => `${url}/latency/${who}`;
  return {
    url,
    countUrl: `${url}/count`,
    eventsUrl: `${url}/events`,
    latencyUrl,
    received,
    takeAges: (who) => child.ask('takeAges', pathOf(latencyUrl(who))),
    hang: (full, hanging) => child.ask('hang', { path: pathOf(full), hanging }),
    hasReceived: async (full, before, events) => {
      let last = await received(full);
      let progressAt = Date.now();
      while (last.events - before.events < events) {
        await sleep(POLL_MS);
        const now = await received(full);
        if (now.events > last.events) progressAt = Date.now();
        else if (Date.now() - progressAt > PATIENCE_MS)
          throw new Error(`only ${String(now.events - before.events)} of ${String(events)} events came to ${full}`);
        last = now;
      }
      return last;
    },
    stop: child.stop,
  };
};
