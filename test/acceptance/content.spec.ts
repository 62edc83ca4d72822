import 'reflect-metadata';
import { expect } from 'chai';
import { type AcceptanceDesk, acceptanceDesk } from '../support/acceptance-desk';
import { onEveryEngine } from '../support/engine-kinds';
import { waitUntil } from '../support/wait-until';

const MESSAGE = '5a9bf01a17_3cd_11_6f_0_2.p-1';
const CONTENT = { subject: 'Only until Sunday', html: '<p>Öffer</p>', nested: [1, null] };

const anEvent = (id: string, type: string, more: object = {}) => ({
  id,
  type,
  occurredAt: '2026-11-20T08:30:00Z',
  subjects: { database: { id: 50 } },
  profile: { id: 'p-1' },
  data: { campaign_id: 973, send_message_id: MESSAGE },
  ...more,
});

onEveryEngine('The content of a message, from REST to a receiver', (kind) => {
  let desk: AcceptanceDesk;

  beforeEach(async () => {
    desk = await acceptanceDesk(kind);
  });
  afterEach(() => desk.dispose());

  const hook = (more: object = {}) =>
    desk.hook({ capture: { types: ['send', 'click'] }, addMessageContent: true, batch: { size: 1 }, ...more });
  const record = (event: object) => desk.done('POST', '/v1/events', event);
  const sent = (at: number) => desk.received[at]?.events[0] as Readonly<Record<string, unknown>> | undefined;
  const arrived = (count: number): Promise<void> => waitUntil(() => desk.received.length === count);
  const put = (body: object = { profile: 'p-1', content: CONTENT }) => desk.done('PUT', `/v1/content/${MESSAGE}`, body);

  it('comes with the send event and is found by every later event of the message (decision 14)', async () => {
    await hook();
    await record(anEvent('s-1', 'send', { content: CONTENT }));
    await arrived(1);
    await record(anEvent('c-1', 'click'));
    await arrived(2);
    await record(anEvent('c-2', 'click', { data: { send_message_id: 'another' } }));
    await arrived(3);
    expect([sent(0)?.['content'], sent(1)?.['content']]).to.deep.equal([CONTENT, CONTENT]);
    expect(sent(2)).not.to.have.property('content');
  });

  it('is put apart, and found again after a restart', async () => {
    await hook();
    expect(await put()).to.deep.equal({ stored: true });
    await desk.engine.restart();
    await record(anEvent('c-1', 'click'));
    await arrived(1);
    expect(sent(0)?.['content']).to.deep.equal(CONTENT);
  });

  it('goes in the data of a CloudEvent as well, and only to the hook that asks for it', async () => {
    await hook({ format: 'cloudevents', contentMode: 'binary' });
    await desk.hook({
      capture: { types: ['click'] },
      destination: { type: 'http', url: `${desk.receiver.url}/plain` },
    });
    await put();
    await record(anEvent('c-1', 'click'));
    await arrived(2);
    const at = (path: string) => desk.received.find((message) => message.path === path)?.json;
    expect(at('/hook')).to.deep.include({ content: CONTENT });
    expect(JSON.stringify(at('/plain'))).not.to.include('content');
  });

  it('is not stored while no hook of the account has the switch', async () => {
    const id = await hook({ addMessageContent: false });
    expect(await put()).to.deep.equal({ stored: false });
    await record(anEvent('s-1', 'send', { content: CONTENT }));
    await desk.done('PATCH', `/v1/hooks/${String(id)}`, { addMessageContent: true });
    await record(anEvent('c-1', 'click'));
    await arrived(2);
    expect(sent(1)).not.to.have.property('content');
  });

  it('is sent the same over a retry, and stands in no parked delivery', async () => {
    let tries = 0;
    desk.receiver.answerWith(() => ({ status: (tries += 1) < 3 ? 422 : 204 }));
    const id = await hook({ retry: { maxAttempts: 2, firstDelaySeconds: 0.05, maxDelaySeconds: 0.05 } });
    await put();
    await record(anEvent('c-1', 'click'));
    await arrived(2);
    expect([sent(0)?.['content'], desk.received[1]?.body]).to.deep.equal([CONTENT, desk.received[0]?.body]);
    const [parked] = await desk.listed(`/v1/hooks/${String(id)}/parked`, 'parked', 1);
    await desk.done('POST', `/v1/hooks/${String(id)}/redeliver`, { deliveries: [parked?.['delivery']] });
    await arrived(3);
    expect(sent(2)?.['content']).to.deep.equal(CONTENT);
  });

  it('is gone with its person', async () => {
    await hook();
    await put();
    await desk.done('POST', '/v1/profiles/p-1/erase');
    await record(anEvent('c-1', 'click', { profile: { id: 'p-2' } }));
    await arrived(1);
    expect(sent(0)).not.to.have.property('content');
  });

  it('is refused where nobody could find it, or in the format actito', async () => {
    const orphan = await desk.engine.ask('POST', '/v1/events', anEvent('s-1', 'send', { content: CONTENT, data: {} }));
    expect(orphan.status).to.equal(422);
    const actito = await desk.engine.ask('POST', '/v1/hooks', {
      name: 'a',
      format: 'actito',
      addMessageContent: true,
      capture: { types: ['ETL_FINISHED'] },
      destination: { type: 'http', url: desk.receiver.url },
    });
    expect(actito.status).to.equal(422);
  });
});
