import 'reflect-metadata';
import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { encodeEventsExpired } from '../../src/application/codecs/expiry-codec';
import { type EventStore } from '../../src/application/ports/event-store';
import { expiriesStream } from '../../src/application/streams';
import { TOKENS } from '../../src/infrastructure/container/tokens';
import { aDelivery } from '../support/acceptance-desk';
import { type RunningEngine, runEngine } from '../support/running-engine';

const HOOK = {
  name: 'deliveries',
  format: 'altcraft',
  isActive: true,
  capture: { types: ['deliv'] },
  destination: { type: 'http', url: 'http://127.0.0.1:9/' },
};
const EXPIRED = {
  type: 'EventsExpired',
  account: 161,
  day: '2016-11-15',
  at: '2026-11-23T00:00:00Z',
  events: 3,
  before: 3n,
  earliest: '2016-11-16',
} as const;

describe('A period that begins before what is kept (behaviour 43, decision 23)', () => {
  let engine: RunningEngine;
  let store: EventStore;
  beforeEach(async () => {
    engine = await runEngine({
      lay: () =>
        Promise.resolve({
          settings: {},
          swap: (container) => {
            store = container.get(TOKENS.eventStore);
          },
          dispose: () => Promise.resolve(),
        }),
    });
    await engine.ask('POST', '/v1/hooks', HOOK);
    await engine.ask('POST', '/v1/events', aDelivery(1));
  });
  afterEach(() => engine.dispose());

  it('is refused to an export with the earliest day there is, and not before anything expired', async () => {
    const first = await engine.ask('POST', '/v1/hooks/1/exports', { from: '2016-11-15', to: '2016-11-17' });
    expect(first.status, JSON.stringify(first.body)).to.equal(201);
    await engine.ask('POST', `/v1/exports/${String((first.body as { run?: string }).run)}/abort`);
    const event = { id: '00000000-0000-4000-8000-000000000001', ...encodeEventsExpired(EXPIRED) };
    expect(E.isRight(await store.append(expiriesStream(161), 'any', [event])())).to.equal(true);
    const refused = await engine.ask('POST', '/v1/hooks/1/exports', { from: '2016-11-15', to: '2016-11-17' });
    expect(refused.status).to.equal(422);
    expect(JSON.stringify(refused.body)).to.contain('export-before-retention').and.to.contain('2016-11-16');
    const preview = '/v1/hooks/1/export-preview?to=2016-11-17&from=';
    expect((await engine.ask('GET', `${preview}2016-11-15`)).body, 'the preview').to.deep.equal(refused.body);
    expect((await engine.ask('GET', `${preview}2016-11-16`)).status).to.equal(200);
    const kept = await engine.ask('POST', '/v1/hooks/1/exports', { from: '2016-11-16', to: '2016-11-17' });
    expect(kept.status, JSON.stringify(kept.body)).to.equal(201);
  });

  it('is refused to a replay with the earliest instant there is', async () => {
    const refused = await engine.ask('POST', '/v1/replays', { from: '2020-01-01', to: '2020-01-02' });
    expect(refused.status).to.equal(422);
    expect(JSON.stringify(refused.body))
      .to.contain('period-before-retention')
      .and.to.match(/must not be before 20/);
  });
});
