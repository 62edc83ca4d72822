import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import {
  contentModeOf,
  type Headers,
} from '../../../../src/adapters/inbound/incoming-events/cloud-events/content-mode';
import { incomingEvents } from '../../../../src/adapters/inbound/incoming-events/incoming-events';

const LIMITS = { eventsPerRequest: 1000, eventBytes: 256 * 1024 };
const STRUCTURED = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
const BATCH = { 'content-type': 'Application/CloudEvents-Batch+JSON' };

const event = {
  specversion: '1.0',
  id: 'c-1',
  source: '/shop',
  type: 'click',
  time: '2026-11-23T08:30:00.034315796+01:00',
};
const own = { id: 'c-1', source: '/shop', type: 'click', occurredAt: '2026-11-23T08:30:00.034315796+01:00' };

const taken = (value: unknown, headers: Headers = {}): unknown => {
  const events = incomingEvents({ value, bytes: 0 }, contentModeOf(headers), LIMITS);
  if (E.isLeft(events)) throw new Error(JSON.stringify(events.left));
  return events.right;
};

const problems = (value: unknown, headers: Headers = {}): unknown => {
  const events = incomingEvents({ value, bytes: 0 }, contentModeOf(headers), LIMITS);
  return E.isLeft(events) && 'problems' in events.left ? events.left.problems : events;
};

