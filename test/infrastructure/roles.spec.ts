import 'reflect-metadata';
// Leaves a global behind, which mocha would blame on the first scenario that loads it.
import '@eventstore/db-client';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { inMemoryEventStore } from '../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { inMemoryKeyStore } from '../../src/adapters/outbound/key-store/in-memory/in-memory-key-store';
import * as TE from 'fp-ts/TaskEither';
import { ROLES } from '../../src/application/ports/membership';
import { readConfig } from '../../src/infrastructure/config/read-config';
import { TOKENS } from '../../src/infrastructure/container/tokens';
import { startEngine } from '../../src/infrastructure/engine/start-engine';
import { natsServerMissing, startNatsServer } from '../support/nats-server';

/** Every choice of roles but none. */
const CHOICES = Array.from({ length: 2 ** ROLES.length - 1 }, (_, choice) =>
  ROLES.filter((_role, at) => ((choice + 1) & (1 << at)) !== 0),
);

(natsServerMissing === null ? describe : describe.skip)(
  `A process with some of the roles${natsServerMissing === null ? '' : `: ${natsServerMissing}`}`,
  () => {
    for (const roles of CHOICES)
      it(`starts and stops as ${roles.join(', ')}`, async () => {
        const server = await startNatsServer();
        const folder = mkdtempSync(join(tmpdir(), 'hookline-'));
        const config = readConfig({
          HOOKLINE_DATA_FOLDER: folder,
          HOOKLINE_LISTEN_PORT: '0',
          HOOKLINE_LOG_LEVEL: 'silent',
          HOOKLINE_ROLES: roles.join(','),
          HOOKLINE_NATS_URLS: server.url,
          HOOKLINE_EVENTSTOREDB: 'esdb://127.0.0.1:1',
        });
        if (E.isLeft(config)) throw new Error(JSON.stringify(config.left));
        const log = inMemoryEventStore();
        const engine = await startEngine(config.right, (container) => {
          container.rebind(TOKENS.eventStore).toConstantValue(log);
          container
            .rebind(TOKENS.keyStore)
            .toConstantValue({ ...inMemoryKeyStore(), ready: TE.right(undefined), close: () => Promise.resolve() });
        });
        const live = await fetch(`${engine.url}/health/live`);
        expect(live.status).to.equal(200);
        await engine.stop();
        await server.dispose();
        rmSync(folder, { recursive: true, force: true });
      });
  },
);
