import { createHash } from 'node:crypto';
import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { checkEvent, MAX_AHEAD_MS, type EventExpectations } from '../../../src/domain/platform-event/check-event';
import { type EventProblem } from '../../../src/domain/platform-event/event-problem';
import { type PlatformEvent } from '../../../src/domain/platform-event/platform-event';
import { type RawEvent } from '../../../src/domain/platform-event/raw-event';
import { type Json } from '../../../src/domain/shared/json';

const named = (namespace: string, name: string): string =>
  createHash('sha1').update(`${namespace}/${name}`).digest('hex');

const expected: EventExpectations = {
  account: 23,
  now: Date.UTC(2026, 2, 4, 12),
  maxAheadMs: MAX_AHEAD_MS,
  isKnownType: (type) => type === 'click',
  named,
  newId: () => 'made-up',
};
const check = checkEvent(expected);

const minimal: RawEvent = { type: 'click', occurredAt: '2026-03-04T11:59:59.1234Z' };

const accepted = (more: Partial<RawEvent>, account = 23): PlatformEvent => {
  const checked = checkEvent({ ...expected, account })({ ...minimal, ...more });
  if (E.isLeft(checked)) return expect.fail(JSON.stringify(checked.left));
  return checked.right;
};

/** Whatever a producer may send instead of what the type says. */
const problemsOf = (sent: unknown): ReadonlyArray<EventProblem> => {
  const checked = check(sent as RawEvent);
  return E.isLeft(checked) ? checked.left : [];
};
const problemsWith = (more: object): ReadonlyArray<EventProblem> => problemsOf({ ...minimal, ...more });
const fieldsWith = (more: object): ReadonlyArray<string> => problemsWith(more).map(({ field }) => field);

const nested = (levels: number): Json => (levels === 1 ? {} : { in: nested(levels - 1) });

describe('An event that a producer gives', () => {
  it('needs no more than a type and a time', () => {
    expect(accepted({})).to.deep.equal({
      id: named(named('6f0d9f0e-5d0b-4b4e-9c53-2b6f0a1c7e11', 'account:23'), '\nmade-up'),
      account: 23,
      source: '',
      producerId: 'made-up',
      type: 'click',
      occurredAt: '2026-03-04T11:59:59.1234Z',
      subjects: {},
      data: {},
      isTest: false,
      capture: true,
    });
  });

  it('keeps all it brings, the time in UTC and the id of the profile as text', () => {
    const full = {
      id: 'p-1',
      source: 'shop',
      occurredAt: '2026-03-04T12:59:59.123456789+01:00',
      subjects: { mailing: { id: 973, name: 'Black Friday', subId: 'bf' }, element: { id: 'e' } },
      profile: {
        id: 77,
        xxh: '5ada5e6ea3c6da5f',
        md5: 'A5656DC1E3F603063A1918D582A10F58',
        subscriptionHashId: 'f00d',
        subscriptions: [{ channel: 'email' }],
        fields: { email: 'reader@example.com' },
      },
      data: { link: 'https://example.com' },
      customData: { order: 1 },
      isTest: true,
      isStatic: false,
      sendsTryingNum: 0,
      audit: { createdAt: '2025-02-26T11:41:06+01:00' },
      entity: 'MyEntity',
      touchedFields: ['email'],
      capture: false,
    };
    const { id, ...event } = accepted(full);
    expect(id).to.equal(named(named('6f0d9f0e-5d0b-4b4e-9c53-2b6f0a1c7e11', 'account:23'), 'shop\np-1'));
    const { id: producerId, ...rest } = full;
    expect(event).to.deep.equal({
      ...rest,
      producerId,
      account: 23,
      type: 'click',
      occurredAt: '2026-03-04T11:59:59.123456789Z',
      profile: { ...full.profile, id: '77' },
    });
  });

  it('has an id of its own for each account, source and id, and the same one again', () => {
    const id = accepted({ id: 'p-1', source: 'shop' }).id;
    expect(accepted({ id: 'p-1', source: 'shop' }).id).to.equal(id);
    expect(accepted({ id: 'p-2', source: 'shop' }).id).not.to.equal(id);
    expect(accepted({ id: 'p-1', source: 'till' }).id).not.to.equal(id);
    expect(accepted({ id: 'p-1' }).id).not.to.equal(id);
    expect(accepted({ id: 'p-1', source: 'shop' }, 24).id).not.to.equal(id);
  });

  it('may lie up to 24 h in the future, and no further', () => {
    expect(fieldsWith({ occurredAt: '2026-03-05T12:00:00Z' })).to.deep.equal([]);
    expect(problemsWith({ occurredAt: '2026-03-05T12:00:00.001Z' })).to.deep.equal([
      { field: 'occurredAt', reason: 'lies more than 24 h in the future' },
    ]);
  });

  it('may be nested 32 levels deep, and no deeper', () => {
    expect(fieldsWith({ data: nested(32) })).to.deep.equal([]);
    expect(problemsWith({ data: nested(33) })).to.deep.equal([
      { field: 'data', reason: 'must not be nested deeper than 32 levels' },
    ]);
    expect(fieldsWith({ data: { list: [[nested(30)]] } })).to.deep.equal(['data']);
  });
});

