import { createInbox, headers, type Msg, type NatsConnection } from 'nats';
import { type Clock } from '../../../../application/ports/clock';
import { apiFailure, NO_STREAM, publishFailure, type PublishFailure } from './publish-failure';

/** The number under which the stream has the message, or why there is none. */
export type StoredAnswer =
  { readonly kind: 'stored'; readonly sequence: number; readonly duplicate: boolean } | PublishFailure;

export interface StoredPublish {
  readonly publish: (subject: string, data: Uint8Array, id: string) => Promise<StoredAnswer>;
  readonly close: () => void;
}

interface Waiting {
  readonly since: number;
  readonly answer: (answer: StoredAnswer) => void;
}

const NO_RESPONDERS = 503;

interface PublishAck {
  readonly error?: { readonly err_code?: number; readonly code: number; readonly description: string };
  readonly seq?: number;
  readonly duplicate?: boolean;
}

const ackOf = (message: Msg): PublishAck => {
  try {
    return message.json<PublishAck>();
  } catch {
    return {};
  }
};

const answerOf = (message: Msg): StoredAnswer => {
  if (message.headers?.code === NO_RESPONDERS) return NO_STREAM;
  const { error, seq, duplicate } = ackOf(message);
  if (error !== undefined) return apiFailure(error);
  if (seq === undefined) return { kind: 'unknown', detail: 'an answer that says nothing' };
  return { kind: 'stored', sequence: seq, duplicate: duplicate === true };
};

/** Publishes with an answer of the stream; thousands wait at once at the cost of an entry each. */
export const storedPublish = (connection: NatsConnection, clock: Clock, timeoutMs: number): StoredPublish => {
  const inbox = createInbox();
  const waiting = new Map<string, Waiting>();
  let count = 0;
  let sweeping = false;

  const settle = (token: string, answer: () => StoredAnswer): void => {
    const one = waiting.get(token);
    waiting.delete(token);
    one?.answer(answer());
  };
  const subscription = connection.subscribe(`${inbox}.*`, {
    callback: (error, message) => {
      if (error === null) settle(message.subject.slice(inbox.length + 1), () => answerOf(message));
    },
  });
  const sweepLater = (): void => {
    sweeping = true;
    clock.after(timeoutMs / 10, () => {
      sweeping = false;
      const late = clock.monotonic() - timeoutMs;
      for (const [token, { since }] of waiting)
        if (since <= late) settle(token, () => ({ kind: 'unknown', detail: `no answer in ${String(timeoutMs)} ms` }));
      if (waiting.size > 0) sweepLater();
    });
  };

  return {
    publish: (subject, data, id) =>
      new Promise((answer) => {
        count += 1;
        const token = String(count);
        const named = headers();
        named.set('Nats-Msg-Id', id);
        waiting.set(token, { since: clock.monotonic(), answer });
        try {
          connection.publish(subject, data, { reply: `${inbox}.${token}`, headers: named });
        } catch (cause) {
          settle(token, () => publishFailure(cause));
        }
        if (!sweeping) sweepLater();
      }),
    close: () => {
      if (!connection.isClosed()) subscription.unsubscribe();
    },
  };
};
