import { type Container } from 'inversify';
import { type Config } from '../../config/config';
import { TOKENS } from '../../container/tokens';
import { type Part } from '../../lifecycle/part';

const DOOR_CLOSE_MS = 5_000;
const TRANSPORT_CLOSE_MS = 1_000;

const cannotListen =
  ({ host, port }: Config['listen']) =>
  (cause: unknown): never => {
    const choose = 'choose another HOOKLINE_LISTEN_HOST or HOOKLINE_LISTEN_PORT, or stop what listens there';
    throw new Error(`Cannot listen on ${host}:${String(port)}: ${choose}.`, { cause });
  };

/** The REST door; of a process without the role api only health and metrics. */
export const restPart = (container: Container, listening: (port: number) => void): Part => {
  const rest = container.get(TOKENS.restApi);
  const { roles } = container.get(TOKENS.config);
  return {
    part: 'REST',
    start: async () => {
      const { listen } = container.get(TOKENS.config);
      const { port } = await rest.listen(listen).catch(cannotListen(listen));
      listening(port);
      container.get(TOKENS.readiness).set('REST', true, 'listening');
    },
    stop: async () => {
      await rest.close(DOOR_CLOSE_MS);
      // Test events go through a transport that no worker of this process closes.
      if (roles.includes('api') && !roles.includes('deliver'))
        await container.get(TOKENS.transport).close(TRANSPORT_CLOSE_MS);
    },
  };
};