describe('A CloudEvent', () => {
  it('keeps id, source and type, and its time with every digit', () => {
    expect(taken(event, STRUCTURED)).to.deep.equal([own]);
  });

  it('names profile, subjects, entity and switches in extension attributes', () => {
    expect(
      taken({
        ...event,
        hooklineprofile: 7,
        hooklinedatabase: '50',
        hooklinemailing: 973,
        hooklineentity: 'shop',
        hooklinetest: true,
        hooklinecapture: false,
        data: { link: 'https://a.example' },
      }),
    ).to.deep.equal([
      {
        ...own,
        profile: { id: 7 },
        subjects: { database: { id: '50' }, mailing: { id: 973 } },
        entity: 'shop',
        isTest: true,
        capture: false,
        data: { link: 'https://a.example' },
      },
    ]);
  });

  it('brings the parts of our own event in data where its dataschema says so', () => {
    const parts = {
      subjects: { mailing: { id: 973, name: 'Spring' } },
      profile: { id: 'p-1', fields: { email: 'user@example.com' } },
      data: { link: 'https://a.example' },
      touchedFields: ['email'],
    };
    const schema = { dataschema: 'urn:hookline:schema:event-parts:1' };
    expect(taken({ ...event, ...schema, data: parts })).to.deep.equal([{ ...own, ...parts }]);
  });

  it('may carry attributes that are none of ours, which are not kept', () => {
    const others = { subject: 'basket/9', traceparent: '00-1', partitionkey: 'k', dataschema: 'https://a.example/s' };
    expect(taken({ ...event, ...others })).to.deep.equal([own]);
  });

  it('counts an attribute that is null as absent', () => {
    expect(taken({ ...event, hooklineprofile: null, hooklinetest: null, data: null })).to.deep.equal([own]);
  });

  it('is found beside our own events in one array, and in an envelope', () => {
    const click = { id: 'c-2', type: 'click', occurredAt: '2026-11-23T08:30:00Z' };
    expect(taken([click, event])).to.deep.equal([click, own]);
    expect(taken({ events: [event], capture: false })).to.deep.equal([{ ...own, capture: false }]);
  });

  it('comes in a batch', () => {
    expect(taken([event, { ...event, id: 'c-2' }], BATCH)).to.deep.equal([own, { ...own, id: 'c-2' }]);
  });

  describe('in binary mode', () => {
    const headers = {
      'content-type': 'application/json',
      'ce-specversion': '1.0',
      'ce-id': 'c%201',
      'ce-source': '/shop%E2%82%AC',
      'ce-type': 'click',
      'ce-time': event.time,
      'ce-hooklineprofile': 'p-1',
      'ce-hooklinecapture': 'false',
      host: 'a.example',
    };

    it('has its attributes in headers, percent-encoded, and its data in the body', () => {
      expect(taken({ a: 1 }, headers)).to.deep.equal([
        { ...own, id: 'c 1', source: '/shop€', profile: { id: 'p-1' }, capture: false, data: { a: 1 } },
      ]);
    });

    it('may have no data', () => {
      expect(taken(undefined, headers)).to.deep.equal([
        { ...own, id: 'c 1', source: '/shop€', profile: { id: 'p-1' }, capture: false },
      ]);
    });

    it('is refused when a header is no percent-encoding, or there twice', () => {
      expect(problems({}, { ...headers, 'ce-id': '%zz', 'ce-type': ['a', 'b'] })).to.deep.equal([
        { index: 0, field: 'id', reason: 'must be one percent-encoded header' },
        { index: 0, field: 'type', reason: 'must be one percent-encoded header' },
      ]);
    });

    it('is refused with another content type than JSON', () => {
      expect(problems({}, { ...headers, 'content-type': 'text/xml' })).to.deep.equal([
        { index: 0, field: 'datacontenttype', reason: 'must be JSON, such as application/json' },
      ]);
    });
  });

  describe('is refused', () => {
    it('with every attribute that is missing or wrong, by its own name', () => {
      expect(problems([event, { specversion: '0.3', id: '', type: 7, time: '2026-02-30T00:00:00Z' }])).to.deep.equal([
        { index: 1, field: 'specversion', reason: 'must be "1.0"' },
        { index: 1, field: 'id', reason: 'must be a text that is not empty' },
        { index: 1, field: 'source', reason: 'is missing' },
        { index: 1, field: 'type', reason: 'must be a text that is not empty' },
        { index: 1, field: 'time', reason: 'names a day that does not exist' },
      ]);
    });

    it('without a time', () => {
      expect(problems({ ...event, time: undefined })).to.deep.equal([
        { index: 0, field: 'time', reason: 'is missing: Hookline needs to know when it happened' },
      ]);
    });

    it('with an attribute that begins like ours and is none, or is misspelt', () => {
      const [first, ...others] = problems({ ...event, hooklineuser: 'x', Data: {}, hooklinetest: 'yes' }) as {
        readonly field: string;
      }[];
      expect(first).to.include({ index: 0, field: 'hooklineuser' });
      expect(others).to.deep.equal([
        { index: 0, field: 'Data', reason: 'is no attribute: names have lower-case letters and digits only' },
        { index: 0, field: 'hooklinetest', reason: 'must be true or false' },
      ]);
    });

    it('with data that is no object, or is binary', () => {
      expect(problems({ ...event, data: 'x' })).to.deep.equal([{ index: 0, field: 'data', reason: 'must be object' }]);
      expect(problems({ ...event, data_base64: 'eA==' })).to.deep.equal([
        { index: 0, field: 'data_base64', reason: 'is not taken: give JSON in data' },
      ]);
    });

    it('with parts that are no parts of an event, or are given twice', () => {
      const parts = { ...event, dataschema: 'urn:hookline:schema:event-parts:1', hooklineprofile: 'p-1' };
      expect(problems({ ...parts, data: { colour: 'red' } })).to.deep.equal([
        { index: 0, field: 'data.colour', reason: 'is not a known field' },
      ]);
      expect(problems({ ...parts, data: { id: 'x', profile: { id: 'p-2' } } })).to.deep.equal([
        { index: 0, field: 'data.id', reason: 'is an attribute of the CloudEvent and not taken from data' },
        { index: 0, field: 'data.profile', reason: 'is given in the attributes as well; give it once' },
      ]);
    });

    it('where a message says CloudEvents and holds something else', () => {
      const click = { id: 'c-2', type: 'click', occurredAt: '2026-11-23T08:30:00Z' };
      expect(problems(click, STRUCTURED)).to.deep.include({ index: 0, field: 'specversion', reason: 'must be "1.0"' });
      expect(problems(event, BATCH)).to.deep.equal([{ field: '', reason: 'must be an array of CloudEvents' }]);
      expect(problems(7, STRUCTURED)).to.deep.equal([{ index: 0, field: '', reason: 'must be object' }]);
    });
  });
});
