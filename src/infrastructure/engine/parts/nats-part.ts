import { type Container } from 'inversify';
import { TOKENS } from '../../container/tokens';
import { type Part } from '../../lifecycle/part';

/** The connection that all others of this process share, and the bus on it; opened before, and the last to go. */
export const natsPart = (container: Container): Part => {
  const connection = container.get(TOKENS.nats);
  return {
    part: 'NATS',
    start: () => {
      const readiness = container.get(TOKENS.readiness);
      readiness.set('NATS', true, 'connected');
      return Promise.resolve();
    },
    stop: async () => {
      await container.get(TOKENS.commandBus).close();
      if (!connection.isClosed()) await connection.drain();
    },
  };
};
