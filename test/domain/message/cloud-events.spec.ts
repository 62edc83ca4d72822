import { expect } from 'chai';
import * as fc from 'fast-check';
import { binaryCloudEvent } from '../../../src/domain/message/binary-cloud-event';
import { contentTypeOf } from '../../../src/domain/message/content-type';
import { pack } from '../../../src/domain/message/pack';
import { type CloudEventsFormat, packagingOf } from '../../../src/domain/message/payload-format';
import { shape } from '../../../src/domain/message/shape';
import { type JsonObject } from '../../../src/domain/shared/json';
import { anEvent, asReadBack, parsed, someEvent, textOf } from './some-event';

const STRUCTURED: CloudEventsFormat = { kind: 'cloudevents', mode: 'structured' };
const BINARY: CloudEventsFormat = { kind: 'cloudevents', mode: 'binary' };
const BATCH: CloudEventsFormat = { kind: 'cloudevents', mode: 'batch' };
const DELIVERY = '0d8f7a0e-4d57-5f2b-9a57-3b1c2a4f5e60';
const shaping = { hook: 7, entity: 'acme', delivery: DELIVERY };
const shaped = shape(STRUCTURED);

const click = anEvent({
  type: 'click',
  source: '/shop',
  subjects: { database: { id: 50, name: 'Readers' }, mailing: { id: 973, name: 'Black Friday' } },
  profile: { id: 'p-1', xxh: '5ada5e6ea3c6da5f', fields: { email: 'secret@example.com' } },
  data: { link_url: 'https://a.example/?q=1' },
  customData: { order: 'A-1' },
  isTest: true,
});

/** Whatever a door lets through has a time. */
const aSendableEvent = someEvent.map((event) => ({ ...event, occurredAt: click.occurredAt }));

describe('An event in the cloudevents format', () => {
  it('has the attributes of CloudEvents 1.0, ours as extensions, and the parts of the event as data', () => {
    expect(parsed(shaped(click, shaping))).to.deep.equal({
      specversion: '1.0',
      id: click.id,
      source: '/shop',
      type: 'click',
      time: '2018-03-04T13:13:19.034315796Z',
      datacontenttype: 'application/json',
      dataschema: 'urn:hookline:schema:event-parts:1',
      account: 23,
      hook: 7,
      delivery: DELIVERY,
      database: '50',
      test: true,
      data: {
        data: { link_url: 'https://a.example/?q=1' },
        subjects: { database: { id: 50, name: 'Readers' }, mailing: { id: 973, name: 'Black Friday' } },
        profile: { id: 'p-1', xxh: '5ada5e6ea3c6da5f' },
        customData: { order: 'A-1' },
        isTest: true,
      },
    });
  });

  it('carries the custom_data of the hook in its data (decision 11)', () => {
    const made = parsed(shaped(click, { ...shaping, customData: { email: null } })) as { data: JsonObject };
    expect(made.data).to.deep.include({ customData: { email: null } });
  });

  it('is of either vendor (decision 7)', () => {
    const etl = anEvent({
      type: 'ETL_FINISHED',
      data: { 'etl.id': '1' },
      audit: { createdAt: 'x' },
      entity: 'newmail',
    });
    const made = parsed(shaped(etl, shaping)) as { type: string; data: JsonObject };
    expect([made.type, made.data]).to.deep.equal([
      'ETL_FINISHED',
      { data: { 'etl.id': '1' }, subjects: {}, audit: { createdAt: 'x' }, entity: 'newmail' },
    ]);
  });

  it('is marked by the extension test only when a test caused it (decision 21)', () => {
    expect(parsed(shaped({ ...click, isTest: false }, shaping))).not.to.have.property('test');
  });

  it('names the account as its source when the producer names none, and makes any other text a URI reference', () => {
    const sourceOf = (source: string) => (parsed(shaped(anEvent({ source }), shaping)) as { source: string }).source;
    expect(['', 'my shop', 'a:b', '1:b', 'https://a.example/x#y', '50%', 'ü#[', '/a%20b'].map(sourceOf)).to.deep.equal([
      'urn:hookline:account:23',
      'my%20shop',
      'a:b',
      './1:b',
      'https://a.example/x#y',
      '50%25',
      '%C3%BC%23%5B',
      '/a%20b',
    ]);
  });

  it('keeps the rules of the specification for every event', () => {
    const URI_REFERENCE =
      /^(?:[a-z][\w+.-]*:)?(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})+(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})*)?$/i;
    fc.assert(
      fc.property(aSendableEvent, (event) => {
        const { data, ...attributes } = parsed(shaped(event, shaping)) as JsonObject;
        for (const [name, value] of Object.entries(attributes)) {
          expect(name).to.match(/^[a-z0-9]{1,20}$/);
          expect(typeof value).to.be.oneOf(['string', 'boolean', 'number']);
          expect(value).not.to.equal('');
        }
        expect(attributes['source']).to.match(URI_REFERENCE);
        expect(data).to.deep.include({ data: event.data });
        expect(textOf(shaped(asReadBack(event), shaping))).to.have.lengthOf(textOf(shaped(event, shaping)).length);
      }),
    );
  });
});

