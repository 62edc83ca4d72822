import { headers as newHeaders, type Msg, type NatsConnection, type NatsError } from 'nats';
import * as E from 'fp-ts/Either';
import { type Clock } from '../../../application/ports/clock';
import { type Log } from '../../../application/ports/log';
import { PROBLEM_JSON, problemJson } from '../incoming-events/problem-json';
import { recordedJson } from '../incoming-events/recorded-json';
import { type HeldLimits } from './held-messages';
import { headersOf } from './message-headers';
import { type NatsRefusal, problemOf } from './nats-refusal';
import { type IncomingMessage } from './read-message';
import { type Verdict } from './record-together';

export const RECORD_SUBJECT = 'hookline.record.*';
const QUEUE = 'hookline-record';

export interface AnsweringDeps {
  readonly connection: NatsConnection;
  /** Never rejects. */
  readonly record: (message: IncomingMessage) => Promise<Verdict>;
  readonly clock: Clock;
  readonly log: Log;
  readonly held: HeldLimits;
}
export interface Answering {
  /** Takes no more requests; resolves when those under way are answered, or after `ms`. */
  readonly stop: (ms: number) => Promise<void>;
}

const reply = (message: Msg, status: number, type: string, body: string): void => {
  const headers = newHeaders();
  headers.set('Content-Type', type);
  headers.set('Hookline-Status', String(status));
  message.respond(Buffer.from(body), { headers });
};

const refuse = (message: Msg, refusal: NatsRefusal): void => {
  const problem = problemOf(refusal);
  reply(message, problem.status, PROBLEM_JSON, problemJson(problem));
};

const answer = (message: Msg, verdict: Verdict): void => {
  if (E.isLeft(verdict)) refuse(message, verdict.left);
  else reply(message, 200, 'application/json', recordedJson(verdict.right));
};

/** Requests for those who want the verdict: answered as REST answers, after the append. One process takes each. */
export const answerRequests = ({ connection, record, clock, log, held }: AnsweringDeps): Answering => {
  const underWay = new Set<Promise<void>>();
  let bytes = 0;

  const take = async (message: Msg): Promise<void> => {
    const verdict = await record({
      subject: message.subject,
      headers: headersOf(message.headers),
      data: message.data,
    });
    bytes -= message.data.length;
    if (!connection.isClosed() && !connection.isDraining()) answer(message, verdict);
  };

  const onMessage = (error: NatsError | null, message: Msg): void => {
    if (error !== null) {
      log.error('requests to record events over NATS are not taken; check the permissions', { error: error.message });
      return;
    }
    if (underWay.size >= held.messages || bytes + message.data.length > Math.max(held.bytes, message.data.length)) {
      refuse(message, { type: 'DoorBusy' });
      return;
    }
    bytes += message.data.length;
    const taking = take(message).finally(() => underWay.delete(taking));
    underWay.add(taking);
  };

  const subscription = connection.subscribe(RECORD_SUBJECT, { queue: QUEUE, callback: onMessage });
  return {
    stop: async (ms) => {
      const answered = async (): Promise<void> => {
        if (!subscription.isClosed()) await subscription.drain();
        await Promise.all(underWay);
      };
      await new Promise<void>((resolve) => {
        const cancel = clock.after(ms, resolve);
        void answered().finally(() => {
          cancel();
          resolve();
        });
      });
    },
  };
};
