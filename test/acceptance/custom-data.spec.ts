import 'reflect-metadata';
import { expect } from 'chai';
import { type AcceptanceDesk, acceptanceDesk } from '../support/acceptance-desk';
import { onEveryEngine } from '../support/engine-kinds';
import { waitUntil } from '../support/wait-until';

const anEvent = (id: string, more: object = {}) => ({
  id,
  type: 'deliv',
  occurredAt: '2021-03-17T13:47:00.034315796Z',
  subjects: { database: { id: 50, name: 'Readers' }, mailing: { id: 973, name: 'Black Friday' } },
  profile: { id: 'p-1', fields: { email: 'test@example.com', shop: 'Lyon' } },
  data: { message_id: 5 },
  ...more,
});

const customData = {
  fields: ['email', 'shop', '_fname'],
  pairs: {
    cname: '{{campaign_name}}',
    nano: '{{event_date_unixnano}}',
    id: '{{uuid}}',
    line: '\\{{x}} {{event_date_ymd}}',
  },
};

onEveryEngine('custom_data, from REST to a receiver', (kind) => {
  let desk: AcceptanceDesk;

  beforeEach(async () => {
    desk = await acceptanceDesk(kind);
  });
  afterEach(() => desk.dispose());

  const registerShop = () =>
    desk.done('POST', '/v1/profile-fields', { database: '50', name: 'shop', label: 'Favourite shop' });
  const sent = (at: number): unknown =>
    (desk.received[at]?.events[0] as { readonly custom_data: unknown } | undefined)?.custom_data;

  it('carries profile fields and own pairs to nine fractional digits, the same again over a retry (decisions 11 to 13)', async () => {
    await registerShop();
    let tries = 0;
    desk.receiver.answerWith(() => ({ status: (tries += 1) === 1 ? 500 : 204 }));
    const retry = { maxAttempts: 4, firstDelaySeconds: 0.05, maxDelaySeconds: 0.05 };
    await desk.hook({ customData, retry });
    await desk.done('POST', '/v1/events', anEvent('1'));
    await waitUntil(() => desk.received.length === 2);
    const { id, ...made } = sent(0) as Readonly<Record<string, unknown>>;
    expect(made).to.deep.equal({
      email: 'test@example.com',
      shop: 'Lyon',
      _fname: null,
      cname: 'Black Friday',
      nano: '1615988820034315796',
      line: '{{x}} 2021-03-17',
    });
    expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(sent(1)).to.deep.equal(sent(0));
  });

  it('gives way to what the event brings: to all of it, or by key (decision 11)', async () => {
    await registerShop();
    await desk.hook({ customData });
    await desk.done('POST', '/v1/events', anEvent('1', { customData: { cname: 'mine' } }));
    await waitUntil(() => desk.received.length === 1);
    expect(sent(0)).to.deep.equal({ email: 'test@example.com', shop: 'Lyon', _fname: null, cname: 'mine' });
    await desk.done('PATCH', '/v1/hooks/1', { customDataPrecedence: 'key' });
    await desk.done('POST', '/v1/events', anEvent('2', { customData: { cname: 'mine' } }));
    await waitUntil(() => desk.received.length === 2);
    expect(sent(1)).to.include({ cname: 'mine', line: '{{x}} 2021-03-17' });
  });

  it('is refused on save with the field or the position that is wrong, also after a restart', async () => {
    const hook = (more: object) => ({
      name: 'h',
      format: 'altcraft',
      capture: { types: ['deliv'], database: '50' },
      destination: { type: 'http', url: desk.receiver.url },
      ...more,
    });
    const before = await desk.engine.ask('POST', '/v1/hooks', hook({ customData: { fields: ['shop'] } }));
    expect(before.status).to.equal(422);
    await registerShop();
    await desk.engine.restart();
    await desk.done('POST', '/v1/hooks', hook({ customData: { fields: ['shop'] } }));
    const { fields } = (await desk.done('GET', '/v1/profile-fields?database=50')) as { fields: ReadonlyArray<unknown> };
    expect(fields.at(-1)).to.deep.equal({ name: 'shop', label: 'Favourite shop', database: '50', standard: false });
    const refused = await desk.engine.ask('POST', '/v1/hooks', hook({ customData: { pairs: { a: 'x{{y}}' } } }));
    const { errors } = refused.body as { errors: ReadonlyArray<{ field: string; reason: string }> };
    expect([errors[0]?.field, errors[0]?.reason.slice(0, 36)]).to.deep.equal([
      'customData.pairs.a',
      'at position 2: {{y}} is no placehold',
    ]);
  });
});
