import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { type ReplayUseCases, type ReplayView } from '../../../../src/application/use-cases/replays';
import { ADMIN, askDoor, CALLERS, noting, READ } from '../../../support/rest-door';

const admin = CALLERS[ADMIN];
const replay = '6e0a5c02-6bb0-4d4c-8d5e-7f2f4cf0a001';
const view: ReplayView = {
  replay,
  account: 23,
  from: '2026-11-22T00:00:00.000Z',
  to: '2026-11-22T23:59:59.999Z',
  dryRun: true,
  by: 'alice',
  startedAt: '2026-11-23T12:00:00.000Z',
  status: 'running',
  events: 0,
  matched: 0,
  delivered: 0,
  parked: 0,
  discarded: 0,
  waiting: 0,
  missing: 0,
  unclear: 0,
  repaired: 0,
  hooks: [],
  hooksLeftOut: 0,
};

type Args<Name extends keyof ReplayUseCases> = Parameters<ReplayUseCases[Name]>;

describe('Replays over REST', () => {
  it('begin with what was asked, and say where to look', async () => {
    const { ask, asked } = noting<Args<'start'>, never, ReplayView>(TE.right(view));
    const body = { account: 23, hook: 7, from: '2026-11-22', to: '2026-11-22', dryRun: true };
    const told = await askDoor({ replays: { start: ask } }, { method: 'POST', url: '/v1/replays', body });
    expect(told.status).to.equal(202);
    expect(told.headers).to.include({ location: `/v1/replays/${replay}` });
    expect(told.json).to.deep.equal(view);
    expect(asked).to.deep.equal([[admin, body]]);
  });

  it('are no dry runs, and for all hooks of the account of the key, unless they say so', async () => {
    const { ask, asked } = noting<Args<'start'>, never, ReplayView>(TE.right(view));
    const body = { from: '2026-11-22', to: '2026-11-22', hook: null };
    await askDoor({ replays: { start: ask } }, { method: 'POST', url: '/v1/replays', body });
    expect(asked).to.deep.equal([[admin, { from: '2026-11-22', to: '2026-11-22', dryRun: false }]]);
  });

  it('do not begin with a body that is not acceptable', async () => {
    const told = await askDoor({}, { method: 'POST', url: '/v1/replays', body: { from: 5, hook: 'seven', dry: true } });
    expect(told.status).to.equal(422);
    expect(JSON.stringify(told.json))
      .to.match(/"from".*"hook"|"hook".*"from"/)
      .and.to.contain('"dry"');
  });

  it('are shown, and cancelled, by their id', async () => {
    const read = noting<Args<'read'>, never, ReplayView>(TE.right(view));
    const cancel = noting<Args<'cancel'>, never, ReplayView>(TE.right(view));
    const url = `/v1/replays/${replay}`;
    expect((await askDoor({ replays: { read: read.ask } }, { url })).json).to.deep.equal(view);
    expect((await askDoor({ replays: { cancel: cancel.ask } }, { method: 'DELETE', url })).status).to.equal(200);
    expect([read.asked, cancel.asked]).to.deep.equal([[[admin, replay]], [[admin, replay]]]);
  });

  it('name the earliest instant that can be replayed', async () => {
    const start = (): ReturnType<ReplayUseCases['start']> =>
      TE.left({ type: 'PeriodBeforeRetention', earliest: '2026-10-24T12:00:00.000Z' });
    const body = { from: '2026-01-01', to: '2026-11-22' };
    const told = await askDoor({ replays: { start } }, { method: 'POST', url: '/v1/replays', body });
    expect(told.status).to.equal(422);
    expect(told.json).to.include({ type: 'urn:hookline:problem:period-before-retention' });
    expect(told.json['detail']).to.contain('2026-10-24T12:00:00.000Z');
  });

  it('need an admin key', async () => {
    for (const [method, url] of [
      ['POST', '/v1/replays'],
      ['GET', `/v1/replays/${replay}`],
      ['DELETE', `/v1/replays/${replay}`],
    ] as const)
      expect((await askDoor({}, { method, url, key: READ })).status).to.equal(403);
  });
});
