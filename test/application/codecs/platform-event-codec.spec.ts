import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import fc from 'fast-check';
import {
  complete,
  completeOpen,
  decodeRouting,
  openData,
  PLATFORM_EVENT,
  sealedData,
  writeEvent,
} from '../../../src/application/codecs/platform-event-codec';
import { type RoutedEvent } from '../../../src/application/codecs/routed-event';
import { type PlatformEvent } from '../../../src/domain/platform-event/platform-event';
import { platformEvents } from '../../support/event-inputs';
import { recorded } from '../../support/recorded-event';

const OWNER = 'ab12cd34ef56ab12cd34ef56ab12cd34';

const stored = (id: string, data: string) =>
  recorded({
    id,
    data,
    type: PLATFORM_EVENT,
    stream: 'platformEvents-aa-1-2026-11-23',
    revision: 3n,
    position: 9n,
    recordedAt: 5,
  });
const routed = (id: string, data: string): RoutedEvent => {
  const decoded = decodeRouting(stored(id, data));
  if (E.isLeft(decoded)) throw new Error(decoded.left.detail);
  return decoded.right;
};
const alice: PlatformEvent = {
  id: '00000000-0000-4000-8000-00000000000a',
  account: 1,
  source: 'shop',
  producerId: 'order-of-alice',
  type: 'click',
  occurredAt: '2026-11-23T11:00:00Z',
  subjects: { database: { id: 7, name: 'Friends of Alice' }, mailing: { id: 42 } },
  profile: { id: 'alice', fields: { email: 'alice@example.com' } },
  data: { url: 'https://alice.example' },
  customData: { note: 'for alice' },
  audit: { user: 'alice' },
  isTest: false,
  capture: true,
};

describe('A platform event in the log', () => {
  describe('that is sealed', () => {
    it('comes back whole from its routing part and what the key opens', () => {
      fc.assert(
        fc.property(platformEvents, (event) => {
          const written = writeEvent(event, OWNER);
          expect(complete(routed(event.id, sealedData(written, 'c2VhbGVk')), written.personal)).to.deep.equal(
            E.right(event),
          );
        }),
      );
    });

    it('shows type, times, subjects by id and the pseudonym, and nothing of the person', () => {
      const data = sealedData(writeEvent(alice, OWNER), 'c2VhbGVk');
      expect(data.toLowerCase()).not.to.contain('alice');
      expect(JSON.parse(data)).to.deep.equal({
        v: 1,
        account: 1,
        type: 'click',
        source: 'shop',
        occurredAt: '2026-11-23T11:00:00Z',
        subjects: { database: { id: 7 }, mailing: { id: 42 } },
        owner: OWNER,
        sealed: 'c2VhbGVk',
      });
    });

    it('can be routed without its key: all that matching reads is there', () => {
      fc.assert(
        fc.property(platformEvents, (event) => {
          const found = routed(event.id, sealedData(writeEvent(event, OWNER), 'c2VhbGVk'));
          const ids = Object.fromEntries(
            Object.entries(event.subjects).map(([dimension, { id }]) => [dimension, { id }]),
          );
          expect(found.subjects).to.deep.equal(ids);
          for (const field of [
            'id',
            'account',
            'type',
            'source',
            'occurredAt',
            'isTest',
            'capture',
            'touchedFields',
            'entity',
          ] as const) {
            expect(found[field], field).to.deep.equal(event[field]);
          }
          expect(found).to.include({ position: 9n, revision: 3n, recordedAt: 5, owner: OWNER });
          expect(found.enclosed).to.deep.equal({ form: 'sealed', owner: OWNER, text: 'c2VhbGVk' });
        }),
      );
    });
  });

  describe('that is open', () => {
    it('comes back whole', () => {
      fc.assert(
        fc.property(platformEvents, fc.constantFrom(OWNER, undefined), (event, owner) => {
          const { enclosed, ...rest } = routed(event.id, openData(writeEvent(event, owner)));
          if (enclosed.form !== 'open') throw new Error('an open event was read as sealed');
          expect(rest.owner).to.equal(owner);
          expect(completeOpen({ ...rest, enclosed }, enclosed.part)).to.deep.equal(event);
        }),
      );
    });
  });

  describe('that is damaged', () => {
    const good = sealedData(writeEvent(alice, OWNER), 'c2VhbGVk');
    const change = (fields: object): string => JSON.stringify({ ...JSON.parse(good), ...fields });
    const detailOf = (data: string): string => {
      const decoded = decodeRouting(stored(alice.id, data));
      if (E.isRight(decoded)) throw new Error(`read as if it were whole: ${data}`);
      expect(decoded.left).to.include({ type: 'CorruptEvent', stream: 'platformEvents-aa-1-2026-11-23', revision: 3n });
      return decoded.left.detail;
    };
    const cases: ReadonlyArray<readonly [string, string, string]> = [
      ['is no JSON', good.slice(0, -1), 'is no JSON'],
      ['is no object', '[]', 'is no object'],
      ['is of a later version', change({ v: 2 }), 'v: is 2'],
      ['has no account', change({ account: undefined }), 'account:'],
      ['has a time that is no text', change({ occurredAt: 5 }), 'occurredAt:'],
      ['has a subject without id', change({ subjects: { mailing: {} } }), 'subjects: mailing: id:'],
      ['is neither sealed nor open', change({ sealed: undefined }), 'sealed or open'],
      ['is both sealed and open', change({ open: { producerId: 'x', data: {} } }), 'sealed or open'],
      ['is sealed for nobody', change({ owner: undefined }), 'has no owner'],
      ['is open without data', change({ sealed: undefined, open: { producerId: 'x' } }), 'open: data:'],
    ];
    for (const [what, data, detail] of cases) {
      it(`is named when it ${what}`, () => {
        expect(detailOf(data)).to.contain(detail);
      });
    }

    it('is named when the stored type is another one', () => {
      expect(E.isLeft(decodeRouting({ ...stored(alice.id, good), type: 'HookCreated' }))).to.equal(true);
    });

    it('is named when what the key opened is not what was sealed', () => {
      for (const opened of [
        '',
        'null',
        '{}',
        '{"producerId":"x"}',
        '{"producerId":"x","data":{},"profile":{"id":5}}',
      ]) {
        const completed = complete(routed(alice.id, good), opened);
        expect(completed, opened).to.have.nested.property('left.type', 'CorruptEvent');
      }
    });

    it('never brings the reader down, wherever a character is lost or changed', () => {
      fc.assert(
        fc.property(platformEvents, fc.nat(), fc.string({ maxLength: 2 }), (event, at, by) => {
          const data = openData(writeEvent(event, OWNER));
          const place = at % data.length;
          decodeRouting(stored(event.id, data.slice(0, place) + by + data.slice(place + 1)));
        }),
      );
    });
  });
});
