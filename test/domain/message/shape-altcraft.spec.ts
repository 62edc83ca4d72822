import { expect } from 'chai';
import * as fc from 'fast-check';
import { pack } from '../../../src/domain/message/pack';
import { shape } from '../../../src/domain/message/shape';
import { goldenSample } from './golden-sample';
import { anEvent, asReadBack, parsed, someEvent, textOf } from './some-event';

const altcraft = { kind: 'altcraft' } as const;
const subscription = { hook: 7, entity: 'acme' };
const shaped = shape(altcraft);

const complete = anEvent({
  type: 'uclick',
  subjects: { database: { id: 111, name: 'Readers' }, mailing: { id: 973 } },
  profile: {
    id: '5a8c045fc1dde44cbf718f78',
    xxh: '5ada5e6ea3c6da5f',
    md5: 'a5656dc1e3f603063a1918d582a10f58',
    subscriptionHashId: 'f00d',
    subscriptions: [{ resource_id: 3, channel: 'email', email: 'reader@example.com', status: 'subscribed' }],
    fields: { email: 'reader@example.com' },
  },
  sendsTryingNum: 2,
  isStatic: false,
  customData: { order: 'A-1' },
  data: { zeta: 1, alpha: 2.5, nested: { b: null, a: [true] } },
});

describe('An event in the altcraft format', () => {
  it('comes out as the vendor prints deliv, plus is_test, which the old sample lacks and the envelope requires', () => {
    const event = anEvent({
      account: 161,
      occurredAt: '2016-11-15T09:12:28.514388956Z',
      subjects: { database: { id: 50 } },
      profile: { id: 'unused', xxh: '5ada5e6ea3c6da5f', md5: 'a5656dc1e3f603063a1918d582a10f58' },
      data: { message_id: 5, segment_id: 0, campaign_id: 130 },
      customData: { email: '…' },
    });
    const batch = JSON.parse(pack(altcraft, { ...subscription, id: 'b' }, [textOf(shaped(event, subscription))])) as [
      Record<string, unknown>,
    ];
    const { is_test, profile_id, ...asPrinted } = batch[0];
    expect([asPrinted]).to.deep.equal(goldenSample('altcraft-deliv'));
    expect({ is_test, profile_id }).to.deep.equal({ is_test: false, profile_id: 'unused' });
  });

  it('has every field of the envelope in its order when the event has everything', () => {
    expect(textOf(shaped(complete, subscription))).to.equal(
      '{"event_type":"uclick","event_date":"2018-03-04T13:13:19.034315796Z","profile_id":"5a8c045fc1dde44cbf718f78",' +
        '"_xxh":"5ada5e6ea3c6da5f","_md5":"a5656dc1e3f603063a1918d582a10f58","list_id":111,"account_id":23,' +
        '"sends_trying_num":2,"is_test":false,"is_static":false,"subscription_hash_id":"f00d",' +
        '"custom_data":{"order":"A-1"},"event_data":{"zeta":1,"alpha":2.5,"nested":{"b":null,"a":[true]}},' +
        '"subscription":[{"resource_id":3,"channel":"email","email":"reader@example.com","status":"subscribed"}]}',
    );
  });

  it('has only the required fields when the event has nothing more', () => {
    expect(parsed(shaped(anEvent({}), subscription))).to.deep.equal({
      event_type: 'deliv',
      event_date: '2018-03-04T13:13:19.034315796Z',
      account_id: 23,
      is_test: false,
      event_data: {},
    });
  });

  it('says that a test send caused it', () => {
    expect(parsed(shaped(anEvent({ isTest: true }), subscription))).to.include({ is_test: true });
  });

  it('mentions send attempts only above zero', () => {
    expect(parsed(shaped(anEvent({ sendsTryingNum: 0 }), subscription))).not.to.have.property('sends_trying_num');
    expect(parsed(shaped(anEvent({ sendsTryingNum: 1 }), subscription))).to.include({ sends_trying_num: 1 });
  });

  it('takes a database of 0 for none and keeps the JSON type of any other', () => {
    const listId = (id: string | number): unknown =>
      parsed(shaped(anEvent({ subjects: { database: { id } } }), subscription));
    expect(listId(0)).not.to.have.property('list_id');
    expect(listId('0')).not.to.have.property('list_id');
    expect(listId(50)).to.include({ list_id: 50 });
    expect(listId('50')).to.include({ list_id: '50' });
  });

  it('never carries the fields of the profile unasked', () => {
    expect(
      textOf(shaped(anEvent({ profile: { id: 'p', fields: { email: 'secret@example.com' } } }), subscription)),
    ).not.to.include('secret');
  });

  it('gives the same bytes for an event and for its copy in the log, and always a message', () => {
    fc.assert(
      fc.property(someEvent, (event) => {
        const text = textOf(shaped(event, subscription));
        expect(text).to.equal(textOf(shaped(asReadBack(event), subscription)));
        expect(JSON.parse(text)).to.deep.include({ account_id: event.account, event_data: event.data });
      }),
    );
  });
});
