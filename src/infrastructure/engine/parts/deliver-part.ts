import { type Container } from 'inversify';
import { TOKENS } from '../../container/tokens';
import { type Part } from '../../lifecycle/part';

/** The worker of this process. */
export const deliverPart = (container: Container, boundMs: number): Part => {
  const deliver = container.get(TOKENS.deliver);
  const transport = container.get(TOKENS.transport);
  return {
    part: 'deliver',
    start: () => {
      deliver.start();
      return Promise.resolve();
    },
    stop: async () => {
      await deliver.stop(boundMs / 2);
      await transport.close(boundMs / 4);
    },
  };
};
