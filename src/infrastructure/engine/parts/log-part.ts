import { type Container } from 'inversify';
import { TOKENS } from '../../container/tokens';
import { type Part } from '../../lifecycle/part';
import { orThrow } from '../or-throw';
import { watchLog } from '../watch-log';

const AWAY = 'does not answer, trying again; what was accepted is safe, new events are refused until it does';

/** The log and the keys that open it. */
export const logPart = (container: Container): Part => {
  const eventStore = container.get(TOKENS.eventStore);
  const keyStore = container.get(TOKENS.keyStore);
  let unwatch = (): void => undefined;
  return {
    part: 'log',
    start: async () => {
      orThrow(await eventStore.ready());
      orThrow(await keyStore.ready());
      const readiness = container.get(TOKENS.readiness);
      readiness.set('log', true, 'open');
      unwatch = watchLog(eventStore, container.get(TOKENS.clock), (answers) => {
        readiness.set('log', answers, answers ? 'open' : AWAY);
      });
    },
    stop: async () => {
      unwatch();
      await keyStore.close();
      await eventStore.close();
      container.get(TOKENS.prometheus).close();
    },
  };
};
