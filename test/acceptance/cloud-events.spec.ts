import 'reflect-metadata';
import { expect } from 'chai';
import { type AcceptanceDesk, acceptanceDesk } from '../support/acceptance-desk';
import { onEveryEngine } from '../support/engine-kinds';
import { waitUntil } from '../support/wait-until';

const click = (id: string) => ({
  id,
  source: 'my shop',
  type: 'click',
  occurredAt: '2018-03-04T13:13:19.034315796Z',
  subjects: { database: { id: 50, name: 'Readers' } },
  profile: { id: 'p-1', fields: { email: 'a@example.com' } },
  data: { link_url: 'https://a.example/é' },
});
const etl = (id: string) => ({
  id,
  type: 'ETL_FINISHED',
  occurredAt: '2025-02-26T10:41:06Z',
  subjects: { element: { id: '123456' } },
  data: { 'etl.id': '123456', 'etl.executionId': '7', 'etl.executionStatus': 'SUCCESS' },
});

onEveryEngine('CloudEvents, from REST to a receiver', (kind) => {
  let desk: AcceptanceDesk;

  beforeEach(async () => {
    desk = await acceptanceDesk(kind);
  });
  afterEach(() => desk.dispose());

  const hook = (more: object) =>
    desk.hook({ format: 'cloudevents', capture: { types: ['click', 'ETL_FINISHED'] }, ...more });
  const sendBoth = async (): Promise<void> => {
    await desk.done('POST', '/v1/events', [click('c-1'), etl('e-1')]);
  };

  it('go out structured by default, types of both vendors from one hook (decision 7)', async () => {
    await hook({ customData: { fields: ['email'], pairs: {} } });
    await sendBoth();
    await waitUntil(() => desk.received.length === 2);
    const events = desk.received.map(({ json }) => json as Readonly<Record<string, unknown>>);
    expect(events.map(({ type }) => type)).to.have.members(['click', 'ETL_FINISHED']);
    const first = events.find(({ type }) => type === 'click');
    expect(first).to.include({ source: 'my%20shop', time: '2018-03-04T13:13:19.034315796Z', account: 161, hook: 1 });
    expect(first?.['data']).to.deep.include({ customData: { email: 'a@example.com' }, profile: { id: 'p-1' } });
    for (const { headers, webhookId, verified, json } of desk.received) {
      expect(headers['content-type']).to.equal('application/cloudevents+json; charset=utf-8');
      expect([verified, (json as { delivery: string }).delivery]).to.deep.equal([true, webhookId]);
    }
  });

  it('go out binary with percent-encoded attributes in headers, and the data as the body', async () => {
    await hook({ contentMode: 'binary' });
    await desk.done('POST', '/v1/events', click('c-1'));
    await waitUntil(() => desk.received.length === 1);
    const [message] = desk.received;
    expect(message?.headers).to.deep.include({
      'content-type': 'application/json',
      'ce-specversion': '1.0',
      'ce-type': 'click',
      'ce-source': 'my%2520shop',
      'ce-id': message?.eventIds[0],
      'ce-delivery': message?.webhookId,
    });
    expect(message?.json).to.deep.include({ data: { link_url: 'https://a.example/é' } });
    expect(message?.verified).to.equal(true);
  });

  it('go out in a batch, which Hookline itself takes', async () => {
    await hook({ contentMode: 'batch', batch: { size: 2, windowSeconds: 5 } });
    await sendBoth();
    await waitUntil(() => desk.received.length === 1);
    const [message] = desk.received;
    expect(message?.headers['content-type']).to.equal('application/cloudevents-batch+json; charset=utf-8');
    expect(message?.events).to.have.lengthOf(2);
    const taken = await desk.engine.ask('POST', '/v1/events', message?.json, {
      'content-type': 'application/cloudevents-batch+json',
    });
    expect(taken.status).to.equal(200);
    expect(taken.body).to.include({ accepted: 2, repeats: 0 });
  });

  it('say with which mode they go when the hook is read, and take no header of theirs', async () => {
    const id = await hook({ contentMode: 'binary', isActive: false });
    expect(await desk.done('GET', `/v1/hooks/${String(id)}`)).to.include({
      format: 'cloudevents',
      contentMode: 'binary',
    });
    const refused = await desk.engine.ask('PATCH', `/v1/hooks/${String(id)}`, {
      destination: { headers: { 'CE-Id': 'x' } },
    });
    expect(refused.status).to.equal(422);
  });
});
