import { EMBEDDED } from '../support/engine-kinds';
import { API_KEY, type RunningEngine, runEngine } from '../support/running-engine';
import { waitUntil } from '../support/wait-until';

const HOOK = {
  name: 'Clicks',
  format: 'altcraft',
  isActive: true,
  batch: { size: 1 },
  circuit: 'off',
  retry: { maxAttempts: 1, firstDelaySeconds: 1 },
  capture: { types: ['click'] },
  destination: { type: 'http', url: 'http://127.0.0.1:9/hook' },
};
const CLICK = { id: 'c-0', type: 'click', occurredAt: '2026-11-23T08:30:00Z', profile: { id: 'p-1' } };

/** An engine with hook 1, which has one parked delivery: its id. */
export const furnished = async (): Promise<{ readonly engine: RunningEngine; readonly delivery: string }> => {
  const engine = await runEngine(EMBEDDED, { HOOKLINE_METRICS: 'true' });
  await engine.ask('POST', '/v1/hooks', HOOK);
  await engine.ask('POST', '/v1/events', CLICK);
  let delivery = '';
  await waitUntil(async () => {
    const { body } = await engine.ask('GET', '/v1/hooks/1/parked');
    delivery = /"(?:id|delivery)":"([0-9a-f-]{36})"/.exec(JSON.stringify(body))?.[1] ?? '';
    return delivery !== '';
  });
  return { engine, delivery };
};

/** What a page writes, and what it is here. Nothing else is replaced. */
export const asHere = (text: string, engine: RunningEngine, delivery: string): string => {
  const now = Date.now();
  const day = new Date(now - 86_400_000).toISOString().slice(0, 10);
  return [
    ['hk_...', API_KEY],
    ['http://127.0.0.1:8090', engine.url()],
    ['6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a001', delivery],
    ['?at=2026-11-22T10:00:00Z', `?at=${new Date(now).toISOString()}`],
    ['?revision=3', '?revision=0'],
    [
      '"from":"2026-11-22","to":"2026-11-23T09:00:00Z"',
      `"from":"${day}","to":"${new Date(now - 60_000).toISOString()}"`,
    ],
    ['REPLAY_ID', '$(last_id)'],
    ['KEY_ID', '$(last_id)'],
  ].reduce((so, [written = '', here = '']) => so.replaceAll(written, here), text);
};
