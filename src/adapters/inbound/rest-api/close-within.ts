import { type FastifyInstance } from 'fastify';
import { type Clock } from '../../../application/ports/clock';

const SWEEP_MS = 20;

/** Stops accepting, lets requests under way finish, lets go of kept-alive connections as they fall idle; cuts what is left after `ms`. */
export const closeWithin = async (app: FastifyInstance, clock: Clock, ms: number): Promise<void> => {
  const { server } = app;
  let cancel: () => void = () => undefined;
  // A connection kept alive falls idle after its last answer, and nobody but us would then close it.
  const sweep = (): void => {
    server.closeIdleConnections();
    cancel = clock.after(SWEEP_MS, sweep);
  };
  sweep();
  const cancelCut = clock.after(ms, () => {
    server.closeAllConnections();
  });
  await app.close();
  cancel();
  cancelCut();
};
