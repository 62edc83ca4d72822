import * as E from 'fp-ts/Either';
import { type Container } from 'inversify';
import { TOKENS } from '../../container/tokens';
import { type Part } from '../../lifecycle/part';

const HOUR_MS = 3_600_000;
/** What has expired is found by nobody from that moment on; its space comes back a little later. */
const BETWEEN_SWEEPS_MS = 10 * 60_000;

/** Contents of messages: what has expired is removed now and then. */
export const contentsPart = (container: Container): Part => {
  const store = container.get(TOKENS.contentStore);
  const clock = container.get(TOKENS.clock);
  const log = container.get(TOKENS.log);
  const { roles, retention } = container.get(TOKENS.config);
  let cancel = (): void => undefined;
  let sweeping: Promise<void> = Promise.resolve();

  const sweep = async (): Promise<void> => {
    const removed = await store.expire(clock.now() - retention.contentHours * HOUR_MS)();
    if (E.isLeft(removed)) log.warn('contents that expired could not be removed', { detail: removed.left.detail });
    else if (removed.right > 0) log.info('contents expired', { removed: removed.right });
    schedule();
  };
  const schedule = (): void => {
    cancel = clock.after(BETWEEN_SWEEPS_MS, () => {
      sweeping = sweep();
    });
  };

  return {
    part: 'contents',
    start: () => {
      if (roles.includes('capture')) schedule();
      return Promise.resolve();
    },
    stop: async () => {
      cancel();
      await sweeping;
      cancel();
      await store.close();
    },
  };
};
