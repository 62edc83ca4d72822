import { expect } from 'chai';
import { type NatsRefusal, problemOf } from '../../../../src/adapters/inbound/nats-ingestion/nats-refusal';
import { settlementOf } from '../../../../src/adapters/inbound/nats-ingestion/settlement';
import { withIds } from '../../../../src/adapters/inbound/nats-ingestion/with-ids';

const unavailable = { retryable: true, detail: '' } as const;

/** What becomes of a message first delivered; a refusal without a line here does not compile. */
const TABLE: {
  readonly [Type in NatsRefusal['type']]: readonly ['again' | 'refused', Extract<NatsRefusal, { readonly type: Type }>];
} = {
  EventStoreUnavailable: ['again', { type: 'EventStoreUnavailable', outcome: 'unknown', ...unavailable }],
  KeyStoreUnavailable: ['again', { type: 'KeyStoreUnavailable', ...unavailable }],
  ContentStoreUnavailable: ['again', { type: 'ContentStoreUnavailable', ...unavailable }],
  DoorBusy: ['again', { type: 'DoorBusy' }],
  Defect: ['again', { type: 'Defect', id: 'x' }],
  AccountUnknown: ['again', { type: 'AccountUnknown', account: '7' }],
  BodyMissing: ['refused', { type: 'BodyMissing' }],
  BodyMalformed: ['refused', { type: 'BodyMalformed', detail: '' }],
  BodyUnsafe: ['refused', { type: 'BodyUnsafe', problem: { field: 'a', reason: 'no' } }],
  BodyTooLarge: ['refused', { type: 'BodyTooLarge', limit: 1 }],
  BodyInvalid: ['refused', { type: 'BodyInvalid', problems: [] }],
  MediaTypeUnsupported: ['refused', { type: 'MediaTypeUnsupported', given: 'text/xml' }],
  ContentEncodingUnsupported: ['refused', { type: 'ContentEncodingUnsupported', given: 'gzip' }],
  EventTooLarge: ['refused', { type: 'EventTooLarge', indexes: [0], limit: 1 }],
  TooManyEvents: ['refused', { type: 'TooManyEvents', count: 2, limit: 1 }],
  EventsRefused: ['refused', { type: 'EventsRefused', problems: [] }],
  EventConflict: ['refused', { type: 'EventConflict', conflicts: [] }],
};

describe('A message of the stream', () => {
  it('that is recorded is acknowledged', () => {
    expect(settlementOf(null, 1)).to.deep.equal({ as: 'acknowledged' });
  });

  for (const [type, [as, refusal]] of Object.entries(TABLE)) {
    it(`that meets ${type} ${as === 'again' ? 'comes again' : 'is refused'}`, () => {
      expect(settlementOf(refusal, 1).as).to.equal(as);
      expect(problemOf(refusal).detail).to.match(/[.]$/);
    });
  }

  it('comes again after a growing wait of at most a minute, however often, and is never given up', () => {
    const [, refusal] = TABLE.EventStoreUnavailable;
    const delays = [1, 2, 3, 4, 8, 9, 1000, 100_000].map((deliveries) => {
      const settlement = settlementOf(refusal, deliveries);
      return settlement.as === 'again' ? settlement.delayMs : null;
    });
    expect(delays).to.deep.equal([500, 1000, 2000, 4000, 60_000, 60_000, 60_000, 60_000]);
  });

  it('for an unknown account is refused once it was asked for six times', () => {
    const [, refusal] = TABLE.AccountUnknown;
    expect(settlementOf(refusal, 5).as).to.equal('again');
    expect(settlementOf(refusal, 6)).to.deep.equal({ as: 'refused', refusal });
  });
});

describe('Events without an id', () => {
  const event = { type: 'click', occurredAt: '2026-11-23T08:30:00Z' };
  const stored = { sequence: 9, timestamp: 17 };

  it('get the same one whenever their message is delivered', () => {
    expect(withIds([event, { ...event, id: 'own' }], stored).map(({ id }) => id)).to.deep.equal(['nats-17-9#0', 'own']);
    expect(withIds([event], { ...stored, messageId: 'm-1' }).map(({ id }) => id)).to.deep.equal(['m-1']);
    expect(withIds([event], { ...stored, messageId: 'x'.repeat(191) }).map(({ id }) => id)).to.deep.equal([
      'nats-17-9',
    ]);
  });

  it('are left as they are when each has one', () => {
    const events = [{ ...event, id: 'own' }];
    expect(withIds(events, stored)).to.equal(events);
  });
});