describe('An event that is refused', () => {
  it('names the call that registers an unknown type', () => {
    expect(problemsWith({ type: 'clack' })).to.deep.equal([
      { field: 'type', reason: '"clack" is not in the catalogue; register it with POST /v1/catalogue' },
    ]);
  });

  it('names every problem at once, each with its field', () => {
    const fields = fieldsWith({
      type: 'clack',
      occurredAt: 'yesterday',
      subjects: { mailing: { id: 1.5 }, audience: { id: 1 } },
      profile: { id: '', xxh: 'short' },
      sendsTryingNum: -1,
    });
    expect(fields).to.have.members([
      'type',
      'occurredAt',
      'subjects.mailing.id',
      'subjects.audience',
      'profile.id',
      'profile.xxh',
      'sendsTryingNum',
    ]);
  });

  const wrong: ReadonlyArray<readonly [what: string, more: object, field: string]> = [
    ['a type that is no text', { type: 7 }, 'type'],
    ['a time that is no text', { occurredAt: 7 }, 'occurredAt'],
    ['a time before 1970', { occurredAt: '1969-12-31T23:59:59Z' }, 'occurredAt'],
    ['an empty id', { id: '' }, 'id'],
    ['an id over 200 characters', { id: 'x'.repeat(201) }, 'id'],
    ['an id that is null', { id: null }, 'id'],
    ['a source over 200 characters', { source: 'x'.repeat(201) }, 'source'],
    ['a source with a line break', { source: 'a\nb' }, 'source'],
    ['subjects that are a list', { subjects: [] }, 'subjects'],
    ['a subject that is an id alone', { subjects: { mailing: 7 } }, 'subjects.mailing'],
    ['a subject without an id', { subjects: { mailing: {} } }, 'subjects.mailing.id'],
    ['a subject id that JSON does not carry exactly', { subjects: { pixel: { id: 2 ** 53 } } }, 'subjects.pixel.id'],
    ['a subject name that is no text', { subjects: { pixel: { id: 1, name: 7 } } }, 'subjects.pixel.name'],
    ['a subject that is nested too deeply', { subjects: { pixel: { id: 1, more: nested(32) } } }, 'subjects.pixel'],
    ['a profile that is a text', { profile: 'p' }, 'profile'],
    ['a profile without an id', { profile: {} }, 'profile.id'],
    ['an xxh that is not hexadecimal', { profile: { id: 1, xxh: '5ada5e6ea3c6da5g' } }, 'profile.xxh'],
    ['an md5 of 31 digits', { profile: { id: 1, md5: 'a'.repeat(31) } }, 'profile.md5'],
    ['subscriptions that are no list', { profile: { id: 1, subscriptions: {} } }, 'profile.subscriptions'],
    ['a subscription that is no object', { profile: { id: 1, subscriptions: [{}, 7] } }, 'profile.subscriptions[1]'],
    ['profile fields that are a list', { profile: { id: 1, fields: [] } }, 'profile.fields'],
    ['data that is a list', { data: [] }, 'data'],
    ['data that is null', { data: null }, 'data'],
    ['custom data that is a text', { customData: 'x' }, 'customData'],
    ['an audit that is a text', { audit: 'x' }, 'audit'],
    ['isTest that is a text', { isTest: 'true' }, 'isTest'],
    ['isStatic that is a number', { isStatic: 1 }, 'isStatic'],
    ['capture that is a text', { capture: 'no' }, 'capture'],
    ['send attempts that are no integer', { sendsTryingNum: 1.5 }, 'sendsTryingNum'],
    ['an entity with a slash', { entity: 'a/b' }, 'entity'],
    ['an entity over 100 characters', { entity: 'x'.repeat(101) }, 'entity'],
    ['touched fields that are a text', { touchedFields: 'email' }, 'touchedFields'],
    ['a touched field that is no text', { touchedFields: ['email', 7] }, 'touchedFields[1]'],
    ['more than 1,000 touched fields', { touchedFields: Array<string>(1001).fill('f') }, 'touchedFields'],
    ['a field that no event has', { occuredAt: '2026-03-04T11:59:59Z' }, 'occuredAt'],
  ];
  for (const [what, more, field] of wrong) {
    it(`has ${what}`, () => {
      expect(fieldsWith(more)).to.deep.equal([field]);
    });
  }

  it('is no object at all', () => {
    for (const sent of [null, 'click', 7, [minimal]]) expect(problemsOf(sent)).to.have.length(1);
  });

  it('lacks what every event must have', () => {
    expect(problemsOf({}).map(({ field }) => field)).to.deep.equal(['type', 'occurredAt']);
  });
});

describe('Whatever is sent as an event', () => {
  const anything = fc.anything({ withNullPrototype: true, withBigInt: true });
  const fields = ['id', 'source', 'subjects', 'profile', 'data', 'touchedFields', 'entity', '__proto__', 'x'];

  it('is accepted or refused with reasons, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.dictionary(fc.constantFrom(...fields), anything)), (sent) => {
        const whole = typeof sent === 'object' && sent !== null ? { ...minimal, ...sent } : sent;
        const checked = check(whole as RawEvent);
        if (E.isLeft(checked)) {
          expect(checked.left).not.to.deep.equal([]);
          for (const { reason } of checked.left) expect(reason).to.match(/\w/);
        } else expect(checked.right.account).to.equal(23);
      }),
    );
  });
});
