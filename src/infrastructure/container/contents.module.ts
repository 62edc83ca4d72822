import { join } from 'node:path';
import { type Container } from 'inversify';
import { sqliteContentStore } from '../../adapters/outbound/content-store/sqlite/sqlite-content-store';
import { contentUseCases } from '../../application/content/content-use-cases';
import { contents } from '../../application/content/contents';
import { TOKENS } from './tokens';

const HOUR_MS = 3_600_000;

/** Contents of messages: objects in NATS where the configuration names servers, otherwise a SQLite file. */
export const bindContents = async (container: Container): Promise<void> => {
  if (container.get(TOKENS.config).nats === undefined) {
    container
      .bind(TOKENS.contentStore)
      .toResolvedValue(
        ({ dataFolder }) => sqliteContentStore({ file: join(dataFolder, 'contents.sqlite') }),
        [TOKENS.config],
      );
  } else (await import('./nats.module.js')).bindObjectContents(container);
  container.bind(TOKENS.contents).toResolvedValue(
    (...[config, store, keyStore, clock, directory]) =>
      contents({
        store,
        keyStore,
        clock,
        keptMs: config.retention.contentHours * HOUR_MS,
        isWanted: directory.wantsContent,
      }),
    [TOKENS.config, TOKENS.contentStore, TOKENS.keyStore, TOKENS.clock, TOKENS.hookDirectory],
  );
  container.bind(TOKENS.contentUseCases).toResolvedValue(contentUseCases, [TOKENS.contents, TOKENS.keyStore]);
};
