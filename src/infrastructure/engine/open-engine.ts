import * as E from 'fp-ts/Either';
import { type Container } from 'inversify';
import { type Config } from '../config/config';
import { containerFor } from '../container/container';
import { TOKENS } from '../container/tokens';
import { type OpenNats } from '../connections/nats-connection';
import { loadMasterKey } from '../master-key/master-key';
import { dataFolder } from './data-folder';
import { engineParts, type EngineParts } from './engine-parts';

/** The engine put together from its configuration; nothing runs yet. */
export interface OpenEngine extends EngineParts {
  readonly container: Container;
  /** The master key's file was made by this start: the operator must keep it. */
  readonly madeMasterKey: string | null;
}

export interface OpenEngineOptions {
  /** As soon as the first account's key is made. */
  readonly tellFirstApiKey?: (apiKey: string) => void;
  /** Puts other adapters in the place of those that the configuration chose, before anything is made. */
  readonly swap?: (container: Container) => void;
}

/** Left: what the operator must do before the engine can start. */
export const openEngine = async (
  config: Config,
  { tellFirstApiKey, swap }: OpenEngineOptions = {},
): Promise<E.Either<string, OpenEngine>> => {
  const folder = await dataFolder(config.dataFolder);
  if (E.isLeft(folder)) return folder;
  const masterKey = await loadMasterKey({ ...config.masterKey, mustExist: folder.right.used })();
  if (E.isLeft(masterKey)) return E.left(masterKey.left.detail);
  const container = await containerFor(config, masterKey.right.key);
  const connected = await connect(container, config);
  if (E.isLeft(connected)) return connected;
  swap?.(container);
  const keys = openKeys(container);
  if (E.isLeft(keys)) return keys;
  tellIgnored(container, config);
  return E.right({
    container,
    ...engineParts(container, tellFirstApiKey),
    madeMasterKey: masterKey.right.created ? config.masterKey.file : null,
  });
};

const connect = async (container: Container, { nats }: Config): Promise<E.Either<string, unknown>> => {
  if (nats === undefined) return E.right(null);
  const { openNatsConnection } = await import('../connections/nats-connection.js');
  const connection = await openNatsConnection(nats, container.get(TOKENS.log));
  return E.map((open: OpenNats) => container.bind(TOKENS.nats).toConstantValue(open))(connection);
};

const tellIgnored = (container: Container, { ignored }: Config): void => {
  const log = container.get(TOKENS.log);
  for (const { where, keys } of ignored) log.warn('settings that mean nothing to Hookline', { where, keys });
};

/** Opens the key store before the log is made, so that a log is never there without its keys. */
const openKeys = (container: Container): E.Either<string, unknown> =>
  E.tryCatch(
    () => container.get(TOKENS.keyStore),
    (cause) => (cause instanceof Error ? cause.message : String(cause)),
  );
