import * as E from 'fp-ts/Either';
import { type JsMsg, type NatsConnection } from 'nats';
import { type Clock } from '../../../application/ports/clock';
import { type Log } from '../../../application/ports/log';
import { type RecordEvents } from '../../../application/use-cases/events';
import { INCOMING_LIMITS } from '../incoming-events/incoming-events';
import { type Answering, answerRequests } from './answer-requests';
import { headersOf } from './message-headers';
import { type IncomingMessage, readMessage } from './read-message';
import { recordTogether, type Verdict } from './record-together';
import { messageIdOf, settleMessage } from './settle-message';
import { type Settlement, settlementOf } from './settlement';
import { type Taking, takeStream } from './take-stream';
import { withIds } from './with-ids';

export interface NatsIngestionDeps {
  /** Owned by the caller: it stays open when the door stops. */
  readonly connection: NatsConnection;
  readonly recordEvents: RecordEvents;
  readonly isKnownAccount: (account: number) => boolean;
  readonly clock: Clock;
  readonly log: Log;
  /** Copies of the stream in a cluster of NATS servers; 1 by default. Counts when the stream is made. */
  readonly replicas?: number;
  /** How long the server waits for a sign of life about a message, ms; 30,000 by default. Counts when the consumer is made. */
  readonly ackWaitMs?: number;
}

export interface NatsIngestion {
  /** Returns at once; goes on trying until the server and its stream are there. */
  readonly start: () => void;
  /** Takes no more, settles what is under way, and is done after `ms` at the latest. */
  readonly stop: (ms: number) => Promise<void>;
  readonly isReady: () => boolean;
}

/** Of the stream and of the requests, each, in one process. */
const HELD = { messages: 1000, bytes: 16 * 1024 * 1024 };
const ACK_WAIT_MS = 30_000;

/** The NATS door: events published to `hookline.events.<account>` or sent as requests to `hookline.record.<account>`. */
export const natsIngestion = (deps: NatsIngestionDeps): NatsIngestion => {
  const { connection, clock, log, replicas = 1, ackWaitMs = ACK_WAIT_MS } = deps;
  const submit = recordTogether(deps.recordEvents, log);
  const read = readMessage({ limits: INCOMING_LIMITS, isKnownAccount: deps.isKnownAccount });
  let taking: Taking | null = null;
  let answering: Answering | null = null;

  const record = async (message: IncomingMessage): Promise<Verdict> => {
    const incoming = read(message);
    return E.isLeft(incoming) ? incoming : submit(incoming.right);
  };

  const judge = async (message: JsMsg): Promise<Settlement> => {
    const { subject, headers, data, seq: sequence, info } = message;
    const incoming = read({ subject, headers: headersOf(headers), data });
    if (E.isLeft(incoming)) return settlementOf(incoming.left, info.deliveryCount);
    const messageId = messageIdOf(message);
    const stored = { sequence, timestamp: info.timestampNanos, ...(messageId === undefined ? {} : { messageId }) };
    const verdict = await submit({ ...incoming.right, events: withIds(incoming.right.events, stored) });
    return settlementOf(E.isLeft(verdict) ? verdict.left : null, info.deliveryCount);
  };

  return {
    start: () => {
      const stream = { replicas, ackWaitMs };
      const settle = settleMessage({ connection, log });
      taking = takeStream({ connection, judge, settle, clock, log, stream, held: HELD });
      answering = answerRequests({ connection, record, clock, log, held: HELD });
    },
    stop: async (ms) => {
      await Promise.all([taking?.stop(ms), answering?.stop(ms)]);
    },
    isReady: () => taking?.isReady() ?? false,
  };
};
