import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { httpRequestPreview } from '../../../../src/adapters/outbound/delivery-transport/http/request-preview';
import { type RequestPreview } from '../../../../src/application/ports/request-preview';
import { anHttpDestination, anOutgoingMessage } from '../../../support/delivery-builders';
import { httpHarness, type HttpHarness, LOOPBACK_OPTIONS } from '../../../support/http-transport-harness';

const SECRET = new Set(['webhook-signature', 'x-authorization']);

describe('The preview of an HTTP request', () => {
  const preview: RequestPreview = httpRequestPreview({ ...LOOPBACK_OPTIONS, now: Date.now });
  let harness: HttpHarness;

  beforeEach(async () => {
    harness = await httpHarness();
  });
  afterEach(() => harness.dispose());

  it('is what the transport sends, name by name and in its order, but for what is masked', async () => {
    const to = harness.to({ headers: [{ name: 'X-Authorization', value: 'secret' }] });
    const message = { ...anOutgoingMessage(), headers: { 'x-hookline-test': 'true' } };
    const names = {
      ...to,
      destination: { ...to.destination, headers: [{ name: 'X-Authorization', boxedValue: 'b' }] },
    };
    const previewed = preview({ destination: names.destination }, message);
    await harness.transport.deliver(to, message);
    const { rawHeaders } = harness.received[0] ?? expect.fail();
    const told = E.isRight(previewed) ? previewed.right.headers : expect.fail();
    const arrived = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [{ name, value: rawHeaders[at + 1] ?? '' }] : []));
    for (const { name, value } of told) {
      const [same] = arrived.filter((header) => header.name === name);
      if (SECRET.has(name.toLowerCase())) expect(value).to.match(/^(v1,)?\*{8}$/);
      else if (name !== 'webhook-timestamp') expect(same?.value, name).to.equal(value);
    }
    const own = arrived
      .map(({ name }) => name)
      .filter((name) => !['host', 'connection', 'content-length'].includes(name));
    expect(told.map(({ name }) => name)).to.deep.equal(own);
  });

  it('connects to nobody, and names what would keep the request from leaving', () => {
    const refused = preview(
      { destination: anHttpDestination({ url: 'ftp://shop.example/' }).destination },
      anOutgoingMessage(),
    );
    expect(E.isLeft(refused) && refused.left).to.include({ reason: 'destination' });
    expect(harness.received).to.deep.equal([]);
  });
});
