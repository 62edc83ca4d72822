import { expect } from 'chai';
import { type RunningEngine } from './running-engine';
import { waitUntil } from './wait-until';

type Json = Readonly<Record<string, unknown>>;

/** One of everything that an account can own, by the names under which calls ask for it. */
export interface Furnished {
  readonly account: number;
  readonly entity: string;
  readonly hook: number;
  readonly subscription: number;
  readonly event: string;
  readonly profile: string;
  readonly delivery: string;
  readonly keyId: string;
  readonly code: string;
  readonly replay: string;
  readonly run: string;
}

/** Stands in every name and value that the account gave. */
export const MARK = 'ofTheFirstAccount';

export interface Furnishing {
  readonly engine: RunningEngine;
  /** Where its hooks send; deliveries are parked there. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const yesterday = (): string => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

/** Makes one of everything with the key of the first account, and waits until it is at rest; every delivery of its hook is parked at its first attempt. */
export const furnishedAccount = async ({ engine, url, headers = {} }: Furnishing): Promise<Furnished> => {
  const done = async (method: string, path: string, body?: unknown): Promise<Json> => {
    const answer = await engine.ask(method, path, body);
    expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).to.be.within(200, 299);
    return answer.body as Json;
  };
  const code = `type_${MARK}`;
  const profile = `profile-${MARK}`;
  const day = yesterday();
  await done('POST', '/v1/catalogue', {
    code,
    vendor: 'altcraft',
    group: 'own',
    label: MARK,
    description: MARK,
    exportable: true,
    dimensions: ['database'],
    example: { occurredAt: '2026-11-20T08:30:00Z', data: { text: MARK } },
  });
  await done('POST', '/v1/profile-fields', { database: '50', name: `field_${MARK}`, label: MARK });
  const { id: hook } = await done('POST', '/v1/hooks', {
    name: MARK,
    format: 'altcraft',
    isActive: true,
    capture: { types: [code] },
    batch: { size: 1 },
    retry: { maxAttempts: 1 },
    destination: { type: 'http', url, headers, success: { pattern: 'never-said' } },
  });
  const entity = 'MyEntity';
  const { id: subscription } = await done('POST', `/webhooks/v4/entity/${entity}/webhookSubscription`, {
    on: 'ETL',
    eventType: 'FINISHED',
    onElementId: MARK,
    targetUrl: url,
    headers,
  });
  const { keyId } = await done('POST', '/v1/api-keys', { name: MARK, scopes: ['read'] });
  const recorded = await done('POST', '/v1/events', {
    id: MARK,
    type: code,
    occurredAt: `${day}T08:30:00Z`,
    subjects: { database: { id: 50 } },
    profile: { id: profile },
    data: { text: MARK },
  });
  const [{ event } = { event: '' }] = recorded['events'] as ReadonlyArray<{ readonly event: string }>;
  const listed = async (path: string, field: string): Promise<ReadonlyArray<Json>> =>
    (await done('GET', path))[field] as ReadonlyArray<Json>;
  const parked = `/v1/hooks/${String(hook)}/parked`;
  await waitUntil(async () => (await listed(parked, 'parked')).length === 1);
  await waitUntil(async () => (await listed('/v1/deliveries', 'deliveries')).length === 1);
  const delivery = String((await listed(parked, 'parked'))[0]?.['delivery']);
  const { run } = await done('POST', `/v1/hooks/${String(hook)}/exports`, { from: day, to: day });
  const { replay } = await done('POST', '/v1/replays', { from: '2026-01-01', to: '2026-01-01', dryRun: true }).catch(
    () => done('POST', '/v1/replays', { from: day, to: day, dryRun: true }),
  );
  const isOver = async (path: string, running: string): Promise<boolean> =>
    (await done('GET', path))['status'] !== running;
  await waitUntil(() => isOver(`/v1/exports/${String(run)}`, 'in-progress'));
  await waitUntil(() => isOver(`/v1/replays/${String(replay)}`, 'running'));
  return {
    account: 161,
    entity,
    hook: Number(hook),
    subscription: Number(subscription),
    event,
    profile,
    delivery,
    keyId: String(keyId),
    code,
    replay: String(replay),
    run: String(run),
  };
};
