import { type JsMsg, type NatsConnection } from 'nats';
import { type Log } from '../../../application/ports/log';
import { advisoryJson, type RefusedMessage } from './advisory';
import { accountPartOf } from './read-message';
import { type Settlement } from './settlement';

export const ADVISORIES = 'hookline.advisories.events';
const MESSAGE_ID = 'Nats-Msg-Id';

export const messageIdOf = ({ headers }: JsMsg): string | undefined => {
  const id = headers?.get(MESSAGE_ID) ?? '';
  return id === '' ? undefined : id;
};

const refusedMessage = (message: JsMsg): RefusedMessage => {
  const messageId = messageIdOf(message);
  return {
    subject: message.subject,
    stream: message.info.stream,
    sequence: message.seq,
    ...(messageId === undefined ? {} : { messageId }),
  };
};

export interface SettlingDeps {
  readonly connection: Pick<NatsConnection, 'publish'>;
  readonly log: Log;
}

/**
 * Tells the server what becomes of a message. A refusal is told before the message ends, so that a crash in between
 * repeats the advisory and loses none; `term` without a reason, which nats-server 2.9 would not understand.
 */
export const settleMessage =
  ({ connection, log }: SettlingDeps) =>
  (message: JsMsg, settlement: Settlement): void => {
    try {
      switch (settlement.as) {
        case 'acknowledged':
          message.ack();
          break;
        case 'again':
          message.nak(settlement.delayMs);
          break;
        case 'refused':
          connection.publish(
            `${ADVISORIES}.${accountPartOf(message.subject)}`,
            advisoryJson(settlement.refusal, refusedMessage(message)),
          );
          message.term();
      }
    } catch (error) {
      // The connection is closed: the server gives the message out again, and what is recorded is recognised.
      log.warn('a message from NATS could not be settled and comes again', {
        sequence: message.seq,
        error: error instanceof Error ? error.message : 'not an Error',
      });
    }
  };
