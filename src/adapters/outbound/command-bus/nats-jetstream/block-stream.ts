import { type JetStreamManager, type NatsConnection, type StreamInfo } from 'nats';
import { type Clock } from '../../../../application/ports/clock';
import { type Log } from '../../../../application/ports/log';
import { madeStream, mendedStream } from './stream-setup';
import { type WantedStream } from './wanted-stream';

/** The stream that holds the blocks: made when it is missing, and watched for having lost what it held. */
export interface BlockStream {
  /** Resolves once it exists for the first time; false: not within `ms`. */
  readonly ready: (ms: number) => Promise<boolean>;
  /** Makes it if it is missing and compares it with what it was. False: not possible now; it is tried again by itself. */
  readonly check: () => Promise<boolean>;
  /** The sequence of a message that the server stored or handed out; `beyond`: the last one known when it was asked. */
  readonly saw: (sequence: number, beyond?: number) => void;
  readonly lastSeen: () => number;
  /** Somebody emptied it: nothing of that shows in its numbers. */
  readonly purged: () => void;
  /** Why it is not there, as far as is known. */
  readonly problem: () => string;
  readonly close: () => void;
}

export interface BlockStreamDependencies {
  readonly connection: NatsConnection;
  readonly clock: Clock;
  readonly log: Log;
  readonly wanted: WantedStream;
  readonly timeoutMs: number;
  readonly wiped: () => void;
}

const RETRY_MS = 500;

export const blockStream = (dependencies: BlockStreamDependencies): BlockStream => {
  const { connection, clock, log, wanted, timeoutMs, wiped } = dependencies;
  let manager: Promise<JetStreamManager> | null = null;
  let created: string | null = null;
  let last = 0;
  let adopting = false;
  let closed = false;
  let answered = true;
  let problem = 'JetStream does not answer';
  let checking: Promise<unknown> = Promise.resolve();
  let coming: Promise<boolean> | null = null;
  let madeFirst: () => void = () => undefined;
  const first = new Promise<void>((resolve) => (madeFirst = resolve));

  const tellWiped = (why: string): void => {
    log.warn('the bus has lost what it held; it is filled again from the log', { why });
    wiped();
  };

  /** What lay on it is gone when it was made anew, or has forgotten messages it had acknowledged. */
  const compare = (info: StreamInfo, known: number): void => {
    const before = created;
    created = info.created;
    if (before === null || adopting) {
      adopting = false;
      last = Math.max(last, info.state.last_seq);
      return;
    }
    const anew = before !== info.created;
    if (!anew && info.state.last_seq >= known) return;
    last = info.state.last_seq;
    tellWiped(anew ? 'the stream was made anew' : 'the stream has forgotten acknowledged blocks');
  };

  /** Fails also for a moment after a deletion, while the server still clears the old files away. */
  const look = async (): Promise<boolean> => {
    const known = last;
    try {
      manager ??= connection.jetstreamManager({ checkAPI: false, timeout: timeoutMs });
      const using = await manager;
      const found = await madeStream(using, wanted);
      const info = created === found.created ? found : await mendedStream(using, found, wanted, log);
      if (closed) return false;
      answered = true;
      compare(info, known);
      madeFirst();
      return true;
    } catch (cause) {
      if (closed) return false;
      problem = `JetStream has no stream for blocks: ${cause instanceof Error ? cause.message : String(cause)}`;
      if (answered)
        log.warn('JetStream does not answer for the stream of blocks; asking again', { cause: String(cause) });
      answered = false;
      clock.after(RETRY_MS, () => void check());
      return false;
    }
  };

  /** One at a time; whoever asks while one is under way gets the next, which begins after the question. */
  const check = (): Promise<boolean> => {
    if (coming !== null) return coming;
    const begun = checking.then(() => {
      coming = null;
      return look();
    });
    coming = begun;
    checking = begun;
    return begun;
  };

  void check();

  return {
    ready: (ms) =>
      new Promise((resolve) => {
        const cancel = clock.after(ms, () => {
          resolve(created !== null);
        });
        void first.then(() => {
          cancel();
          resolve(true);
        });
      }),
    check,
    saw: (sequence, beyond) => {
      if (sequence > last || beyond === undefined || sequence > beyond) {
        last = Math.max(last, sequence);
        return;
      }
      last = sequence;
      adopting = true;
      tellWiped('the stream counts from an earlier number');
    },
    lastSeen: () => last,
    purged: () => {
      tellWiped('the stream was emptied by hand');
    },
    problem: () => problem,
    close: () => {
      closed = true;
    },
  };
};
