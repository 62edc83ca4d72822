import { expect } from 'chai';
import fc from 'fast-check';
import { type Recent, recentEvents } from '../../../src/application/record/recent-events';
import { PLATFORM_EVENT } from '../../../src/application/codecs/platform-event-codec';
import { type PlatformEvent } from '../../../src/domain/platform-event/platform-event';
import { recorded } from '../../support/recorded-event';

const event = (id: string, profile = 'p'): PlatformEvent => ({
  id,
  account: 1,
  source: '',
  producerId: id,
  type: 'click',
  occurredAt: '2026-11-23T11:00:00Z',
  subjects: {},
  profile: { id: profile },
  data: {},
  isTest: false,
  capture: true,
});

const put = (id: string, text: string, profile?: string): Recent => ({
  event: event(id, profile),
  subjects: {},
  owner: profile ?? 'owner',
  text,
  data: `data with ${text}`,
});

const stored = (id: string, text: string) => recorded({ id, type: PLATFORM_EVENT, data: `data with ${text}` });

describe('The recent events', () => {
  it('hold the last half of what they may hold, at least', () => {
    const recent = recentEvents({ maxEvents: 10, maxBytes: 1_000 });
    for (let n = 0; n < 23; n += 1) recent.put(put(String(n), `sealed-${String(n)}`), 10);
    for (let n = 18; n < 23; n += 1) expect(recent.take(String(n), `sealed-${String(n)}`)?.id).to.equal(String(n));
  });

  it('never hold more than their bounds, in events and in bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 })), (sizes) => {
        const recent = recentEvents({ maxEvents: 6, maxBytes: 100 });
        for (const [n, bytes] of sizes.entries()) recent.put(put(String(n), 'sealed'), bytes);
        const held = sizes.filter((_, n) => recent.take(String(n), 'sealed') !== null);
        expect(held.length).to.be.at.most(6);
        expect(held.reduce((sum, bytes) => sum + bytes, 0)).to.be.at.most(100);
      }),
    );
  });

  it('give an event only for the sealed text it went into the log with', () => {
    const recent = recentEvents({ maxEvents: 10, maxBytes: 1_000 });
    recent.put(put('a', 'refused'), 1);
    expect(recent.take('a', 'stored')).to.equal(null);
    expect(recent.take('a', 'refused')?.id).to.equal('a');
  });

  it('hand an event out once, from either half', () => {
    const recent = recentEvents({ maxEvents: 4, maxBytes: 1_000 });
    for (const id of ['a', 'b', 'c']) recent.put(put(id, 's'), 1);
    for (const id of ['a', 'c']) {
      expect(recent.take(id, 's')?.id).to.equal(id);
      expect(recent.take(id, 's')).to.equal(null);
      expect(recent.routed(stored(id, 's'))).to.equal(null);
    }
    expect(recent.take('b', 's')?.id).to.equal('b');
  });

  it('forget a person', () => {
    const recent = recentEvents({ maxEvents: 10, maxBytes: 1_000 });
    recent.put(put('a', 's', 'alice'), 1);
    recent.put(put('b', 's', 'bob'), 1);
    recent.forget(2, 'alice');
    expect(recent.routed(stored('a', 's'))).not.to.equal(null);
    recent.forget(1, 'alice');
    expect(recent.routed(stored('a', 's'))).to.equal(null);
    expect(recent.routed(stored('b', 's'))).not.to.equal(null);
    expect(recent.take('a', 's')).to.equal(null);
    expect(recent.take('b', 's')).not.to.equal(null);
  });

  it('route what was stored only where it is the very data they were given, and a platform event', () => {
    const recent = recentEvents({ maxEvents: 10, maxBytes: 1_000 });
    recent.put(put('a', 's'), 1);
    expect(recent.routed(stored('a', 's'))?.enclosed).to.deep.equal({ form: 'sealed', owner: 'owner', text: 's' });
    expect(recent.routed(stored('a', 'other'))).to.equal(null);
    expect(recent.routed(stored('b', 's'))).to.equal(null);
    expect(recent.routed({ ...stored('a', 's'), type: 'HookCreated' })).to.equal(null);
  });

  it('route with the older half as well', () => {
    const recent = recentEvents({ maxEvents: 4, maxBytes: 1_000 });
    for (const id of ['a', 'b', 'c']) recent.put(put(id, 's'), 1);
    for (const id of ['a', 'b', 'c']) expect(recent.routed(stored(id, 's'))?.id).to.equal(id);
  });
});
