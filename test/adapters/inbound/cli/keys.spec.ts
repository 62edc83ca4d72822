import { expect } from 'chai';
import { runCli, runWith } from '../../../support/run-cli';

const KEY = { keyId: 'k-1', name: 'shop', scopes: ['publish', 'read'], createdAt: '2026-11-23T08:30:00Z' };

describe('key list', () => {
  it('shows keys without what opens doors', async () => {
    const { out, asked } = await runWith(
      { keys: [KEY, { ...KEY, keyId: 'k-2', revokedAt: '2026-11-24' }] },
      'key',
      'list',
    );
    expect(asked[0]).to.include({ method: 'GET', url: '/v1/api-keys' });
    expect(out).to.equal(
      [
        'KEY  NAME  SCOPES         CREATED               VALID UNTIL  REVOKED',
        'k-1  shop  publish, read  2026-11-23T08:30:00Z',
        'k-2  shop  publish, read  2026-11-23T08:30:00Z               2026-11-24',
        '',
      ].join('\n'),
    );
  });
});

describe('key create', () => {
  it('shows the new key this once', async () => {
    const args = ['key', 'create', '--name', 'shop', '--scope', 'publish', 'read'];
    const { out, asked } = await runWith({ ...KEY, apiKey: 'hk_new' }, ...args);
    expect(asked[0]).to.include({
      method: 'POST',
      url: '/v1/api-keys',
      body: '{"name":"shop","scopes":["publish","read"]}',
    });
    expect(out).to.match(/\nAPI key, shown this once: hk_new\n$/);
  });
});

describe('key rotate', () => {
  it('names the key and the overlap, and shows the new key this once', async () => {
    const { out, asked } = await runWith({ ...KEY, apiKey: 'hk_new' }, 'key', 'rotate', 'k/1', '--overlap-hours', '0');
    expect(asked[0]).to.include({ method: 'POST', url: '/v1/api-keys/k%2F1/rotate', body: '{"overlapHours":0}' });
    expect(out).to.include('hk_new');
  });
});

describe('key revoke', () => {
  it('ends a key', async () => {
    const { out, asked } = await runWith(KEY, 'key', 'revoke', 'k-1');
    expect(asked[0]).to.include({ method: 'DELETE', url: '/v1/api-keys/k-1' });
    expect(out).to.equal('Key k-1 (shop) is revoked.\n');
  });
});

describe('catalogue', () => {
  const types = [
    { code: 'click', vendor: 'altcraft', group: 'email', label: 'Click', description: 'Any click.' },
    {
      code: 'ETL_FINISHED',
      vendor: 'actito',
      group: 'ETL executions',
      label: 'ETL finished',
      description: 'It ended.',
    },
  ];

  it('lists the event types', async () => {
    const { out, asked } = await runWith({ types }, 'catalogue');
    expect(asked[0]?.url).to.equal('/v1/catalogue');
    expect(out).to.equal(
      [
        'TYPE          VENDOR    GROUP           LABEL         DESCRIPTION',
        'click         altcraft  email           Click         Any click.',
        'ETL_FINISHED  actito    ETL executions  ETL finished  It ended.',
        '',
      ].join('\n'),
    );
  });

  it('lists those of a vendor, also as JSON', async () => {
    const { out } = await runWith({ types }, 'catalogue', '--vendor', 'actito', '--json');
    expect(JSON.parse(out)).to.deep.equal({ types: [types[1]] });
  });
});

describe('catalogue register', () => {
  it('hands the type over as it is written, and says whether anything changed', async () => {
    const type = '{"code": "order", "label": "Order"}';
    const args = ['catalogue', 'register', '--file', '-'];
    const { out, asked } = await runCli(args, { stdin: type, answers: [{ status: 201, body: { code: 'order' } }] });
    expect(asked[0]).to.include({ method: 'POST', url: '/v1/catalogue', body: type });
    expect(out).to.equal('order is registered.\n');
    const again = await runCli(args, { stdin: type, answers: [{ body: { code: 'order', unchanged: true } }] });
    expect(again.out).to.equal('order is registered so already.\n');
  });
});

describe('account open', () => {
  it('opens an account and shows its admin key this once', async () => {
    const args = ['account', 'open', '--account', '23', '--entity', 'MyEntity'];
    const { out, asked } = await runWith({ account: 23, entity: 'MyEntity', apiKey: 'hk_new' }, ...args);
    expect(asked[0]).to.include({ method: 'POST', url: '/v1/accounts', body: '{"account":23,"entity":"MyEntity"}' });
    expect(out).to.include('Account 23 (MyEntity) is open.').and.to.include('hk_new');
  });
});
