import { expect } from 'chai';
import { runWith } from '../../../support/run-cli';

const DELIVERY = {
  delivery: '6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a001',
  hook: 7,
  event: '0b2c',
  eventType: 'click',
  occurredAt: '2026-11-23T08:30:00Z',
  capturedAt: '2026-11-23T08:30:01Z',
  lastAttemptAt: '2026-11-23T08:30:02Z',
  block: 'b-1',
  state: 'delivered',
  attempts: [
    { attempt: 1, at: '2026-11-23T08:30:02Z', answer: 'delivered', status: 204, durationMs: 12, webhookId: 'w-1' },
  ],
};

describe('hook deliveries', () => {
  it('shows deliveries of a hook and how to see more', async () => {
    const { out } = await runWith({ deliveries: [DELIVERY], next: 'c2' }, 'hook', 'deliveries', '7');
    expect(out).to.equal(
      [
        'DELIVERY                              HOOK  STATE      TYPE   OCCURRED              ATTEMPTS  LAST ATTEMPT',
        '6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a001     7  delivered  click  2026-11-23T08:30:00Z         1  2026-11-23T08:30:02Z',
        'There is more: add --cursor c2',
        '',
      ].join('\n'),
    );
  });

  it('asks for those that the flags say', async () => {
    const flags = [
      '--event',
      'e-1',
      '--state',
      'parked',
      '--from',
      '2026-11-23T00:00:00+01:00',
      '--to',
      '2026-11-24T00:00:00Z',
    ];
    const { asked } = await runWith(
      { deliveries: [] },
      'hook',
      'deliveries',
      '7',
      ...flags,
      '--cursor',
      'c1',
      '--limit',
      '5',
    );
    expect(asked[0]?.url).to.match(/^\/v1\/deliveries\?/);
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.url.split('?')[1]))).to.deep.equal({
      hook: '7',
      event: 'e-1',
      state: 'parked',
      from: '2026-11-23T00:00:00+01:00',
      to: '2026-11-24T00:00:00Z',
      cursor: 'c1',
      limit: '5',
    });
  });
});

describe('hook delivery', () => {
  it('shows one with its attempts', async () => {
    const { out, asked } = await runWith(DELIVERY, 'hook', 'delivery', '7', DELIVERY.delivery);
    expect(asked[0]?.url).to.equal(`/v1/hooks/7/deliveries/${DELIVERY.delivery}`);
    expect(out).to.include('state       delivered\n').and.to.include('block       b-1\n');
    expect(out).to.match(/\n\nATTEMPT {2}AT .*\n {6}1 {2}2026-11-23T08:30:02Z {2}delivered {5}204 {2}12 .* w-1\n$/);
  });

  it('says why one is parked that was never tried', async () => {
    const reason = 'cannot be shaped: subjects.database: is missing';
    const parked = { ...DELIVERY, state: 'parked', reason, attempts: [] };
    const { out } = await runWith(parked, 'hook', 'delivery', '7', DELIVERY.delivery);
    expect(out).to.match(/\nstate +parked\nreason +cannot be shaped: subjects\.database: is missing\n/);
  });

  it('says why the last attempt had no answer', async () => {
    const refused = {
      ...DELIVERY.attempts[0],
      answer: 'failed',
      detail: 'add HOOKLINE_ALLOW_DESTINATIONS=10.0.0.1:80',
    };
    const { out } = await runWith({ ...DELIVERY, attempts: [refused] }, 'hook', 'delivery', '7', DELIVERY.delivery);
    expect(out).to.match(/\nwhy +add HOOKLINE_ALLOW_DESTINATIONS=10\.0\.0\.1:80\n/);
  });

  it('puts whatever is given into one part of the path', async () => {
    const { asked } = await runWith(DELIVERY, 'hook', 'delivery', '7', '../../keys?x');
    expect(asked[0]?.url).to.equal('/v1/hooks/7/deliveries/..%2F..%2Fkeys%3Fx');
  });
});

describe('hook parked', () => {
  it('shows what waits for a decision, and why', async () => {
    const parked = [{ ...DELIVERY, parkedAt: '2026-11-23T09:00:00Z', attempts: 4, status: 422, reason: 'status 422' }];
    const { out, asked } = await runWith({ parked }, 'hook', 'parked', '7', '--limit', '10', '--cursor', 'c');
    expect(asked[0]?.url).to.equal('/v1/hooks/7/parked?cursor=c&limit=10');
    expect(out).to.match(/click {2}2026-11-23T08:30:00Z {2}2026-11-23T09:00:00Z {9}4 {5}422 {2}status 422\n$/);
  });
});

describe('hook redeliver', () => {
  it('sends named deliveries again', async () => {
    const { out, asked, code } = await runWith({ deliveries: 2 }, 'hook', 'redeliver', '7', 'd-1', 'd-2');
    expect(asked[0]).to.include({ method: 'POST', url: '/v1/hooks/7/redeliver', body: '{"deliveries":["d-1","d-2"]}' });
    expect(out).to.equal('2 deliveries of hook 7 will be sent again.\n');
    expect(code).to.equal(0);
  });

  it('sends all of a period again', async () => {
    const { asked } = await runWith(
      { deliveries: 9 },
      'hook',
      'redeliver',
      '7',
      '--parked-from',
      'A',
      '--parked-to',
      'B',
    );
    expect(asked[0]?.body).to.equal('{"parkedFrom":"A","parkedTo":"B"}');
  });

  for (const args of [
    [],
    ['--parked-from', 'A'],
    ['--parked-to', 'B'],
    ['d-1', '--parked-from', 'A'],
    ['d-1', '--parked-from', 'A', '--parked-to', 'B'],
  ]) {
    it(`asks for either deliveries or a whole period: ${args.join(' ') || 'nothing given'}`, async () => {
      const { code, err, asked } = await runWith({}, 'hook', 'redeliver', '7', ...args);
      expect(code).to.equal(2);
      expect(err).to.equal('Name the deliveries, or give both --parked-from and --parked-to.\n');
      expect(asked).to.deep.equal([]);
    });
  }
});

describe('hook discard', () => {
  it('lets deliveries go for a reason', async () => {
    const { asked, out } = await runWith({ deliveries: 1 }, 'hook', 'discard', '7', 'd-1', '--reason', 'sent by hand');
    expect(asked[0]).to.include({
      url: '/v1/hooks/7/discard',
      body: '{"deliveries":["d-1"],"reason":"sent by hand"}',
    });
    expect(out).to.equal('1 deliveries of hook 7 are discarded.\n');
  });
});

describe('deliveries', () => {
  it('finds over all hooks, so that it can be told where an event went', async () => {
    const { out, asked } = await runWith({ deliveries: [DELIVERY] }, 'deliveries', '--event', 'e-1');
    expect(asked[0]).to.include({ method: 'GET', url: '/v1/deliveries?event=e-1' });
    expect(out).to.contain('     7  delivered  click');
  });

  it('asks for one hook where the flag says so', async () => {
    const { asked } = await runWith({ deliveries: [] }, 'deliveries', '--hook', '7', '--limit', '2');
    expect(asked[0]?.url).to.equal('/v1/deliveries?hook=7&limit=2');
  });
});
