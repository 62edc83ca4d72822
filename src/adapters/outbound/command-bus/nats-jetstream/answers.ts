import { type NatsConnection } from 'nats';

/** Answers to messages handed out. */
export interface Answers {
  /** While the connection is lost it waits for it; the server takes late ones. */
  readonly acknowledge: (reply: string) => void;
  /** It comes back at once. */
  readonly giveBack: (reply: string) => void;
  /** It never comes back. */
  readonly terminate: (reply: string) => void;
  /** The server starts waiting anew. */
  readonly working: (reply: string) => void;
  /** Sends what waited. */
  readonly resume: () => void;
  /** Drops what waited: the stream is another one, where the same numbers are other blocks. */
  readonly forget: () => void;
}

const ACK = Buffer.from('+ACK');
const NAK = Buffer.from('-NAK');
/** Without a reason: servers before 2.10.4 do not understand one, and hand the message out again. */
const TERM = Buffer.from('+TERM');
const WORKING = Buffer.from('+WPI');

export const answersOver = (connection: NatsConnection, sendable: () => boolean): Answers => {
  let waiting: string[] = [];
  const send = (reply: string, answer: Uint8Array): void => {
    if (sendable() && !connection.isClosed()) connection.publish(reply, answer);
  };
  return {
    acknowledge: (reply) => {
      if (sendable()) send(reply, ACK);
      else waiting.push(reply);
    },
    giveBack: (reply) => {
      send(reply, NAK);
    },
    terminate: (reply) => {
      send(reply, TERM);
    },
    working: (reply) => {
      send(reply, WORKING);
    },
    resume: () => {
      const late = waiting;
      waiting = [];
      for (const reply of late) send(reply, ACK);
    },
    forget: () => {
      waiting = [];
    },
  };
};
