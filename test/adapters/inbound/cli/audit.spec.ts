import { expect } from 'chai';
import { runWith } from '../../../support/run-cli';

const HOOK = { id: 7, name: 'Clicks', status: 'active', revision: 3, format: 'altcraft' };
const EXPLANATION = {
  delivery: 'd-1',
  hook: 7,
  state: 'parked',
  reason: 'status',
  event: {
    event: 'e-1',
    eventType: 'click',
    source: 'shop',
    occurredAt: '2026-11-23T08:30:00Z',
    recordedAt: '2026-11-23T08:30:01Z',
    position: '1042',
    erased: true,
  },
  matched: { revision: 3, since: '2026-11-20T10:00:00Z', by: 'alice', clause: 'all', detail: 'every clause passes' },
  block: { block: 'b-1', index: 2, deliveries: 10, bytes: 1, from: '1040', to: '1050' },
  capturedAt: '2026-11-23T08:30:02Z',
  attempts: [
    { attempt: 1, round: 0, at: 'then', answer: 'parked', status: 422, shapedBy: 3, sentBy: 4, publication: '1.2' },
  ],
};

describe('audit hook', () => {
  it('asks for a time, and shows since when and by whom it stood so', async () => {
    const stood = { since: '2026-11-20T10:00:00Z', by: 'alice', until: '2026-11-22T10:00:00Z', position: '1' };
    const { out, asked } = await runWith({ ...HOOK, stood }, 'audit', 'hook', '7', '--at', '2026-11-21T00:00:00Z');
    expect(asked[0]).to.include({ method: 'GET', url: '/v1/hooks/7?at=2026-11-21T00%3A00%3A00Z' });
    expect(out)
      .to.match(/name +Clicks\n/)
      .and.to.match(/stood so since +2026-11-20T10:00:00Z, by alice\n/);
    expect(out).to.match(/until +2026-11-22T10:00:00Z\n/);
  });

  it('asks for a revision, as JSON too', async () => {
    const { out, asked } = await runWith(HOOK, '--json', 'audit', 'hook', '7', '--revision', '3');
    expect(asked[0]).to.include({ url: '/v1/hooks/7?revision=3' });
    expect(JSON.parse(out)).to.deep.equal(HOOK);
  });
});

describe('audit delivery', () => {
  it('shows event, hook as it stood, clause, block and attempts', async () => {
    const { out, asked } = await runWith(EXPLANATION, 'audit', 'delivery', '7', 'd-1');
    expect(asked[0]).to.include({ method: 'GET', url: '/v1/hooks/7/deliveries/d-1/explanation' });
    for (const told of [
      'e-1 (its person was erased)',
      'at revision 3, since 2026-11-20T10:00:00Z by alice',
      'all: every clause passes',
      'b-1, number 2 of 10, positions 1040 to 1050',
      '2026-11-23T08:30:01Z, position 1042',
    ])
      expect(out).to.contain(told);
    expect(out).to.match(/SHAPED BY +SENT BY +PUBLICATION/);
  });

  it('answers as JSON', async () => {
    const { out } = await runWith(EXPLANATION, '--json', 'audit', 'delivery', '7', 'd-1');
    expect(JSON.parse(out)).to.deep.equal(EXPLANATION);
  });
});
