import * as E from 'fp-ts/Either';
import { type Config } from '../config/config';
import { TOKENS } from '../container/tokens';
import { startInOrder } from '../lifecycle/start-in-order';
import { stopInReverse } from '../lifecycle/stop-in-reverse';
import { openEngine, type OpenEngineOptions } from './open-engine';

/** A running engine inside this process: for the demo and for tests. */
export interface Engine {
  readonly url: string;
  /** The first account's admin key, if this start made one. */
  readonly firstApiKey: string | null;
  readonly stop: () => Promise<void>;
}

/** Rejects, with what to do, when a part does not start. */
export const startEngine = async (config: Config, swap?: OpenEngineOptions['swap']): Promise<Engine> => {
  const opened = await openEngine(config, swap === undefined ? {} : { swap });
  if (E.isLeft(opened)) throw new Error(opened.left);
  const { container, parts, address, firstApiKey } = opened.right;
  const log = container.get(TOKENS.log);
  const boundMs = config.shutdownSeconds * 1000;
  const started = await startInOrder(parts, () => false);
  if (E.isLeft(started)) {
    await stopInReverse(started.left.begun, boundMs, log);
    throw new Error(`${started.left.part} did not start: ${String(started.left.cause)}`);
  }
  const { host, port } = address();
  return {
    url: `http://${host}:${String(port)}`,
    firstApiKey: firstApiKey(),
    stop: async () => {
      await stopInReverse(parts, boundMs, log);
    },
  };
};
