import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { type DryRun, type HookTrialUseCases, type TestEvent } from '../../../../src/application/use-cases/hook-trials';
import { askDoor, noting, READ } from '../../../support/rest-door';

const event = { id: 'c-1', type: 'click', occurredAt: '2026-11-23T08:30:00Z', data: { amount: 12 } };
const hook = {
  name: 'Clicks',
  format: 'altcraft',
  capture: { types: ['click'] },
  destination: { type: 'http', url: 'https://shop.example/hook' },
};
const run: DryRun = {
  matches: false,
  clause: 'mailing',
  detail: 'the event has no mailing',
  hook: 7,
  status: 'active',
  warnings: [],
  notes: [],
  event: '6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a002',
  delivery: '6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a003',
  request: null,
};
const tested: TestEvent = {
  hook: 7,
  eventType: 'click',
  event: run.event,
  request: { method: 'POST', url: 'https://shop.example/hook', headers: [], body: '[]' },
  delivered: false,
  status: 500,
  text: 'no',
  durationMs: 3,
  reason: 'status',
  detail: 'answered 500',
};
const dryRun = () => noting<Parameters<HookTrialUseCases['dryRun']>, never, DryRun>(TE.right(run));
const test = () => noting<Parameters<HookTrialUseCases['test']>, never, TestEvent>(TE.right(tested));

describe('A dry run over REST', () => {
  it('hands over the event and shows what it would come to', async () => {
    const { ask, asked } = dryRun();
    const told = await askDoor(
      { trials: { dryRun: ask } },
      { method: 'POST', url: '/v1/hooks/7/dry-run', body: { event } },
    );
    expect(told.status).to.equal(200);
    expect(told.json).to.deep.equal(run);
    expect(asked[0]?.[0]).to.include({ account: 23, name: 'alice' });
    expect(asked[0]?.[1]).to.deep.equal({ hook: 7, event });
  });

  it('takes a hook that is not saved, also as one was shown', async () => {
    const { ask, asked } = dryRun();
    const shown = { ...hook, id: 9, status: 'active', isActive: true, revision: 3, signingSecrets: [] };
    await askDoor(
      { trials: { dryRun: ask } },
      { method: 'POST', url: '/v1/hooks/dry-run', body: { event, hook: shown } },
    );
    await askDoor(
      { trials: { dryRun: ask } },
      { method: 'POST', url: '/v1/hooks/7/dry-run', body: { event, hook: { ...hook, name: 'Other' } } },
    );
    expect(asked.map(([, { definition }]) => definition?.name)).to.deep.equal(['Clicks', 'Other']);
    expect(asked.map(([, request]) => request.hook)).to.deep.equal([undefined, 7]);
  });

  it('takes a CloudEvent as well', async () => {
    const { ask, asked } = dryRun();
    const cloudEvent = {
      specversion: '1.0',
      id: 'c-2',
      source: '/shop',
      type: 'click',
      time: '2026-11-23T08:30:00Z',
      data: { amount: 12 },
    };
    await askDoor(
      { trials: { dryRun: ask } },
      { method: 'POST', url: '/v1/hooks/7/dry-run', body: { event: cloudEvent } },
    );
    expect(asked[0]?.[1].event).to.include({ id: 'c-2', type: 'click', source: '/shop' });
  });

  it('is refused with the place of what is wrong in the event or in the hook', async () => {
    const errorsOf = async (url: string, body: object): Promise<unknown> => {
      const told = await askDoor({}, { method: 'POST', url, body });
      expect(told.status).to.equal(422);
      return told.json['errors'];
    };
    expect(await errorsOf('/v1/hooks/7/dry-run', { event: { type: 'click' } })).to.deep.equal([
      { field: 'event.occurredAt', reason: 'is missing' },
    ]);
    expect(await errorsOf('/v1/hooks/7/dry-run', { event: 'click' })).to.deep.equal([
      { field: 'event', reason: 'must be an event, as POST /v1/events takes it' },
    ]);
    expect(await errorsOf('/v1/hooks/dry-run', { event })).to.deep.equal([
      { field: 'hook', reason: 'must be a whole hook, as POST /v1/hooks takes it' },
    ]);
    expect(await errorsOf('/v1/hooks/dry-run', { event, hook: { ...hook, capture: {} } })).to.deep.equal([
      { field: 'capture.types', reason: 'must be an array of 1 to 200 texts' },
    ]);
  });

  it('needs an admin key', async () => {
    for (const url of ['/v1/hooks/7/dry-run', '/v1/hooks/dry-run', '/v1/hooks/7/test']) {
      expect((await askDoor({}, { method: 'POST', url, key: READ, body: { event } })).status, url).to.equal(403);
    }
  });
});

describe('A test event over REST', () => {
  it('is sent without a body or with a type, and shown with its answer: 200 although the far side said no', async () => {
    const { ask, asked } = test();
    const told = await askDoor({ trials: { test: ask } }, { method: 'POST', url: '/v1/hooks/7/test' });
    expect(told.status).to.equal(200);
    expect(told.json).to.deep.equal(tested);
    await askDoor({ trials: { test: ask } }, { method: 'POST', url: '/v1/hooks/7/test', body: { type: 'open' } });
    expect(asked.map(([, id, options]) => [id, options])).to.deep.equal([
      [7, {}],
      [7, { eventType: 'open' }],
    ]);
  });

  it('is refused for a type that is no text or none of the hook’s', async () => {
    const wrong = await askDoor({}, { method: 'POST', url: '/v1/hooks/7/test', body: { type: 7 } });
    expect(wrong.status).to.equal(422);
    const refusal = { type: 'TypeNotOfHook', eventType: 'open', types: ['click'] } as const;
    const told = await askDoor(
      { trials: { test: () => TE.left(refusal) } },
      { method: 'POST', url: '/v1/hooks/7/test', body: { type: 'open' } },
    );
    expect(told.json).to.include({ type: 'urn:hookline:problem:type-not-of-hook', status: 422 });
    expect(told.json['detail']).to.contain('click');
  });
});
