import { expect } from 'chai';
import { runWith } from '../../../support/run-cli';

const ERASURE = {
  erasure: 'e-1',
  pseudonym: '0a1b',
  at: '2026-11-23T12:00:00.000Z',
  discarded: { parked: 1, waiting: 2 },
};

describe('profile erase (behaviour 48)', () => {
  it('erases by the id, and shows the pseudonym and what was discarded', async () => {
    const { out, asked } = await runWith(ERASURE, 'profile', 'erase', 'alice/1');
    expect(asked[0]).to.include({ method: 'POST', url: '/v1/profiles/alice%2F1/erase' });
    expect(out)
      .to.match(/pseudonym +0a1b\n/)
      .and.to.match(/discarded, waiting +2\n/);
    expect(out).to.contain('Backups');
    expect(out).not.to.contain('alice');
  });

  it('answers as JSON', async () => {
    const { out } = await runWith(ERASURE, '--json', 'profile', 'erase', 'alice');
    expect(JSON.parse(out)).to.deep.equal(ERASURE);
  });
});