describe('CloudEvents over HTTP', () => {
  const one = textOf(shaped(click, shaping));
  const block = { id: 'block-1', hook: 7, entity: 'acme' };

  it('go one by one when structured or binary, together in a batch', () => {
    expect([STRUCTURED, BINARY, BATCH].map(packagingOf)).to.deep.equal(['one-by-one', 'one-by-one', 'together']);
  });

  it('have the media type of their mode', () => {
    expect([STRUCTURED, BINARY, BATCH].map(contentTypeOf)).to.deep.equal([
      'application/cloudevents+json; charset=utf-8',
      'application/json',
      'application/cloudevents-batch+json; charset=utf-8',
    ]);
  });

  it('are an array in a batch, and the event itself when structured', () => {
    expect(pack(BATCH, block, [one, one])).to.equal(`[${one},${one}]`);
    expect(pack(STRUCTURED, block, [one])).to.equal(one);
  });

  it('have their attributes in headers and their data as the body in binary mode', () => {
    const { headers, contentType, body } = binaryCloudEvent(one);
    expect(contentType).to.equal('application/json');
    expect(headers).to.deep.equal({
      'ce-specversion': '1.0',
      'ce-id': click.id,
      'ce-source': '/shop',
      'ce-type': 'click',
      'ce-time': '2018-03-04T13:13:19.034315796Z',
      'ce-dataschema': 'urn:hookline:schema:event-parts:1',
      'ce-account': '23',
      'ce-hook': '7',
      'ce-delivery': DELIVERY,
      'ce-database': '50',
      'ce-test': 'true',
    });
    expect(JSON.parse(body)).to.deep.equal((JSON.parse(one) as { data: unknown }).data);
  });

  it('percent-encode in headers what the HTTP binding asks for, and nothing else', () => {
    const { headers } = binaryCloudEvent(JSON.stringify({ id: 'a "b" 100% é€😀~!\n', data: {} }));
    expect(headers['ce-id']).to.equal('a%20%22b%22%20100%25%20%C3%A9%E2%82%AC%F0%9F%98%80~!%0A');
  });

  it('lose nothing in binary mode: headers are printable ASCII and decode to the attributes', () => {
    fc.assert(
      fc.property(aSendableEvent, (event) => {
        const structured = textOf(shaped(event, shaping));
        const {
          data,
          datacontenttype: _type,
          ...attributes
        } = JSON.parse(structured) as Readonly<Record<string, string | number | boolean>>;
        const { headers, body } = binaryCloudEvent(structured);
        for (const [name, value] of Object.entries(attributes)) {
          const header = headers[`ce-${name}`] ?? '';
          expect(header).to.match(/^[\x21-\x7e]+$/);
          expect(decodeURIComponent(header)).to.equal(String(value).toWellFormed());
        }
        expect(JSON.parse(body)).to.deep.equal(data);
        expect(binaryCloudEvent(structured)).to.deep.equal({ headers, body, contentType: 'application/json' });
      }),
    );
  });
});
