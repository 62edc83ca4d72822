import { type Container } from 'inversify';
import { TOKENS } from '../../container/tokens';
import { type Part } from '../../lifecycle/part';
import { orThrow } from '../or-throw';

/** The log and the keys that open it. */
export const logPart = (container: Container): Part => {
  const eventStore = container.get(TOKENS.eventStore);
  const keyStore = container.get(TOKENS.keyStore);
  return {
    part: 'log',
    start: async () => {
      orThrow(await eventStore.ready());
      orThrow(await keyStore.ready());
      container.get(TOKENS.readiness).set('log', true, 'open');
    },
    stop: async () => {
      await keyStore.close();
      await eventStore.close();
      container.get(TOKENS.prometheus).close();
    },
  };
};
