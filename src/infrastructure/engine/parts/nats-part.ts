import { type Container } from 'inversify';
import { followNats } from '../../connections/follow-nats';
import { TOKENS } from '../../container/tokens';
import { type Part } from '../../lifecycle/part';

const CONNECTED = 'connected';
/** Ready all the same: a process that is taken away for it could not record either. */
const AWAY = 'not connected, trying again; events are recorded and wait in the log';

/** The connection that all others of this process share, and the bus on it; opened before, and the last to go. */
export const natsPart = (container: Container): Part => {
  const connection = container.get(TOKENS.nats);
  return {
    part: 'NATS',
    start: () => {
      const readiness = container.get(TOKENS.readiness);
      readiness.set('NATS', true, CONNECTED);
      void followNats(connection, (isThere) => {
        readiness.set('NATS', true, isThere ? CONNECTED : AWAY);
      });
      return Promise.resolve();
    },
    stop: async () => {
      await container.get(TOKENS.commandBus).close();
      if (!connection.isClosed()) await connection.drain();
    },
  };
};
