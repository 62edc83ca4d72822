import { join } from 'node:path';
import * as E from 'fp-ts/Either';
import { type Container } from 'inversify';
import { inMemoryCommandBus } from '../../adapters/outbound/command-bus/in-memory/in-memory-command-bus';
import { workerSqliteEventStore } from '../../adapters/outbound/event-store/sqlite/worker-sqlite-event-store';
import { openSqliteKeyStore } from '../../adapters/outbound/key-store/sqlite/sqlite-key-store';
import { sqliteDeliverySearchThread } from '../../adapters/outbound/read-model-store/sqlite/sqlite-delivery-search';
import { aesGcmSecretBox } from '../../adapters/outbound/secret-box/aes-gcm/aes-gcm-secret-box';
import { type Config } from '../config/config';
import { TOKENS } from './tokens';

/** The embedded default: SQLite files in the data folder, blocks in memory. */
export const bindStorage = (container: Container): void => {
  container
    .bind(TOKENS.eventStore)
    .toResolvedValue(
      ({ dataFolder }) => workerSqliteEventStore({ path: join(dataFolder, 'log.sqlite') }),
      [TOKENS.config],
    );
  container.bind(TOKENS.exactIds).toConstantValue(true);
  container
    .bind(TOKENS.deliverySearch)
    .toResolvedValue(
      ({ dataFolder }) => sqliteDeliverySearchThread(join(dataFolder, 'search.sqlite')),
      [TOKENS.config],
    );
  container.bind(TOKENS.keyStore).toResolvedValue(
    ({ dataFolder }, masterKey) => {
      const opened = openSqliteKeyStore({ file: join(dataFolder, 'keys.sqlite'), masterKey });
      if (E.isLeft(opened)) throw new Error(opened.left.detail);
      return opened.right;
    },
    [TOKENS.config, TOKENS.masterKey],
  );
  container.bind(TOKENS.secretBox).toResolvedValue((masterKey) => aesGcmSecretBox(masterKey), [TOKENS.masterKey]);
  container.bind(TOKENS.commandBus).toResolvedValue((config) => inMemoryCommandBus(busBounds(config)), [TOKENS.config]);
};

/** Room for all that capture may have unsettled, so that the bus is never what is full. */
const busBounds = ({ unsettled }: Config): { readonly maxCommands: number; readonly maxBytes: number } => ({
  maxCommands: 1_000_000,
  maxBytes: 2 * unsettled.bytesInAll,
});
