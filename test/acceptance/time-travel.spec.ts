import 'reflect-metadata';
import { expect } from 'chai';
import { type AcceptanceDesk, acceptanceDesk } from '../support/acceptance-desk';
import { onEveryEngine } from '../support/engine-kinds';
import { waitUntil } from '../support/wait-until';

type Json = Readonly<Record<string, unknown>>;

onEveryEngine('Time travel', (kind) => {
  let desk: AcceptanceDesk;
  beforeEach(async () => {
    desk = await acceptanceDesk(kind);
  });
  afterEach(() => desk.dispose());

  const explain = (hook: number, delivery: unknown): Promise<Json> =>
    desk.done('GET', `/v1/hooks/${String(hook)}/deliveries/${String(delivery)}/explanation`);
  const delivery = async (hook: number, state: string): Promise<unknown> => {
    const path = `/v1/deliveries?hook=${String(hook)}&state=${state}`;
    return (await desk.listed(path, 'deliveries', 1))[0]?.['delivery'];
  };

  it('shows a hook as it stood at a time and at a revision, also after it was changed and deleted', async () => {
    const hook = await desk.hook();
    const path = `/v1/hooks/${String(hook)}`;
    const created = await desk.done('GET', path);
    await waitUntil(() => Date.now() > Date.parse(String(created['changedAt'])) + 2);
    const before = new Date().toISOString();
    await waitUntil(() => new Date().toISOString() > before);
    await desk.engine.ask('PATCH', path, { name: 'renamed' });
    await desk.engine.ask('DELETE', path);
    expect((await desk.engine.ask('GET', path)).status).to.equal(410);
    const then = await desk.done('GET', `${path}?at=${before}`);
    const { stood, ...hookThen } = then;
    expect(hookThen).to.deep.equal(created);
    expect(stood).to.have.property('until');
    const history = (await desk.done('GET', `${path}/history`))['history'] as ReadonlyArray<Json>;
    const renamed = history.find(({ type }) => type === 'HookChanged');
    expect(await desk.done('GET', `${path}?revision=${String(renamed?.['revision'])}`)).to.include({ name: 'renamed' });
    const last = await desk.done('GET', `${path}?at=${new Date().toISOString()}`);
    expect(last).to.include({ status: 'deleted' });
    expect(last['stood']).not.to.have.property('until');
  });

  it('refuses a time before the hook was there, and a revision it never had', async () => {
    const hook = await desk.hook();
    for (const moment of ['at=2020-01-01T00:00:00Z', 'revision=99']) {
      const answer = await desk.engine.ask('GET', `/v1/hooks/${String(hook)}?${moment}`);
      expect(answer.status).to.equal(404);
      expect(JSON.stringify(answer.body)).to.contain('was created at');
    }
    const both = await desk.engine.ask('GET', `/v1/hooks/${String(hook)}?revision=0&at=2999-01-01T00:00:00Z`);
    expect(both.status).to.equal(400);
  });

  it('tells why a delivery went where it went, by the hook as it stood then, attempt by attempt', async () => {
    const hook = await desk.hook({ retry: { maxAttempts: 5, firstDelaySeconds: 0.1 } });
    let requests = 0;
    desk.receiver.answerWith(() => ({ status: (requests += 1) === 1 ? 422 : 200, body: `answer ${String(requests)}` }));
    await desk.record(1, 1);
    await desk.sums(hook, { delivered: 1 });
    await desk.done('PATCH', `/v1/hooks/${String(hook)}`, { capture: { database: '51', types: ['click'] } });
    const explanation = await explain(hook, await delivery(hook, 'delivered'));
    expect(explanation).to.deep.include({ hook, state: 'delivered' });
    expect(explanation['event']).to.include({ eventType: 'deliv', source: 'esp', erased: false });
    expect(explanation['matched']).to.include({
      revision: 1,
      clause: 'all',
      detail: 'every clause of the rule passes',
    });
    expect(explanation['block']).to.include({ index: 0, deliveries: 1 });
    const attempts = explanation['attempts'] as ReadonlyArray<Json>;
    expect(attempts.map(({ answer }) => answer)).to.deep.equal(['failed', 'delivered']);
    expect(attempts.map(({ attempt }) => attempt)).to.deep.equal([1, 2]);
    expect(attempts.map(({ responseText }) => responseText)).to.deep.equal(['answer 1', 'answer 2']);
    expect(attempts[0]).to.include({ shapedBy: 1, sentBy: 1, round: 0, status: 422 });
    expect(attempts[0]?.['publication']).not.to.equal(attempts[1]?.['publication']);
    const event = explanation['event'] as Json;
    const { from, to } = explanation['block'] as Json;
    expect([from, to]).to.deep.equal([event['position'], event['position']]);
  });

  it('tells the same after a restart, and of an erased person without what is theirs', async () => {
    const hook = await desk.hook();
    desk.receiver.answerWith(() => ({ status: 200, body: 'thank you, profile-1' }));
    await desk.record(1, 1);
    await desk.sums(hook, { delivered: 1 });
    const id = await delivery(hook, 'delivered');
    const before = await explain(hook, id);
    await desk.engine.restart();
    await desk.listed(`/v1/deliveries?hook=${String(hook)}&state=delivered`, 'deliveries', 1);
    expect(await explain(hook, id)).to.deep.equal(before);
    await desk.done('POST', '/v1/profiles/profile-1/erase');
    const after = await explain(hook, id);
    expect(after['event']).to.include({ erased: true });
    expect(JSON.stringify(after)).not.to.contain('thank you');
    expect(after['matched']).to.deep.equal(before['matched']);
  });

  it('knows nothing of another delivery', async () => {
    const hook = await desk.hook();
    const path = `/v1/hooks/${String(hook)}/deliveries/6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a001/explanation`;
    expect((await desk.engine.ask('GET', path)).status).to.equal(404);
  });
});
