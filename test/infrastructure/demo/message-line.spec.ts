import { expect } from 'chai';
import { type ReceivedMessage } from '../../../src/adapters/inbound/cli/listen/received-message';
import { messageLine } from '../../../src/infrastructure/demo/message-line';

const message = (events: ReadonlyArray<unknown>, more: Partial<ReceivedMessage> = {}): ReceivedMessage => ({
  webhookId: 'm-1',
  timestamp: '0',
  verified: true,
  eventIds: [],
  events,
  path: '/shop',
  headers: {},
  rawHeaders: [],
  body: '',
  json: events,
  receivedAt: 0,
  ...more,
});

describe('A message as the demo shows it', () => {
  for (const [what, events, shown] of [
    ['a batch of one type', [{ event_type: 'deliv' }, { event_type: 'deliv' }], '2 in one request:  2 x deliv '],
    ['a batch of several', [{ event_type: 'open' }, { event_type: 'click' }], '2 in one request:  open, click '],
    ['a push of one ETL run', [{ id: 'p', data: { 'etl.id': '1' } }], '1 in one request:  ETL run finished '],
    ['a bulk of ETL runs', [{ 'etl.id': '1' }, { 'etl.id': '2' }], '2 in one request:  2 x ETL run finished '],
    ['an export', [{ data: { 'export.id': 1 } }], 'export finished '],
    ['a custom action', [{ 'actionParameters.campaignId': '9' }], 'custom action '],
    ['anything else', [null, 7], '2 x event '],
  ] as const) {
    it(`tells ${what}`, () => {
      const line = messageLine('shop', message(events));
      expect(line).to.include(shown);
      expect(line).to.match(/^ {3}-> shop .* signature verified$/);
    });
  }

  it('says loudly that a signature is wrong', () => {
    const line = messageLine('shop', message([], { verified: false, problem: 'wrong-signature' }));
    expect(line).to.match(/SIGNATURE NOT VERIFIED \(wrong-signature\)$/);
  });
});
