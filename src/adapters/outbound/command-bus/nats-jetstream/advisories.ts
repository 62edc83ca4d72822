import { type NatsConnection } from 'nats';
import { STREAM } from './shards';

const DELETED = 'DELETED';

/** What the server tells by itself, at no cost while nothing happens. A user without the right to hear it goes without. */
export const hearAdvisories = (
  connection: NatsConnection,
  streamDeleted: () => void,
  consumerDeleted: (durable: string) => void,
): (() => void) => {
  const hear = (subject: string, call: (last: string) => void): (() => void) => {
    const subscription = connection.subscribe(subject, {
      callback: (error, message) => {
        if (error === null) call(message.subject.slice(message.subject.lastIndexOf('.') + 1));
      },
    });
    return () => {
      if (!connection.isClosed()) subscription.unsubscribe();
    };
  };
  const ends = [
    hear(`$JS.EVENT.ADVISORY.STREAM.${DELETED}.${STREAM}`, streamDeleted),
    hear(`$JS.EVENT.ADVISORY.CONSUMER.${DELETED}.${STREAM}.*`, consumerDeleted),
  ];
  return () => {
    for (const end of ends) end();
  };
};
