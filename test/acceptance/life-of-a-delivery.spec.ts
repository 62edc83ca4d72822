import 'reflect-metadata';
import { expect } from 'chai';
import { type AcceptanceDesk, acceptanceDesk, aDelivery } from '../support/acceptance-desk';
import { onEveryEngine } from '../support/engine-kinds';
import { waitUntil } from '../support/wait-until';

const ONE_ATTEMPT = { maxAttempts: 1 };
const upTo = (count: number): ReadonlyArray<number> => Array.from({ length: count }, (_, index) => index);

onEveryEngine('The life of a delivery', (kind) => {
  let desk: AcceptanceDesk;
  beforeEach(async () => {
    desk = await acceptanceDesk(kind);
  });
  afterEach(() => desk.dispose());

  it('ends delivered in signed batches, and the recount agrees', async () => {
    const hook = await desk.hook();
    await desk.record(0, 25);
    await desk.sums(hook, { captured: 25, delivered: 25, waiting: 0 });
    expect(desk.received.every(({ verified }) => verified)).to.equal(true);
    expect([...desk.numbers()].sort((one, other) => one - other)).to.deep.equal(upTo(25));
    const audit = await desk.done('POST', `/v1/hooks/${String(hook)}/audit-sum`);
    expect(audit).to.include({ agrees: true });
  });

  it('begins once, however often its event is sent', async () => {
    const hook = await desk.hook();
    expect(await desk.record(0, 3)).to.include({ accepted: 3, repeats: 0 });
    expect(await desk.record(0, 4)).to.include({ accepted: 1, repeats: 3 });
    await desk.sums(hook, { captured: 4, delivered: 4 });
  });

  it('never begins when the same id comes with another body', async () => {
    await desk.record(0, 1);
    const answer = await desk.engine.ask('POST', '/v1/events', { ...aDelivery(0), data: { message_id: 9 } });
    expect(answer.status).to.equal(409);
  });

  it('is parked once its attempts are spent, and delivered when it is redelivered', async () => {
    const hook = await desk.hook({ retry: ONE_ATTEMPT });
    desk.receiver.answerWith(() => ({ status: 400 }));
    await desk.record(0, 3);
    await desk.sums(hook, { captured: 3, parked: 3, waiting: 0 });
    await desk.listed(`/v1/hooks/${String(hook)}/parked`, 'parked', 3);
    desk.receiver.answerWith(() => ({ status: 204 }));
    const before = new Date(Date.now() - 3_600_000).toISOString();
    const after = new Date(Date.now() + 3_600_000).toISOString();
    await desk.done('POST', `/v1/hooks/${String(hook)}/redeliver`, { parkedFrom: before, parkedTo: after });
    await desk.sums(hook, { captured: 3, delivered: 3, parked: 0 });
    expect(await desk.done('POST', `/v1/hooks/${String(hook)}/audit-sum`)).to.include({ agrees: true });
  });

  it('ends discarded by a named decision', async () => {
    const hook = await desk.hook({ retry: ONE_ATTEMPT });
    desk.receiver.answerWith(() => ({ status: 400 }));
    await desk.record(0, 1);
    await desk.sums(hook, { parked: 1 });
    const [delivery] = await desk.listed(`/v1/hooks/${String(hook)}/parked`, 'parked', 1);
    await desk.done('POST', `/v1/hooks/${String(hook)}/discard`, {
      deliveries: [delivery?.['delivery']],
      reason: 'sent by hand',
    });
    await desk.sums(hook, { captured: 1, parked: 0, discarded: 1 });
  });

  it('waits while its hook is suspended, also over a restart, and goes out in order on resume', async () => {
    const hook = await desk.hook({ ordering: { mode: 'strict' } });
    await desk.done('POST', `/v1/hooks/${String(hook)}/suspend`, { note: 'maintenance' });
    await desk.record(0, 12);
    await desk.engine.restart();
    expect(desk.numbers()).to.deep.equal([]);
    await desk.done('POST', `/v1/hooks/${String(hook)}/resume`, { skip: false });
    await desk.sums(hook, { captured: 12, delivered: 12 });
    expect(desk.numbers()).to.deep.equal(upTo(12));
  });

  it('is discarded, and counted, when a suspended hook is resumed skipping', async () => {
    const hook = await desk.hook();
    await desk.done('POST', `/v1/hooks/${String(hook)}/suspend`, {});
    await desk.record(0, 5);
    await desk.done('POST', `/v1/hooks/${String(hook)}/resume`, { skip: true });
    await desk.sums(hook, { captured: 5, discarded: 5, waiting: 0 });
    await desk.record(5, 1);
    await desk.sums(hook, { captured: 6, delivered: 1 });
  });

  it('never begins while its hook is inactive', async () => {
    const hook = await desk.hook();
    await desk.done('POST', `/v1/hooks/${String(hook)}/deactivate`);
    await desk.record(0, 3);
    await desk.done('POST', `/v1/hooks/${String(hook)}/activate`);
    await desk.record(3, 2);
    await desk.sums(hook, { captured: 2, delivered: 2 });
    expect([...desk.numbers()].sort((one, other) => one - other)).to.deep.equal([3, 4]);
  });

  it('keeps its id and its body through retries and a restart', async () => {
    const hook = await desk.hook({ retry: { maxAttempts: 5, firstDelaySeconds: 0.1 }, circuit: 'off' });
    desk.receiver.answerWith(() => ({ status: 503 }));
    await desk.record(0, 4);
    await desk.sums(hook, { waiting: 4, captured: 4 });
    await desk.engine.restart();
    desk.receiver.answerWith(() => ({ status: 204 }));
    await desk.sums(hook, { waiting: 0, captured: 4 });
    const bodies = new Map(desk.received.map(({ webhookId, body }) => [webhookId, body]));
    expect(desk.received.every(({ webhookId, body }) => bodies.get(webhookId) === body)).to.equal(true);
  });

  it('keeps the order of recording under strict ordering, whatever fails in between', async () => {
    const hook = await desk.hook({
      batch: { size: 3, windowSeconds: 0.05 },
      ordering: { mode: 'strict' },
      retry: { maxAttempts: 9, firstDelaySeconds: 0.05 },
    });
    let requests = 0;
    desk.receiver.answerWith(() => ({ status: (requests += 1) % 3 === 1 ? 500 : 204 }));
    for (const from of [0, 5, 10]) await desk.record(from, 5);
    await desk.sums(hook, { captured: 15, delivered: 15 });
    const firstSeen = [...new Set(desk.numbers())];
    expect(firstSeen).to.deep.equal(upTo(15));
  });

  it('can be looked up with its attempts, also after a restart', async () => {
    const hook = await desk.hook({ retry: ONE_ATTEMPT });
    desk.receiver.answerWith(() => ({ status: 422, body: 'no such template' }));
    await desk.record(0, 1);
    await desk.sums(hook, { parked: 1 });
    await desk.engine.restart();
    const [delivery] = await desk.listed(`/v1/deliveries?hook=${String(hook)}&state=parked`, 'deliveries', 1);
    const read = await desk.done('GET', `/v1/hooks/${String(hook)}/deliveries/${String(delivery?.['delivery'])}`);
    expect(JSON.stringify(read['attempts'])).to.contain('no such template');
  });

  it('is not missed by a replay, nor begun by one again, also after a restart', async () => {
    const hook = await desk.hook({ retry: ONE_ATTEMPT });
    await desk.record(0, 7);
    await desk.sums(hook, { captured: 7, delivered: 7 });
    desk.receiver.answerWith(() => ({ status: 400 }));
    await desk.record(7, 2);
    await desk.sums(hook, { captured: 9, parked: 2 });
    await desk.engine.restart();
    const period = { from: new Date(Date.now() - 3_600_000).toISOString(), to: new Date().toISOString(), hook };
    let replay = await desk.done('POST', '/v1/replays', period);
    await waitUntil(async () => {
      replay = await desk.done('GET', `/v1/replays/${String(replay['replay'])}`);
      return replay['status'] !== 'running';
    });
    expect(replay).to.include({ status: 'done', matched: 9, delivered: 7, parked: 2, missing: 0, unclear: 0 });
    await desk.sums(hook, { captured: 9, delivered: 7, parked: 2, waiting: 0 });
    const future = await desk.engine.ask('POST', '/v1/replays', { ...period, to: '2999-01-01' });
    expect(future.status).to.equal(422);
  });

  it('of a deleted hook is over, and says how many waited', async () => {
    const hook = await desk.hook({ retry: { maxAttempts: 9, firstDelaySeconds: 5 } });
    desk.receiver.answerWith(() => ({ status: 503 }));
    await desk.record(0, 4);
    await desk.sums(hook, { waiting: 4 });
    const ended = await desk.done('DELETE', `/v1/hooks/${String(hook)}`);
    expect(ended['waited']).to.include({ waiting: 4 });
  });
});
