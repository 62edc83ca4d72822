import { type Msg, type NatsConnection, type Subscription } from 'nats';
import { decodeQuery, encodeQuery } from '../../../application/codecs/query-codec';
import { type Log } from '../../../application/ports/log';

/** Arguments of the call, in order. Rejects or throws: the asker gets no answer but a failure. */
export type AnswerQuery = (args: ReadonlyArray<unknown>) => Promise<unknown>;

export interface Answering {
  readonly connection: NatsConnection;
  readonly log: Log;
}

const NOTHING = new Uint8Array();
/** Below the payload bound of any server. */
const PART_BYTES = 512 * 1024;

const argumentsIn = (message: Msg): ReadonlyArray<unknown> => {
  const args = decodeQuery(message.string());
  return Array.isArray(args) ? args : [];
};

/** An answer goes in parts, an empty one ends it. */
const respondInParts = (message: Msg, answer: string): void => {
  const bytes = Buffer.from(answer);
  for (let at = 0; at < bytes.length; at += PART_BYTES) message.respond(bytes.subarray(at, at + PART_BYTES));
  message.respond(NOTHING);
};

/** Answers queries of other processes; those with the same subject share them. */
export const answerOn = ({ connection, log }: Answering, subject: string, answer: AnswerQuery): Subscription => {
  const reply = async (message: Msg): Promise<void> => {
    try {
      respondInParts(message, encodeQuery({ answer: await answer(argumentsIn(message)) }));
    } catch (cause) {
      log.warn('a query of another process could not be answered', { subject, cause });
      respondInParts(message, encodeQuery({ failure: cause instanceof Error ? cause.message : String(cause) }));
    }
  };
  return connection.subscribe(subject, {
    queue: 'hookline',
    callback: (failure, message) => {
      if (failure === null) void reply(message);
    },
  });
};
