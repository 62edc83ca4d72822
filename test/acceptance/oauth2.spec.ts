import 'reflect-metadata';
import { expect } from 'chai';
import { type AcceptanceDesk, acceptanceDesk } from '../support/acceptance-desk';
import { onEveryEngine } from '../support/engine-kinds';
import { startTokenEndpoint, type TokenEndpoint } from '../support/token-endpoint';
import { waitUntil } from '../support/wait-until';

const SECRET = 's3cret of the client';

onEveryEngine('A destination with OAuth 2 client credentials (decision 18)', (kind) => {
  let desk: AcceptanceDesk;
  let tokens: TokenEndpoint;
  beforeEach(async () => {
    tokens = await startTokenEndpoint();
    desk = await acceptanceDesk(kind);
  });
  afterEach(async () => {
    await desk.dispose();
    await tokens.stop();
  });

  const destination = (more: object = {}) => ({
    type: 'http',
    url: `${desk.receiver.url}/hook`,
    oauth2: { tokenUrl: tokens.url, clientId: 'hookline', clientSecret: SECRET, scope: 'events write', ...more },
  });
  const authorizations = (): ReadonlyArray<unknown> => desk.received.map(({ headers }) => headers.authorization);

  it('sends a token, asked for once, with every request', async () => {
    const hook = await desk.hook({ destination: destination(), batch: { size: 1, windowSeconds: 0 } });
    await desk.record(0, 20);
    await desk.sums(hook, { delivered: 20 });
    expect(new Set(authorizations())).to.deep.equal(new Set(['Bearer token-1']));
    expect(tokens.asked).to.have.lengthOf(1);
    const [asked] = tokens.asked;
    expect(Object.fromEntries(asked?.form ?? [])).to.deep.equal({
      grant_type: 'client_credentials',
      scope: 'events write',
    });
    const basic = Buffer.from('hookline:s3cret+of+the+client').toString('base64');
    expect(asked?.headers.authorization).to.equal(`Basic ${basic}`);
  });

  it('asks once more when the receiver answers 401, and sends the same message again with the new token', async () => {
    desk.receiver.answerWith(({ headers }) => ({ status: headers.authorization === 'Bearer token-1' ? 401 : 204 }));
    const hook = await desk.hook({ destination: destination() });
    await desk.record(0, 1);
    await desk.sums(hook, { delivered: 1 });
    expect(authorizations()).to.deep.equal(['Bearer token-1', 'Bearer token-2']);
    expect(new Set(desk.received.map(({ webhookId }) => webhookId)).size).to.equal(1);
    const [delivery] = await desk.listed(`/v1/deliveries?hook=${String(hook)}&state=delivered`, 'deliveries', 1);
    expect(delivery?.['attempts']).to.have.lengthOf(1);
  });

  it('counts a second 401 as a failed attempt, and asks no further', async () => {
    desk.receiver.answerWith(() => ({ status: 401 }));
    await desk.hook({ destination: destination(), retry: { maxAttempts: 1 }, circuit: 'off' });
    await desk.record(0, 1);
    await waitUntil(() => desk.received.length === 2);
    expect(tokens.asked).to.have.lengthOf(2);
  });

  it('waits as for any endpoint in trouble while there are no tokens, and says so', async () => {
    tokens.answerWith(() => ({ status: 401, body: { error: 'invalid_client' } }));
    const hook = await desk.hook({ destination: destination(), retry: { maxAttempts: 1 }, circuit: 'off' });
    await desk.record(0, 1);
    await desk.sums(hook, { parked: 1 });
    expect(desk.received).to.have.lengthOf(0);
    const listed = await desk.listed(`/v1/deliveries?hook=${String(hook)}&state=parked`, 'deliveries', 1);
    const read = await desk.done('GET', `/v1/hooks/${String(hook)}/deliveries/${String(listed[0]?.['delivery'])}`);
    expect(JSON.stringify(read)).to.contain('invalid_client').and.to.contain('oauth2').and.not.to.contain(SECRET);
  });

  it('shows everything but the secret, and keeps it when it is sent back masked', async () => {
    const hook = await desk.hook({ destination: destination() });
    const shown = await desk.done('GET', `/v1/hooks/${String(hook)}`);
    expect(shown['destination']).to.deep.include({
      oauth2: { tokenUrl: tokens.url, clientId: 'hookline', clientSecret: '********', scope: 'events write' },
    });
    const { oauth2 } = shown['destination'] as { readonly oauth2: object };
    const changed = { destination: { oauth2: { ...oauth2, clientAuthentication: 'body' } } };
    await desk.done('PATCH', `/v1/hooks/${String(hook)}`, changed);
    await desk.record(0, 1);
    await desk.sums(hook, { delivered: 1 });
    const [asked] = tokens.asked;
    expect(asked?.form.get('client_secret')).to.equal(SECRET);
    expect(asked?.headers.authorization).to.equal(undefined);
  });

  it('takes no kept secret to another host: it has to be given anew', async () => {
    const hook = await desk.hook({ destination: destination() });
    const path = `/v1/hooks/${String(hook)}`;
    const led = { destination: { oauth2: { tokenUrl: 'https://elsewhere.example/token' } } };
    const refused = await desk.engine.ask('PATCH', path, led);
    expect(refused.status).to.equal(422);
    expect(refused.body).to.deep.include({
      errors: [
        {
          field: 'destination.oauth2.clientSecret',
          reason: 'is masked, and tokenUrl names another host than before: give the value',
        },
      ],
    });
    await desk.done('PATCH', path, { destination: { oauth2: { tokenUrl: `${tokens.url}?v=2` } } });
    await desk.done('PATCH', path, {
      destination: { oauth2: { ...led.destination.oauth2, clientSecret: 'another secret' } },
    });
  });

  it('is refused together with an authorization header of its own', async () => {
    const both = { ...destination(), headers: { Authorization: 'Basic aGs6' } };
    const refused = await desk.engine.ask('POST', '/v1/hooks', {
      name: 'both',
      format: 'altcraft',
      capture: { types: ['deliv'] },
      destination: both,
    });
    expect(refused.status).to.equal(422);
    expect(JSON.stringify(refused.body)).to.contain('destination.oauth2');
  });
});
