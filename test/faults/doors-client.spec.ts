import { expect } from 'chai';
import { type FakeEngine, fakeEngine } from '../support/fake-engine';
import { doorsClient, patientClient } from './doors-client';

const PATIENCE_MS = 5_000;

describe('The client of several doors', () => {
  let good: FakeEngine;
  let bad: FakeEngine;

  beforeEach(async () => {
    good = await fakeEngine({ body: { from: 'good' } });
    bad = await fakeEngine({ status: 503, body: {} });
  });
  afterEach(async () => {
    await good.stop();
    await bad.stop();
  });

  it('stays with the one that answers', async () => {
    const ask = doorsClient([good.url, bad.url]);
    await ask('GET', '/');
    await ask('GET', '/');
    expect([good.asked.length, bad.asked.length]).to.deep.equal([2, 0]);
  });
  it('moves on from one that says it cannot, and tells so', async () => {
    const ask = doorsClient([bad.url, good.url]);
    expect((await ask('GET', '/')).status).to.equal(503);
    expect((await ask('GET', '/')).body).to.deep.equal({ from: 'good' });
  });
  it('moves on from one that is gone', async () => {
    await bad.stop();
    const ask = doorsClient([bad.url, good.url]);
    expect(await ask('GET', '/').catch(() => 'gone')).to.equal('gone');
    expect((await ask('GET', '/')).status).to.equal(200);
  });
  it('asks until there is an answer, when it is patient', async () => {
    const ask = patientClient(doorsClient([bad.url, good.url]), PATIENCE_MS);
    expect((await ask('GET', '/')).body).to.deep.equal({ from: 'good' });
  });
  it('passes on in the end what it heard last, when nobody answers', async () => {
    const ask = patientClient(doorsClient([bad.url]), 1);
    expect(await ask('GET', '/sum').catch(String)).to.include('GET /sum: {"status":503');
  });
});
