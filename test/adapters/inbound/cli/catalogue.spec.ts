import { expect } from 'chai';
import { runCli, runWith } from '../../../support/run-cli';

const TYPE = '{"code":"deliv_telegram","vendor":"altcraft"}';

describe('catalogue register', () => {
  it('hands over the type that is piped in', async () => {
    const { out, code, asked } = await runCli(['catalogue', 'register', '--file', '-'], {
      stdin: TYPE,
      answers: [{ status: 201, body: { code: 'deliv_telegram', builtIn: false } }],
    });
    expect(code).to.equal(0);
    expect(asked[0]).to.include({ method: 'POST', url: '/v1/catalogue', body: TYPE });
    expect(out).to.equal('deliv_telegram is registered.\n');
  });

  it('says when nothing changed', async () => {
    const { out } = await runCli(['catalogue', 'register', '--file', '-'], {
      stdin: TYPE,
      answers: [{ body: { code: 'deliv_telegram', unchanged: true } }],
    });
    expect(out).to.equal('deliv_telegram is registered so already.\n');
  });

  it('shows what the engine refuses', async () => {
    const errors = [{ field: 'example.occurredAt', reason: 'is missing' }];
    const { code, err } = await runCli(['catalogue', 'register', '--file', '-'], {
      stdin: TYPE,
      answers: [{ status: 422, body: { title: 'The event type is not acceptable', detail: 'Correct it.', errors } }],
    });
    expect(code).to.equal(3);
    expect(err).to.include('example.occurredAt');
  });

  it('needs a file', async () => {
    expect((await runCli(['catalogue', 'register'])).code).to.equal(2);
  });
});

describe('account open', () => {
  it('shows the admin key of the new account this once', async () => {
    const args = ['account', 'open', '--account', '24', '--entity', 'Other'];
    const { out, asked } = await runWith({ account: 24, entity: 'Other', apiKey: 'hk_new' }, ...args);
    expect(asked[0]).to.include({ method: 'POST', url: '/v1/accounts', body: '{"account":24,"entity":"Other"}' });
    expect(out).to.equal('Account 24 (Other) is open.\nIts admin key, shown this once: hk_new\n');
  });

  it('needs a number and an entity', async () => {
    expect((await runCli(['account', 'open', '--account', '24'])).code).to.equal(2);
    expect((await runCli(['account', 'open', '--account', 'x', '--entity', 'Other'])).code).to.equal(2);
  });
});
