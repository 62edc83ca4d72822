import { expect } from 'chai';
import { runWith } from '../../../support/run-cli';

const HOOK = {
  id: 7,
  account: 1,
  entity: 'MyEntity',
  status: 'suspended',
  suspended: { reason: 'operator', by: 'alice', note: 'maintenance' },
  name: 'Clicks',
  format: 'altcraft',
  batch: { size: 100, windowSeconds: 1 },
  capture: { database: '50', types: ['click', 'uclick'], filters: { mailings: ['973'] } },
  destination: { type: 'http', url: 'https://shop.example/hook', headers: { 'X-Secret': '********' } },
  retry: { maxAttempts: 4, firstDelaySeconds: 15, factor: 1 },
  circuit: 'on',
  ordering: { mode: 'none', onExhausted: 'suspend' },
  parallelism: 8,
  revision: 2,
  changedAt: '2026-11-23T08:30:00Z',
};
const OTHER = {
  id: 12,
  status: 'active',
  name: 'Runs\u001b[2J',
  format: 'actito',
  pushMode: 'BULK',
  maxBlockSize: 20,
  batch: { windowSeconds: 2 },
  capture: { types: ['ETL_FINISHED'] },
  destination: { type: 'kafka' },
};

describe('hook list', () => {
  it('shows a table, numbers to the right and nothing of another terminal', async () => {
    const { out, code } = await runWith({ hooks: [HOOK, OTHER] }, 'hook', 'list');
    expect(code).to.equal(0);
    expect(out).to.equal(
      [
        'HOOK  STATUS     FORMAT       NAME      TYPES          SENDS TO',
        '   7  suspended  altcraft     Clicks    click, uclick  https://shop.example/hook',
        '  12  active     actito BULK  Runs\uFFFD[2J  ETL_FINISHED   kafka',
        '',
      ].join('\n'),
    );
  });

  it('asks for those that the flags say', async () => {
    const flags = [
      '--status',
      'active',
      '--format',
      'actito',
      '--type',
      'ETL_FINISHED',
      '--name',
      'a b',
      '--url',
      'x&y',
    ];
    const { asked } = await runWith({ hooks: [] }, 'hook', 'list', ...flags, '--after', '50', '--limit', '20');
    expect(asked).to.have.length(1);
    expect(asked[0]?.method).to.equal('GET');
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.url.split('?')[1]))).to.deep.equal({
      status: 'active',
      format: 'actito',
      eventType: 'ETL_FINISHED',
      name: 'a b',
      url: 'x&y',
      after: '50',
      limit: '20',
    });
  });

  it('asks for the first page when no flag is given', async () => {
    expect((await runWith({ hooks: [] }, 'hook', 'list')).asked[0]?.url).to.equal('/v1/hooks');
  });

  it('says how to see the next page', async () => {
    const { out } = await runWith({ hooks: [HOOK], next: 7 }, 'hook', 'list');
    expect(out).to.match(/\nThere is more: add --after 7\n$/);
  });

  it('gives the answer as it came with --json', async () => {
    const answer = { hooks: [HOOK], next: 7 };
    const { out } = await runWith(answer, 'hook', 'list', '--json');
    expect(JSON.parse(out)).to.deep.equal(answer);
  });
});

describe('hook show', () => {
  it('shows what matters of a hook, header values never', async () => {
    const { out, asked } = await runWith(HOOK, 'hook', 'show', '7');
    expect(asked[0]).to.include({ method: 'GET', url: '/v1/hooks/7' });
    for (const line of [
      'hook         7',
      'status       suspended',
      'suspended    operator by alice maintenance',
      'packaging    up to 100, window 1 s',
      'types        click, uclick',
      'database     50',
      'filters      mailings 973',
      'sends to     https://shop.example/hook',
      'headers      X-Secret',
      'retry        4 attempts, first after 15 s, factor 1',
      'revision     2',
    ]) {
      expect(out.split('\n')).to.include(line);
    }
    expect(out).not.to.include('********').and.not.to.include('element');
  });

  it('shows a hook of the other vendor in its words', async () => {
    const { out } = await runWith(OTHER, 'hook', 'show', '12');
    expect(out).to.include('actito BULK').and.to.include('up to 20, window 2 s').and.to.include('as configured');
  });
});

