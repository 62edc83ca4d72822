import { type Msg, type NatsConnection } from 'nats';
import { STREAM } from './shards';

const PURGE = `$JS.API.STREAM.PURGE.${STREAM}"`;

export interface Advisories {
  readonly streamDeleted: () => void;
  readonly streamPurged: () => void;
}

/** What the server tells by itself, at no cost while nothing happens. A user without the right to hear it goes without. */
export const hearAdvisories = (connection: NatsConnection, told: Advisories): (() => void) => {
  const hear = (subject: string, call: (message: Msg) => void): (() => void) => {
    const subscription = connection.subscribe(subject, {
      callback: (error, message) => {
        if (error === null) call(message);
      },
    });
    return () => {
      if (!connection.isClosed()) subscription.unsubscribe();
    };
  };
  const ends = [
    hear(`$JS.EVENT.ADVISORY.STREAM.DELETED.${STREAM}`, told.streamDeleted),
    hear('$JS.EVENT.ADVISORY.API', (message) => {
      if (message.string().includes(PURGE)) told.streamPurged();
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
};
