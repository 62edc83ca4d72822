import { inMemoryEventStore } from '../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { inMemoryKeyStore } from '../../src/adapters/outbound/key-store/in-memory/in-memory-key-store';
import { inMemoryDeliverySearch } from '../../src/adapters/outbound/read-model-store/in-memory/in-memory-delivery-search';
import { type Container } from 'inversify';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type OpenApi } from '../../src/adapters/inbound/rest-api/openapi/document';
import { TOKENS } from '../../src/infrastructure/container/tokens';
import { API_KEY, type RunningEngine, runEngine } from '../support/running-engine';

/** What only requests write; what capture and deliverers write goes on by itself. */
const WRITTEN_BY_REQUESTS = ['hook-', 'hookNumber-', 'platformEvents-', 'accounts', 'catalogue-', 'erasures-'];

/** An engine that tells what requests have stored. */
export interface FuzzedEngine {
  readonly engine: RunningEngine;
  readonly key: string;
  readonly port: number;
  readonly document: OpenApi;
  /** Appends to the streams that requests write, so far. */
  readonly stored: () => number;
}

const seeded = async ({ ask }: RunningEngine): Promise<void> => {
  const destination = { type: 'http', url: 'https://shop.example/hook' };
  await ask('POST', '/v1/hooks', {
    id: 7,
    name: 'first',
    format: 'altcraft',
    capture: { types: ['click'] },
    destination,
  });
  await ask('POST', '/v1/hooks', {
    name: 'second',
    format: 'actito',
    capture: { types: ['ETL_FINISHED'] },
    destination,
  });
};

/** In memory, with two hooks; the receivers they name are not there. */
export const fuzzedEngine = async (): Promise<FuzzedEngine> => {
  let stored = 0;
  const log = inMemoryEventStore();
  const counting: typeof log = {
    ...log,
    append: (stream, expected, events) =>
      pipe(
        log.append(stream, expected, events),
        TE.tapIO(({ repeated }) => () => {
          if (!repeated && WRITTEN_BY_REQUESTS.some((prefix) => stream.startsWith(prefix))) stored += 1;
        }),
      ),
    close: () => Promise.resolve(),
  };
  const lay = () =>
    Promise.resolve({
      settings: {},
      swap: (container: Container) => {
        container.rebind(TOKENS.eventStore).toConstantValue(counting);
        container.rebind(TOKENS.pageThreads).toConstantValue(null);
        container.rebind(TOKENS.keyStore).toConstantValue({
          ...inMemoryKeyStore(),
          ready: TE.right(undefined),
          close: () => Promise.resolve(),
        });
        container.rebind(TOKENS.deliverySearch).toConstantValue(inMemoryDeliverySearch());
      },
      dispose: log.close,
    });
  const engine = await runEngine({ lay }, { HOOKLINE_ALLOW_DESTINATIONS: '', HOOKLINE_ALLOW_HTTP: 'false' });
  await seeded(engine);
  const { body } = await engine.ask('GET', '/openapi.json');
  return {
    engine,
    key: API_KEY,
    port: Number(new URL(engine.url()).port),
    document: body as OpenApi,
    stored: () => stored,
  };
};