describe('hook history', () => {
  it('shows who did what and when', async () => {
    const history = [
      { revision: 0, at: '2026-11-23T08:30:00Z', by: 'alice', type: 'HookCreated', clonedFrom: 3 },
      { revision: 1, at: '2026-11-23T09:00:00Z', by: 'engine', type: 'HookSuspended', reason: 'gone', note: '410' },
      { revision: 2, at: '2026-11-23T09:10:00Z', by: 'alice', type: 'HookResumed', skip: true },
      { revision: 3, at: '2026-11-23T09:11:00Z', by: 'bob', type: 'SigningSecretRotated', oldValidUntil: '2026-11-24' },
    ];
    const { out, asked } = await runWith({ history, next: 3 }, 'hook', 'history', '7', '--after', '0', '--limit', '4');
    expect(asked[0]?.url).to.equal('/v1/hooks/7/history?after=0&limit=4');
    expect(out).to.equal(
      [
        'REVISION  AT                    BY      WHAT                  DETAILS',
        '       0  2026-11-23T08:30:00Z  alice   HookCreated           cloned from 3',
        '       1  2026-11-23T09:00:00Z  engine  HookSuspended         gone, 410',
        '       2  2026-11-23T09:10:00Z  alice   HookResumed           what waited was skipped',
        '       3  2026-11-23T09:11:00Z  bob     SigningSecretRotated  the old secret is valid until 2026-11-24',
        'There is more: add --after 3',
        '',
      ].join('\n'),
    );
  });
});

describe('hook sum', () => {
  const sum = { hook: 7, captured: 1200, delivered: 1100, parked: 5, discarded: 0, waiting: 95 };

  it('shows the sum of a hook that is well in one line', async () => {
    const { out, asked } = await runWith({ ...sum, accumulating: 0, circuit: 'closed' }, 'hook', 'sum', '7');
    expect(asked[0]?.url).to.equal('/v1/hooks/7/sum');
    expect(out).to.equal(
      'HOOK  CAPTURED  DELIVERED  PARKED  DISCARDED  WAITING\n   7      1200       1100       5          0       95\n',
    );
  });

  it('says what else there is to know of one that is not', async () => {
    const behind = { after: '4711', since: '2026-11-23T08:30:00Z' };
    const { out } = await runWith({ ...sum, accumulating: 3, circuit: 'open', behind }, 'hook', 'sum', '7');
    expect(out).to.include('still accumulating in an open block: 3');
    expect(out).to.include('events after position 4711 wait in the log since 2026-11-23T08:30:00Z');
    expect(out).to.include('The circuit is open');
  });
});

describe('audit sum', () => {
  const kept = { captured: 3, delivered: 2, parked: 0, discarded: 0, waiting: 1 };
  const audit = { hook: 7, kept, recounted: kept, agrees: true, note: 'Recounted from position 0.' };

  it('shows both counts and ends with 0 when they agree', async () => {
    const { out, code, asked } = await runWith(audit, 'audit', 'sum', '7');
    expect(asked[0]).to.include({ method: 'POST', url: '/v1/hooks/7/audit-sum', body: '' });
    expect(out.split('\n')).to.deep.equal([
      'Hook 7',
      '           CAPTURED  DELIVERED  PARKED  DISCARDED  WAITING',
      'kept              3          2       0          0        1',
      'recounted         3          2       0          0        1',
      'They agree.',
      'Recounted from position 0.',
      '',
    ]);
    expect(code).to.equal(0);
  });

  it('ends with 1 when they do not agree, with --json too', async () => {
    for (const more of [[], ['--json']]) {
      const { code } = await runWith({ ...audit, agrees: false }, 'audit', 'sum', '7', ...more);
      expect(code).to.equal(1);
    }
    expect((await runWith({ ...audit, agrees: false }, 'audit', 'sum', '7')).out).to.include('THEY DO NOT AGREE.');
  });
});
