import 'reflect-metadata';
import { expect } from 'chai';
import { type AcceptanceDesk, acceptanceDesk } from '../support/acceptance-desk';
import { type AskingEndpoint, askingEndpoint } from '../support/asking-endpoint';
import { onEveryEngine } from '../support/engine-kinds';
import { waitUntil } from '../support/wait-until';

const ORIGIN = 'hooks.example.com';
const YES = { 'WebHook-Allowed-Origin': ORIGIN, 'WebHook-Allowed-Rate': '120' };
const A_MINUTE = 120;

const handshakeIn = (hook: unknown): unknown =>
  (hook as { readonly destination: { readonly handshake: unknown } }).destination.handshake;

onEveryEngine('The handshake of web hooks, from REST to an endpoint', (kind) => {
  let desk: AcceptanceDesk;
  let endpoint: AskingEndpoint;
  let other: AskingEndpoint;

  beforeEach(async () => {
    desk = await acceptanceDesk(kind);
    endpoint = await askingEndpoint();
    other = await askingEndpoint();
  });
  afterEach(async () => {
    await desk.dispose();
    await endpoint.stop();
    await other.stop();
  });

  const destination = (parts: object = {}) => ({
    type: 'http',
    url: endpoint.url,
    headers: { 'X-Shop': 'one' },
    handshake: { origin: ORIGIN },
    ...parts,
  });
  const hook = (isActive: boolean) =>
    desk.hook({ format: 'cloudevents', contentMode: 'binary', rateLimit: 50, isActive, destination: destination() });
  const refused = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await desk.engine.ask(method, path, body);
    expect(answer.status, JSON.stringify(answer.body)).to.equal(422);
    return answer.body;
  };
  const shown = (id: number) => desk.done('GET', `/v1/hooks/${String(id)}`);

  it('asks nobody before the hook is activated, and leaves it inactive while the endpoint does not say yes', async () => {
    const id = await hook(false);
    expect(endpoint.asked).to.deep.equal([]);
    expect(await refused('POST', `/v1/hooks/${String(id)}/activate`)).to.include({
      type: 'urn:hookline:problem:handshake-refused',
    });
    endpoint.grant({ ...YES, 'WebHook-Allowed-Origin': 'somebody.example' });
    await refused('POST', `/v1/hooks/${String(id)}/activate`);
    expect(await shown(id)).to.include({ status: 'inactive' });
    expect(handshakeIn(await shown(id))).to.deep.equal({ origin: ORIGIN });
  });

  it('asks with OPTIONS, its origin, the rate of the hook and its headers, and delivers once it is allowed', async () => {
    const id = await hook(false);
    endpoint.grant(YES);
    await desk.done('POST', `/v1/hooks/${String(id)}/activate`);
    expect(endpoint.asked).to.have.lengthOf(1);
    expect(endpoint.asked[0]).to.include({
      'webhook-request-origin': ORIGIN,
      'webhook-request-rate': '3000',
      'x-shop': 'one',
    });
    expect(handshakeIn(await shown(id)))
      .to.have.property('granted')
      .that.includes({ url: endpoint.url, ratePerMinute: A_MINUTE });
    await desk.record(1, 2);
    await desk.sums(id, { captured: 2, delivered: 2, waiting: 0 });
    expect(endpoint.delivered).to.have.lengthOf(2);
    expect(endpoint.asked).to.have.lengthOf(1);
  });

  it('obeys a rate less than the hook’s own, also after a restart', async () => {
    endpoint.grant(YES);
    const id = await hook(true);
    await desk.engine.restart();
    await desk.record(1, 6);
    await waitUntil(() => endpoint.delivered.length === 6, 15_000);
    const [first, last] = [endpoint.delivered[0]?.at ?? 0, endpoint.delivered.at(-1)?.at ?? 0];
    expect(last - first).to.be.at.least(1500);
    expect(new Set(endpoint.delivered.map(({ event }) => event)).size).to.equal(6);
    await desk.sums(id, { captured: 6, delivered: 6, waiting: 0 });
  });

  it('asks another address before an active hook moves there; without its yes nothing changes', async () => {
    endpoint.grant({ 'WebHook-Allowed-Origin': '*' });
    const id = await hook(true);
    const moved = { destination: destination({ url: other.url }) };
    await refused('PATCH', `/v1/hooks/${String(id)}`, moved);
    expect(other.asked).to.have.lengthOf(1);
    await desk.record(1, 1);
    await waitUntil(() => endpoint.delivered.length === 1);
    other.grant(YES);
    await desk.done('PATCH', `/v1/hooks/${String(id)}`, moved);
    await desk.record(2, 1);
    await waitUntil(() => other.delivered.length === 1);
    expect([endpoint.asked.length, endpoint.delivered.length]).to.deep.equal([1, 1]);
  });
});
