import { createHash } from 'node:crypto';
import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { compileCustomData } from '../../../src/domain/custom-data/compile-custom-data';
import { type CustomData } from '../../../src/domain/custom-data/custom-data';
import { type PlatformEvent } from '../../../src/domain/platform-event/platform-event';
import { type JsonObject } from '../../../src/domain/shared/json';
import { type NamedUuid } from '../../../src/domain/shared/named-uuid';
import { goldenSample } from '../message/golden-sample';
import { anEvent } from '../message/some-event';

/** A UUIDv5 as the ids port makes it. */
const named: NamedUuid = (namespace, name) => {
  const bytes = createHash('sha1').update(`${namespace}${name}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};
const DELIVERY = '0d8f7a0e-4d57-5f2b-9a57-3b1c2a4f5e60';
const UUID_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const custom = (parts: Partial<CustomData>): CustomData => ({ fields: [], pairs: {}, precedence: 'object', ...parts });

const rendered = (parts: Partial<CustomData>, event: PlatformEvent, delivery = DELIVERY): JsonObject | undefined => {
  const made = compileCustomData(custom(parts), named)(event, delivery);
  if (E.isLeft(made)) throw new Error(made.left.reason);
  return made.right;
};

const PAIRS = {
  date: '{{event_date}}',
  ymd: '{{event_date_ymd}}',
  rfc: '{{event_date_rfc3339}}',
  unix: '{{event_date_unix}}',
  nano: '{{event_date_unixnano}}',
  campaign: '{{campaign_name}}',
  sub: '{{campaign_subid}}',
  database: '{{database_name}}',
  segment: '{{segment_name}}',
  message: '{{message_name}}',
  subject: '{{message_subject}}',
  resource: '{{resource_name}}',
};

describe('The custom_data sample that Altcraft publishes (decision 10)', () => {
  it('comes out, given the id in it through the ids port', () => {
    const event = anEvent({
      occurredAt: '2021-03-17T13:47:00Z',
      subjects: { mailing: { id: 973, name: 'Black Friday' } },
      profile: { id: 'p', fields: { email: 'test@example.com', phone: '+1' } },
    });
    const pairs = {
      cname: '{{campaign_name}}',
      eventTime: '{{event_date_ymd}}',
      eventTimeUnix: '{{event_date_unix}}',
      id: '{{uuid}}',
    };
    const made = compileCustomData(custom({ fields: ['email'], pairs }), () => 'dc876134-87a4-5437-aabb-d2fc8a3d4213')(
      event,
      DELIVERY,
    );
    expect({ custom_data: E.isRight(made) ? made.right : made.left }).to.deep.equal(
      goldenSample('altcraft-custom-data'),
    );
  });
});

describe('The own pairs of custom_data', () => {
  it('take dates and names from the event, to nine fractional digits (decision 12)', () => {
    const event = anEvent({
      subjects: {
        database: { id: 1, name: 'Readers' },
        segment: { id: 2, name: 'Loyal' },
        mailing: { id: 3, name: 'Black Friday', subId: 17 },
        template: { id: 4, name: 'Offer', subject: 'Only "today"' },
        resource: { id: 5, name: 'Weekly' },
      },
    });
    expect(rendered({ pairs: PAIRS }, event)).to.deep.equal({
      date: '2018-03-04T13:13:19.034315Z',
      ymd: '2018-03-04',
      rfc: '2018-03-04T13:13:19Z',
      unix: '1520169199',
      nano: '1520169199034315796',
      campaign: 'Black Friday',
      sub: '17',
      database: 'Readers',
      segment: 'Loyal',
      message: 'Offer',
      subject: 'Only "today"',
      resource: 'Weekly',
    });
  });

  it('are the empty string for every name that the event does not have (decision 11)', () => {
    const names = ['campaign', 'sub', 'database', 'segment', 'message', 'subject', 'resource'] as const;
    const made = rendered({ pairs: PAIRS }, anEvent({ subjects: { mailing: { id: 1 } } }));
    expect(names.map((name) => made?.[name])).to.deep.equal(names.map(() => ''));
  });

  it('mix text, several placeholders and escaped braces', () => {
    expect(
      rendered({ pairs: { line: '<{{event_date_ymd}}|{{campaign_name}}> \\{{uuid}}' } }, anEvent({})),
    ).to.deep.equal({ line: '<2018-03-04|> {{uuid}}' });
  });

  it('never render what a name brings as a template again', () => {
    const event = anEvent({ subjects: { mailing: { id: 1, name: '{{uuid}}' } } });
    expect(rendered({ pairs: { name: '{{campaign_name}}' } }, event)).to.deep.equal({ name: '{{uuid}}' });
  });

  it('are refused as a whole where long names make them too large', () => {
    const event = anEvent({ subjects: { template: { id: 1, name: 'x'.repeat(40_000) } } });
    const made = compileCustomData(custom({ pairs: { twice: '{{message_name}}{{message_name}}' } }), named)(
      event,
      DELIVERY,
    );
    expect(E.isLeft(made) ? made.left.field : 'taken').to.equal('customData');
  });
});

describe('Each {{uuid}} (decision 11)', () => {
  const pairs = { one: '{{uuid}}', two: '{{uuid}} {{uuid}}' };
  const uuidsOf = (made: JsonObject | undefined): ReadonlyArray<string> =>
    Object.values(made ?? {}).flatMap((value) => (typeof value === 'string' ? value.split(' ') : []));

  it('is a version 4 UUID of its own', () => {
    const uuids = uuidsOf(rendered({ pairs }, anEvent({})));
    expect(new Set(uuids)).to.have.lengthOf(3);
    for (const uuid of uuids) expect(uuid).to.match(UUID_4);
  });

  it('is fixed for a delivery, whatever becomes of the process, and another one for another delivery', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (one, other) => {
        fc.pre(one !== other);
        expect(rendered({ pairs }, anEvent({}), one)).to.deep.equal(rendered({ pairs }, anEvent({}), one));
        const both = [
          ...uuidsOf(rendered({ pairs }, anEvent({}), one)),
          ...uuidsOf(rendered({ pairs }, anEvent({}), other)),
        ];
        expect(new Set(both)).to.have.lengthOf(6);
      }),
    );
  });
});

describe('The precedence in custom_data (decision 11)', () => {
  const parts = { fields: ['email', 'shop'], pairs: { shop: 'own', own: 'own' } };
  const profile = { id: 'p', fields: { email: 'a@example.com', shop: 'field' } };
  const bringing = (customData: JsonObject): PlatformEvent => anEvent({ profile, customData });

  it('puts an own pair over a profile field of the same name', () => {
    expect(rendered(parts, anEvent({ profile }))).to.deep.equal({ email: 'a@example.com', shop: 'own', own: 'own' });
  });

  it('of the object lets a non-empty custom_data of the event replace all own pairs, and fields of the same name', () => {
    expect(rendered(parts, bringing({ email: 'e' }))).to.deep.equal({ email: 'e', shop: 'field' });
    expect(rendered(parts, bringing({}))).to.deep.equal({ email: 'a@example.com', shop: 'own', own: 'own' });
  });

  it('of the key lets the event replace only the same keys', () => {
    expect(rendered({ ...parts, precedence: 'key' }, bringing({ own: 'event', more: 1 }))).to.deep.equal({
      email: 'a@example.com',
      shop: 'own',
      own: 'event',
      more: 1,
    });
  });

  it('always has every key of the event, with its very value', () => {
    const some = fc
      .dictionary(fc.string(), fc.jsonValue())
      .map((made) => JSON.parse(JSON.stringify(made)) as JsonObject);
    fc.assert(
      fc.property(some, fc.constantFrom('object', 'key'), (customData, precedence) => {
        const { ['__proto__']: _never, ...safe } = customData;
        expect(rendered({ ...parts, precedence }, bringing(safe))).to.deep.include(safe);
      }),
    );
  });
});

describe('Profile fields in custom_data (decision 13)', () => {
  it('come from the event’s profile under their own names and keep their JSON type', () => {
    const profile = { id: 'p', fields: { phones: ['+1'], _sex: 0, nested: { a: null } } };
    expect(rendered({ fields: ['phones', '_sex', 'nested'] }, anEvent({ profile }))).to.deep.equal(profile.fields);
  });

  it('are null where the profile lacks them, or the event a profile', () => {
    expect(rendered({ fields: ['email', 'toString'] }, anEvent({ profile: { id: 'p', fields: {} } }))).to.deep.equal({
      email: null,
      toString: null,
    });
    expect(rendered({ fields: ['email'] }, anEvent({}))).to.deep.equal({ email: null });
  });
});
