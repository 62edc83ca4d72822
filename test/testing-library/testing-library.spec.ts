import { expect } from 'chai';
import { startTestEngine, type TestEngine } from 'hookline/testing';
import { waitUntil } from '../support/wait-until';

const HOOK = {
  name: 'clicks',
  format: 'altcraft',
  isActive: true,
  batch: { size: 1, windowSeconds: 0 },
  capture: { types: ['click'] },
  destination: { type: 'http', url: 'https://shop.example/hook' },
};
const CLICK = { id: 'c-1', type: 'click', occurredAt: '2026-11-23T08:30:00Z', data: { message_id: 17 } };

describe('The library for tests, used by its name as its users do', () => {
  let engine: TestEngine;
  afterEach(() => engine.dispose());

  it('runs a whole engine in memory in a few lines, with a transport that remembers', async () => {
    engine = await startTestEngine();
    await engine.ask('POST', '/v1/hooks', HOOK);
    await engine.ask('POST', '/v1/events', CLICK);
    await waitUntil(() => engine.sent.recorded().length === 1);
    const [delivery] = engine.sent.recorded();
    expect(delivery?.message.body).to.contain('"message_id":17');
  });

  it('takes adapters and settings of the test, and keeps what they hold over a restart', async () => {
    const bodies: string[] = [];
    engine = await startTestEngine({
      adapters: {
        transport: {
          deliver: (_to, { body }) => {
            bodies.push(body);
            return Promise.resolve({ type: 'DeliveryConfirmed', answer: { status: 204, text: '', durationMs: 0 } });
          },
          close: () => Promise.resolve(),
        },
      },
      settings: { HOOKLINE_ENTITY: 'Shop' },
    });
    const created = await engine.ask('POST', '/v1/hooks', HOOK);
    expect(created.body).to.include({ entity: 'Shop' });
    await engine.restart();
    await engine.ask('POST', '/v1/events', CLICK);
    await waitUntil(() => bodies.length === 1);
  });
});
