import { expect } from 'chai';
import { type AcceptedEvent } from '../crash/load';
import { type Receipt } from '../crash/receipts';
import { flowsAfter, momentOfEvents, momentOfReceipts } from './flow';

const receipt = (event: string, at: number, confirmed = true): Receipt => ({
  webhookId: `id-${event}`,
  events: [event],
  bodyHash: event,
  verified: true,
  confirmed,
  life: 1,
  at,
});
const accepted = (event: string, madeAt: number): AcceptedEvent => ({
  event,
  type: 'click',
  producer: 0,
  n: 0,
  profile: 'p',
  madeAt,
});

describe('The time until deliveries flow again', () => {
  it('is that of the hook which had to wait longest', () => {
    const before = [[receipt('a', 1)], [receipt('b', 2)]];
    const moment = momentOfReceipts(10, before);
    const received = [
      [receipt('a', 1), receipt('c', 12)],
      [receipt('b', 2), receipt('d', 25), receipt('e', 40)],
    ];
    expect(flowsAfter(moment, received)).to.equal(15);
  });
  it('is that of the hook which got something first, when any will do', () => {
    const moment = momentOfReceipts(10, [[], [], []]);
    expect(flowsAfter(moment, [[], [receipt('a', 14)], [receipt('b', 12)]], 'any hook')).to.equal(2);
    expect(flowsAfter(moment, [[], [], []], 'any hook')).to.equal(null);
  });
  it('is unknown while a hook got nothing new', () => {
    const moment = momentOfReceipts(10, [[], []]);
    expect(flowsAfter(moment, [[receipt('c', 12)], []])).to.equal(null);
  });
  it('passes over what came again and what was not confirmed', () => {
    const moment = momentOfReceipts(10, [[receipt('a', 1)]]);
    const again = [receipt('a', 1), receipt('a', 11), receipt('b', 12, false), receipt('b', 30)];
    expect(flowsAfter(moment, [again])).to.equal(20);
  });
  it('passes over events made before the moment, and over those whose 2xx is not known yet', () => {
    const events: AcceptedEvent[] = [accepted('a', 9)];
    const moment = momentOfEvents(10, () => events);
    const received = [[receipt('a', 12), receipt('b', 13)]];
    expect(flowsAfter(moment, received)).to.equal(null);
    events.push(accepted('b', 11));
    expect(flowsAfter(moment, received)).to.equal(3);
  });
});
