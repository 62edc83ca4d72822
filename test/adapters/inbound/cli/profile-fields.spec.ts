import { expect } from 'chai';
import { runCli, runWith } from '../../../support/run-cli';

describe('profile fields', () => {
  it('lists those of a database', async () => {
    const fields = [{ name: 'shop', label: 'Favourite shop', standard: false, database: '50' }];
    const { out, asked } = await runWith({ fields }, 'profile', 'fields', 'list', '--database', '50');
    expect(asked[0]).to.include({ method: 'GET', url: '/v1/profile-fields?database=50' });
    expect(out).to.match(/shop +50 +Favourite shop/);
  });

  it('registers one of flags', async () => {
    const flags = ['--database', '50', '--name', 'shop', '--label', 'Shop'];
    const { out, asked } = await runWith({ name: 'shop' }, 'profile', 'fields', 'register', ...flags);
    expect(asked[0]).to.include({ method: 'POST', url: '/v1/profile-fields' });
    expect(JSON.parse(asked[0]?.body ?? '')).to.deep.equal({ database: '50', name: 'shop', label: 'Shop' });
    expect(out).to.equal('shop is registered.\n');
  });
});

describe('content put', () => {
  it('sends the file under the id of the message', async () => {
    const options = { answers: [{ body: { stored: true } }], stdin: '{"content":{}}' };
    const { out, asked } = await runCli(['content', 'put', 'm/1', '--file', '-'], options);
    expect(asked[0]).to.include({ method: 'PUT', url: '/v1/content/m%2F1', body: '{"content":{}}' });
    expect(out).to.equal('The content is kept.\n');
  });
});
