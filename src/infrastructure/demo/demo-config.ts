import * as E from 'fp-ts/Either';
import { type Config } from '../config/config';
import { explainInvalidConfig } from '../config/invalid-config';
import { readConfig } from '../config/read-config';

/** An engine for itself: a free port, a folder of its own, receivers on this machine only. The environment has no say. */
export const demoConfig = (dataFolder: string): Config => {
  const config = readConfig({
    HOOKLINE_DATA_FOLDER: dataFolder,
    HOOKLINE_LISTEN_PORT: '0',
    HOOKLINE_ENTITY: 'MyEntity',
    HOOKLINE_ALLOW_DESTINATIONS: '127.0.0.1',
    HOOKLINE_ALLOW_HTTP: 'true',
    HOOKLINE_LOG_LEVEL: 'warn',
    HOOKLINE_SHUTDOWN_SECONDS: '5',
  });
  if (E.isLeft(config)) throw new Error(explainInvalidConfig(config.left));
  return config.right;
};
