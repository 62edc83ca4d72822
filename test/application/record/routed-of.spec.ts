import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import fc from 'fast-check';
import {
  decodeRouting,
  PLATFORM_EVENT,
  sealedData,
  writeEvent,
} from '../../../src/application/codecs/platform-event-codec';
import { recentEvents } from '../../../src/application/record/recent-events';
import { routedOf } from '../../../src/application/record/routed-of';
import { type PlatformEvent } from '../../../src/domain/platform-event/platform-event';
import { aClick, platformEvents } from '../../support/event-inputs';
import { recorded } from '../../support/recorded-event';
import { aRecorder } from '../../support/recorder';

const OWNER = 'ab12cd34ef56ab12cd34ef56ab12cd34';
const TEXT = 'c2VhbGVk';

const anEvent: PlatformEvent = {
  id: '00000000-0000-4000-8000-00000000000a',
  account: 1,
  source: 'shop',
  producerId: 'order',
  type: 'click',
  occurredAt: '2026-11-23T11:00:00Z',
  subjects: {},
  data: {},
  isTest: false,
  capture: true,
};

const held = (event: PlatformEvent) => {
  const written = writeEvent(event, OWNER);
  const data = sealedData(written, TEXT);
  const recent = recentEvents({ maxEvents: 2, maxBytes: 2 });
  recent.put({ event, subjects: written.subjects, owner: OWNER, text: TEXT, data }, 1);
  const place = { stream: 'platformEvents-aa-1-2026-11-23', revision: 3n, position: 9n, recordedAt: 5 };
  return { recent, stored: recorded({ id: event.id, type: PLATFORM_EVENT, data, ...place }) };
};

describe('Routing an event of the log', () => {
  it('gives for a recent event exactly what reading its data gives', () => {
    fc.assert(
      fc.property(platformEvents, (event) => {
        const { recent, stored } = held(event);
        expect(recent.routed(stored)).not.to.equal(null);
        expect(routedOf(recent)(stored)).to.deep.equal(decodeRouting(stored));
      }),
    );
  });

  it('gives it for a subject of minus zero, which the log holds as 0', () => {
    fc.assert(
      fc.property(platformEvents, (event) => {
        const { recent, stored } = held({ ...event, subjects: { ...event.subjects, pixel: { id: -0 } } });
        expect(routedOf(recent)(stored)).to.deep.equal(decodeRouting(stored));
      }),
    );
  });

  it('reads the data where another body stands in the log under the id', () => {
    fc.assert(
      fc.property(platformEvents, platformEvents, (event, other) => {
        const { recent } = held(event);
        const stored = { ...held(other).stored, id: event.id };
        expect(routedOf(recent)(stored)).to.deep.equal(decodeRouting(stored));
      }),
    );
  });

  it('names what is damaged, though the event is recent', () => {
    const { recent, stored } = held(anEvent);
    expect(routedOf(recent)({ ...stored, data: stored.data.slice(1) })).to.have.nested.property(
      'left.type',
      'CorruptEvent',
    );
    expect(E.isLeft(routedOf(recent)({ ...stored, type: 'HookCreated' }))).to.equal(true);
  });

  it('knows each sealed event this process recorded, and reads those that are open', async () => {
    const recorder = aRecorder();
    const { profile: _nobody, ...etl } = aClick({ id: 'etl' });
    await recorder.recorded(aClick(), etl, aClick({ id: 'bob', profile: { id: 'bob' }, capture: false, isTest: true }));
    const log = await recorder.log();
    expect(log.map((stored) => recorder.recent.routed(stored) !== null)).to.deep.equal([true, false, true]);
    for (const stored of log) {
      expect(routedOf(recorder.recent)(stored)).to.deep.equal(decodeRouting(stored));
      expect(E.isRight(decodeRouting(stored))).to.equal(true);
    }
  });
});
