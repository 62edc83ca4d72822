import 'reflect-metadata';
import { expect } from 'chai';
import { aDelivery } from '../../support/acceptance-desk';
import { type NatsServer, natsServerMissing, startNatsServer } from '../../support/nats-server';
import { type RunningEngine, runEngine } from '../../support/running-engine';
import { waitUntil } from '../../support/wait-until';

interface Health {
  readonly ready: boolean;
  readonly parts: ReadonlyArray<{ readonly part: string; readonly detail: string }>;
}

(natsServerMissing === null ? describe : describe.skip)(
  `The readiness of an engine on NATS${natsServerMissing === null ? '' : `: ${natsServerMissing}`}`,
  () => {
    let server: NatsServer;
    let engine: RunningEngine;
    const nats = async (): Promise<string> => {
      const { ready, parts } = (await engine.ask('GET', '/health/ready')).body as Health;
      return `${String(ready)}: ${parts.find(({ part }) => part === 'NATS')?.detail ?? ''}`;
    };

    beforeEach(async () => {
      server = await startNatsServer();
      const settings = { HOOKLINE_NATS_URLS: server.url };
      engine = await runEngine({ lay: () => Promise.resolve({ settings, dispose: () => Promise.resolve() }) });
    });
    afterEach(async () => {
      await engine.dispose();
      await server.dispose();
    });

    it('says while the server is away that it is, and goes on recording; then that it is back', async () => {
      expect(await nats()).to.equal('true: connected');
      await server.stop();
      await waitUntil(async () => (await nats()).startsWith('true: not connected, trying again'), 10_000);
      expect((await engine.ask('POST', '/v1/events', aDelivery(1))).status).to.equal(200);
      await server.start();
      await waitUntil(async () => (await nats()) === 'true: connected', 10_000);
    });
  },
);
