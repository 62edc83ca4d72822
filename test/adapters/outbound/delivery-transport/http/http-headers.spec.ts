import { expect } from 'chai';
import { type IncomingHttpHeaders } from 'node:http';
import { type OutgoingMessage } from '../../../../../src/application/ports/delivery-transport';
import { anOutgoingMessage } from '../../../../support/delivery-builders';
import { httpHarness, type HttpHarness } from '../../../../support/http-transport-harness';

const ids = (count: number): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, index) => `event-${String(index)}`);

describe('The headers of a delivery over HTTP', () => {
  let harness: HttpHarness;
  beforeEach(async () => {
    harness = await httpHarness();
  });
  afterEach(() => harness.dispose());

  const headersOf = async (message: Partial<OutgoingMessage>): Promise<IncomingHttpHeaders> => {
    await harness.transport.deliver(harness.to(), anOutgoingMessage(message));
    return harness.received.at(-1)?.headers ?? {};
  };

  it('name the engine and the content type', async () => {
    expect(await headersOf({})).to.include({ 'user-agent': 'Hookline/1.2.3', 'content-type': 'application/json' });
  });

  it('carry webhook-id', async () => {
    expect(await headersOf({ id: 'block-9' })).to.include({ 'webhook-id': 'block-9' });
  });

  it('carry the one event id of a delivery one by one', async () => {
    const headers = await headersOf({ packaging: 'one-by-one', eventIds: ['event-1'] });
    expect(headers).to.include({ 'hookline-event-id': 'event-1' }).and.not.have.property('hookline-event-ids');
  });

  it('carry up to 100 event ids together', async () => {
    expect((await headersOf({ eventIds: ids(100) }))['hookline-event-ids']).to.equal(ids(100).join(','));
  });

  it('carry no event ids beyond 100', async () => {
    expect(await headersOf({ eventIds: ids(101) })).not.to.have.any.keys('hookline-event-ids', 'hookline-event-id');
  });

  it('keep the case of custom ones', async () => {
    await harness.send({ headers: [{ name: 'X-AUTHorization', value: 'käse' }] });
    const raw = harness.received[0]?.rawHeaders ?? [];
    expect(raw[raw.indexOf('X-AUTHorization') + 1]).to.equal('käse');
  });

  for (const name of [
    'Webhook-Id',
    'webhook-signature',
    'Content-Type',
    'User-Agent',
    'Host',
    'Hookline-Event-Id',
    'Content-Length',
    'Connection',
    'Transfer-Encoding',
  ])
    it(`are not overridden by a custom ${name}`, async () => {
      const verdict = await harness.send({ headers: [{ name, value: '17' }] });
      expect(verdict.type).to.equal('DeliveryConfirmed');
      const [message] = harness.received;
      expect(message).to.include({ verified: true, webhookId: anOutgoingMessage().id });
      expect(message?.rawHeaders).not.to.include('17');
      expect(message?.headers['host']).to.equal(new URL(harness.receiver.url).host);
    });

  it('with characters HTTP does not allow are refused with the name and without the value', async () => {
    const verdict = await harness.send({ headers: [{ name: 'X-Token', value: 'se\r\ncret: 1' }] });
    expect(verdict)
      .to.include({ kind: 'endpoint', reason: 'destination' })
      .and.property('detail')
      .includes('"X-Token"')
      .and.not.includes('cret');
    expect(harness.received).to.deep.equal([]);
  });
});
