import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { BUILT_IN_TYPES, catalogueOf } from '../../../src/domain/catalogue/catalogue';
import { type EventType } from '../../../src/domain/catalogue/event-type';
import { shape } from '../../../src/domain/message/shape';
import { type PayloadFormat } from '../../../src/domain/message/payload-format';
import { checkEvent } from '../../../src/domain/platform-event/check-event';

const codesOf = (vendor: EventType['vendor']): ReadonlyArray<string> =>
  BUILT_IN_TYPES.filter((type) => type.vendor === vendor).map(({ code }) => code);

const TRACKING =
  'uopen open uclick click confirm confirmsub unsub read glanced skimmed click_sms uclick_sms unsub_sms ' +
  'uopen_push open_push click_push uclick_push';
const TRACKING_FIELDS = [
  'message_id campaign_id segment_id resource_id ip country city region postal_code tz lat lon',
  'user_agent os browser device link_url launch_id send_message_id',
]
  .join(' ')
  .split(' ');

const exampleData = (code: string): object => catalogueOf([]).find(code)?.example.data ?? {};

describe('The built-in catalogue (decision 4)', () => {
  it('has the designations Altcraft documents', () => {
    expect(codesOf('altcraft')).to.have.members(
      (
        'send reply uopen open uclick click confirm confirmsub unsub complain sbounce hbounce suppress deliv undeliv ' +
        'read glanced skimmed import_manual import_file import_api send_sms click_sms uclick_sms deliv_sms ' +
        'undeliv_sms unsub_sms uopen_push open_push send_push click_push uclick_push campaign_launch ' +
        'profile_merge profile_split'
      ).split(' '),
    );
  });

  it('has the data and trigger events of Actito as <on>_<eventType>', () => {
    expect(codesOf('actito')).to.have.members([
      'PROFILE_TABLE_CREATE',
      'PROFILE_TABLE_UPDATE',
      'PROFILE_TABLE_DELETE',
      'PROFILE_TABLE_UPDATED_SUBSCRIPTION',
      'PROFILE_TABLE_UPDATED_SEGMENT',
      'CUSTOM_TABLE_CREATE',
      'CUSTOM_TABLE_UPDATE',
      'CUSTOM_TABLE_DELETE',
      'ETL_STARTED',
      'ETL_FINISHED',
      'EXPORT_FINISHED',
      'CUSTOM_ACTION_TRIGGER',
      'CUSTOM_ACTION_OK',
      'CUSTOM_ACTION_KO',
      'FILE_REFERENCE_SYNC_STARTED',
      'FILE_REFERENCE_SYNC_FINISHED',
    ]);
  });

  it('marks its own as no vendor designation', () => {
    expect(codesOf('hookline')).to.deep.equal([
      'pixel_goal',
      'segment_enter',
      'hook_failing',
      'hook_recovered',
      'hook_suspended',
      'delivery_parked',
    ]);
    for (const code of ['pixel_goal', 'segment_enter']) {
      expect(catalogueOf([]).find(code)?.description).to.include('Not a documented Altcraft designation');
    }
  });

  it('leaves exactly three types out of historical exports', () => {
    expect(BUILT_IN_TYPES.filter(({ exportable }) => !exportable).map(({ code }) => code)).to.have.members([
      'campaign_launch',
      'profile_merge',
      'profile_split',
    ]);
  });

  it('names each code once, with a group, a label and a description', () => {
    expect(new Set(BUILT_IN_TYPES.map(({ code }) => code)).size).to.equal(BUILT_IN_TYPES.length);
    for (const { code, group, label, description } of BUILT_IN_TYPES) {
      expect(
        [group, label, description].every((text) => text.length > 2),
        code,
      ).to.equal(true);
    }
  });

  it('shows every tracking event with all tracking fields, and a push with its device too', () => {
    for (const code of TRACKING.split(' ')) {
      const pushed = code.endsWith('_push') ? ['extra_uid'] : [];
      expect(exampleData(code), code).to.have.all.keys(...TRACKING_FIELDS, ...pushed);
    }
  });

  it('shows a delivery event with the fields of the vendor sample', () => {
    for (const code of ['send', 'deliv', 'hbounce', 'deliv_sms', 'send_push']) {
      expect(exampleData(code), code).to.have.all.keys('message_id', 'segment_id', 'campaign_id');
    }
  });

  for (const type of BUILT_IN_TYPES) {
    it(`shows an example of ${type.code} that is accepted, relates to what it may, and can be shaped`, () => {
      const check = checkEvent({
        account: 1,
        now: Date.UTC(2026, 0, 1),
        maxAheadMs: 0,
        isKnownType: (code) => code === type.code,
        named: (namespace, name) => `${namespace}/${name}`,
        newId: () => 'x',
      });
      const checked = check(type.example);
      if (E.isLeft(checked)) return expect.fail(JSON.stringify(checked.left));
      expect(type.dimensions).to.include.members(Object.keys(checked.right.subjects));
      const format: PayloadFormat =
        type.vendor === 'actito' ? { kind: 'actito', pushMode: 'ONE_BY_ONE' } : { kind: 'altcraft' };
      return expect(E.isRight(shape(format)(checked.right, { hook: 1, entity: 'acme' }))).to.equal(true);
    });
  }
});

describe('A catalogue with registered types', () => {
  const registered: EventType = {
    code: 'deliv_push',
    vendor: 'altcraft',
    group: 'push',
    label: 'Delivered Push',
    description: 'A push message was delivered.',
    exportable: true,
    dimensions: ['database'],
    example: { type: 'deliv_push', occurredAt: '2026-01-01T00:00:00Z' },
  };

  it('finds registered and built-in types, and nothing else', () => {
    const catalogue = catalogueOf([registered]);
    expect(catalogue.find('deliv_push')).to.equal(registered);
    expect(catalogue.find('deliv')?.vendor).to.equal('altcraft');
    expect(catalogue.find('deliv_fax')).to.equal(undefined);
    expect(catalogue.find('toString')).to.equal(undefined);
    expect(catalogue.all).to.deep.equal([...BUILT_IN_TYPES, registered]);
  });

  it('never lets a registered type take the place of a built-in one', () => {
    const catalogue = catalogueOf([{ ...registered, code: 'deliv', label: 'Mine' }]);
    expect(catalogue.find('deliv')?.label).to.equal('Delivered');
    expect(catalogue.all).to.deep.equal(BUILT_IN_TYPES);
  });
});

describe('The facts about built-in types', () => {
  const builtInFacts = catalogueOf([]);

  it('say whose a type is and what it can be related to', () => {
    expect(builtInFacts.vendorOf('ETL_FINISHED')).to.equal('actito');
    expect(builtInFacts.vendorOf('segment_enter')).to.equal('hookline');
    expect(builtInFacts.dimensionsOf('pixel_goal')).to.deep.equal(['database', 'pixel']);
    expect(builtInFacts.dimensionsOf('PROFILE_TABLE_UPDATED_SEGMENT')).to.deep.equal(['element', 'segment']);
  });

  it('say nothing about a type that is not built in', () => {
    expect(builtInFacts.vendorOf('clack')).to.equal(null);
    expect(builtInFacts.dimensionsOf('clack')).to.deep.equal([]);
  });
});
