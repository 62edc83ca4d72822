import 'reflect-metadata';
import { expect } from 'chai';
import { type ClosableEventStore } from '../../src/application/ports/event-store';
import { type DeliverySearch } from '../../src/application/ports/delivery-search';
import { TOKENS } from '../../src/infrastructure/container/tokens';
import { aDelivery } from '../support/acceptance-desk';
import { type RunningEngine, runEngine } from '../support/running-engine';
import { waitUntil } from '../support/wait-until';

/** The same functions, each call noted by its name. */
const noting = <Port extends object>(port: Port, asked: string[]): Port =>
  Object.fromEntries(
    Object.entries(port).map(([name, call]: [string, unknown]) => [
      name,
      typeof call === 'function'
        ? (...args: ReadonlyArray<unknown>): unknown => {
            asked.push(name);
            return Reflect.apply(call, port, args) as unknown;
          }
        : call,
    ]),
  ) as Port;

describe('A scrape of the metrics (behaviour 54)', () => {
  let engine: RunningEngine;
  let asked: string[];
  const start = async (settings: Readonly<Record<string, string>>): Promise<void> => {
    asked = [];
    engine = await runEngine(
      {
        lay: () =>
          Promise.resolve({
            settings: {},
            swap: (container) => {
              const search: DeliverySearch = container.get(TOKENS.deliverySearch);
              const store: ClosableEventStore = container.get(TOKENS.eventStore);
              container.rebind(TOKENS.deliverySearch).toConstantValue(noting(search, asked));
              container.rebind(TOKENS.eventStore).toConstantValue(noting(store, asked));
            },
            dispose: () => Promise.resolve(),
          }),
      },
      settings,
    );
  };
  const scrape = async (): Promise<{ readonly status: number; readonly text: string }> => {
    const answer = await fetch(`${engine.url()}/metrics`);
    return { status: answer.status, text: await answer.text() };
  };
  afterEach(() => engine.dispose());

  it('is not there unless metrics are asked for', async () => {
    await start({});
    expect((await scrape()).status).to.equal(404);
  });

  it('shows the counters, and asks neither the log nor the table of deliveries', async () => {
    await start({ HOOKLINE_METRICS: 'true' });
    await engine.ask('POST', '/v1/hooks', {
      name: 'deliveries',
      format: 'altcraft',
      isActive: true,
      capture: { types: ['deliv'] },
      destination: { type: 'http', url: 'http://127.0.0.1:9/' },
    });
    await engine.ask('POST', '/v1/events', [aDelivery(1), aDelivery(2)]);
    const quiet = async (): Promise<boolean> => {
      const before = asked.length;
      for (let n = 0; n < 20; n += 1) expect((await scrape()).text).to.match(/^hookline_\w+ /m);
      return asked.length === before;
    };
    await waitUntil(quiet);
    expect(asked).to.include.members(['append', 'apply']);
  });
});
