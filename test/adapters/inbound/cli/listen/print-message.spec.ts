import { expect } from 'chai';
import { printMessage } from '../../../../../src/adapters/inbound/cli/listen/print-message';
import { type ReceivedMessage } from '../../../../../src/adapters/inbound/cli/listen/received-message';

const aMessage = (given: Partial<ReceivedMessage> = {}): ReceivedMessage => ({
  webhookId: 'block-1',
  timestamp: '1793707200',
  verified: true,
  eventIds: ['e1', 'e2'],
  events: [{ event_type: 'click' }, { event_type: 'open' }, { event_type: 'click' }],
  path: '/hook',
  headers: { authorization: 'Bearer top-secret' },
  rawHeaders: ['Authorization', 'Bearer top-secret'],
  body: '[{"event_type":"click"}]',
  json: [{ event_type: 'click' }],
  receivedAt: Date.UTC(2026, 10, 3, 12, 0, 0, 7),
  ...given,
});
const plain = { json: false, body: false };

describe('A received message as printed', () => {
  it('is one short line for a person', () => {
    expect(printMessage(aMessage(), plain)).to.equal('12:00:00.007  /hook  block-1  3 events  click, open  verified');
  });

  it('says plainly what is wrong with the signature', () => {
    const line = (problem: NonNullable<ReceivedMessage['problem']>): string =>
      printMessage(aMessage({ verified: false, problem }), plain);
    expect(line('wrong-signature')).to.match(/ {2}WRONG SIGNATURE$/);
    expect(line('not-signed')).to.match(/ {2}NOT SIGNED$/);
    expect(line('no-secret')).to.include('not verified');
    expect(line('too-old')).to.include('TOO OLD');
  });

  it('gets by without types and without an id', () => {
    expect(printMessage(aMessage({ webhookId: '', events: [{ id: 'p' }] }), plain)).to.equal(
      '12:00:00.007  /hook  no webhook-id  1 event  verified',
    );
  });

  it('names a few types of many', () => {
    const events = ['a', 'b', 'c', 'd', 'e'].map((type) => ({ event_type: type }));
    expect(printMessage(aMessage({ events }), plain)).to.include('a, b, c, d, …');
  });

  it('has the body below the line when asked', () => {
    expect(printMessage(aMessage(), { json: false, body: true }).split('\n').slice(1)).to.deep.equal([
      '    [',
      '      {',
      '        "event_type": "click"',
      '      }',
      '    ]',
    ]);
  });

  it('is one JSON object for a program', () => {
    const printed = printMessage(aMessage(), { json: true, body: false });
    expect(printed).not.to.include('\n');
    expect(JSON.parse(printed)).to.deep.equal({
      receivedAt: '2026-11-03T12:00:00.007Z',
      path: '/hook',
      webhookId: 'block-1',
      timestamp: '1793707200',
      verified: true,
      eventIds: ['e1', 'e2'],
      body: [{ event_type: 'click' }],
    });
  });

  it('never shows a header’s value', () => {
    for (const json of [true, false])
      expect(printMessage(aMessage(), { json, body: true })).not.to.include('top-secret');
  });

  it('cannot write to the terminal', () => {
    const hostile = aMessage({
      webhookId: '\u001b[2J',
      events: [{ event_type: '\u0007' }],
      json: undefined,
      body: 'a\u001b[31mb',
    });
    for (const json of [true, false])
      expect(printMessage(hostile, { json, body: true }).replaceAll('\n', '')).not.to.match(/\p{Cc}/u);
  });
});
