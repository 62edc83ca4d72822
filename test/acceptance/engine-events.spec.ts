import 'reflect-metadata';
import { expect } from 'chai';
import { type Receiver, startReceiver } from '../../src/adapters/inbound/cli/listen/receiver';
import { type AcceptanceDesk, acceptanceDesk } from '../support/acceptance-desk';
import { onEveryEngine } from '../support/engine-kinds';
import { waitUntil } from '../support/wait-until';

interface Told {
  readonly event_type: string;
  readonly event_data: Readonly<Record<string, unknown>>;
}

onEveryEngine('What happens to a hook, told to another one (behaviours 39 and 50)', (kind) => {
  let desk: AcceptanceDesk;
  let ears: Receiver;
  let told: Told[];

  beforeEach(async () => {
    told = [];
    desk = await acceptanceDesk(kind);
    ears = await startReceiver({
      secrets: () => [],
      onMessage: ({ events }) => told.push(...(events as ReadonlyArray<Told>)),
    });
  });
  afterEach(async () => {
    await desk.dispose();
    await ears.stop();
  });

  const ONE = { batch: { size: 1, windowSeconds: 0 } };
  const listener = (more: object = {}): Promise<number> =>
    desk.hook({
      name: 'operators',
      ...ONE,
      capture: { types: ['hook_failing', 'hook_recovered', 'hook_suspended', 'delivery_parked'] },
      destination: { type: 'http', url: `${ears.url}/told` },
      ...more,
    });
  const types = (): ReadonlyArray<string> => told.map(({ event_type: type }) => type);

  it('is that it fails and recovers, each once', async () => {
    await listener();
    const hook = await desk.hook({ ...ONE, retry: { maxAttempts: 9, firstDelaySeconds: 0.1 } });
    desk.receiver.answerWith(() => ({ status: 500 }));
    await desk.record(0, 8);
    await waitUntil(() => told.length > 0);
    expect(told[0]).to.deep.include({ event_type: 'hook_failing' });
    expect(told[0]?.event_data).to.deep.equal({ hook });
    desk.receiver.answerWith(() => ({ status: 204 }));
    await desk.done('PATCH', `/v1/hooks/${String(hook)}`, { name: 'mended' });
    await desk.sums(hook, { delivered: 8 });
    await waitUntil(() => told.length > 1);
    expect(types()).to.deep.equal(['hook_failing', 'hook_recovered']);
  });

  it('is told by the engine alone: nobody may record such an event, in whatever envelope', async () => {
    await listener();
    const forged = { id: 'forged', type: 'hook_suspended', occurredAt: '2026-11-23T09:12:28Z', data: { hook: 1 } };
    const { occurredAt: time, ...rest } = forged;
    const cloud = { specversion: '1.0', source: '/elsewhere', time, ...rest };
    const good = { ...forged, id: 'good', type: 'click' };
    for (const body of [
      [good, forged],
      [good, cloud],
    ]) {
      const answer = await desk.engine.ask('POST', '/v1/events', body);
      expect(answer.status).to.equal(422);
      const { errors } = answer.body as { readonly errors: ReadonlyArray<object> };
      expect(errors).to.deep.equal([
        {
          index: 1,
          field: 'type',
          reason: 'is a type whose events the engine alone records; register a type of your own instead',
        },
      ]);
    }
    expect(types()).to.deep.equal([]);
  });

  it('is that deliveries were parked, and that it was suspended, by whom', async () => {
    await listener();
    const hook = await desk.hook({ ...ONE, retry: { maxAttempts: 1 } });
    desk.receiver.answerWith(() => ({ status: 422 }));
    await desk.record(0, 1);
    await waitUntil(() => told.length > 0);
    expect(told[0]?.event_data).to.deep.equal({ hook, deliveries: 1, reason: 'status', status: 422 });
    await desk.done('POST', `/v1/hooks/${String(hook)}/suspend`, { note: 'maintenance' });
    await waitUntil(() => told.length > 1);
    expect(types()).to.deep.equal(['delivery_parked', 'hook_suspended']);
    expect(told[1]?.event_data).to.include({ hook, reason: 'operator', note: 'maintenance' });
  });

  it('is told once, and nothing is missed, over a restart', async () => {
    await listener();
    const hook = await desk.hook({ ...ONE, retry: { maxAttempts: 1 } });
    desk.receiver.answerWith(() => ({ status: 422 }));
    for (const number of [0, 1, 2]) {
      await desk.record(number, 1);
      await desk.sums(hook, { parked: number + 1 });
      await desk.engine.restart();
    }
    await waitUntil(() => told.length >= 3);
    await desk.engine.restart();
    await desk.record(3, 1);
    await waitUntil(() => told.length >= 4);
    expect(told).to.have.lengthOf(4);
  });

  it('is never told of a hook that is told itself: no loop', async () => {
    const hook = await listener({ retry: { maxAttempts: 1 }, circuit: 'off' });
    ears.answerWith(() => ({ status: 422 }));
    const other = await desk.hook(ONE);
    await desk.done('POST', `/v1/hooks/${String(other)}/suspend`, {});
    await desk.sums(hook, { parked: 1 });
    await desk.done('POST', `/v1/hooks/${String(hook)}/suspend`, {});
    await desk.done('POST', `/v1/hooks/${String(hook)}/resume`, {});
    await desk.done('POST', `/v1/hooks/${String(other)}/resume`, {});
    await desk.done('POST', `/v1/hooks/${String(other)}/suspend`, {});
    await desk.sums(hook, { parked: 2, captured: 2 });
    expect(types()).to.deep.equal(['hook_suspended', 'hook_suspended']);
  });
});
