import { expect } from 'chai';
import { runWith } from '../../../support/run-cli';

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
