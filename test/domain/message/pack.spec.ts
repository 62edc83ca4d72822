import { expect } from 'chai';
import * as fc from 'fast-check';
import { contentTypeOf } from '../../../src/domain/message/content-type';
import { pack } from '../../../src/domain/message/pack';
import { type PayloadFormat } from '../../../src/domain/message/payload-format';

const request = { id: 'block-1', hook: 2, entity: 'acme' };
const altcraft: PayloadFormat = { kind: 'altcraft' };
const bulk: PayloadFormat = { kind: 'actito', pushMode: 'BULK' };
const oneByOne: PayloadFormat = { kind: 'actito', pushMode: 'ONE_BY_ONE' };

const webhook = { href: '/webhooks/v4/entity/acme/webhookSubscription/2' };

describe('The bodies of a block', () => {
  it('become an array in the altcraft format, also when there is one', () => {
    expect(pack(altcraft, request, ['{"a":1}'])).to.equal('[{"a":1}]');
    expect(pack(altcraft, request, ['{"a":1}', '{"b":2}'])).to.equal('[{"a":1},{"b":2}]');
  });

  it('become one push with the id of the block in bulk', () => {
    expect(JSON.parse(pack(bulk, request, ['{"a":1}', '{"b":2}']))).to.deep.equal({
      id: 'block-1',
      data: [{ a: 1 }, { b: 2 }],
      _links: { webhook },
    });
  });

  it('are sent as they are one by one', () => {
    expect(pack(oneByOne, request, ['{"id":"e"}'])).to.equal('{"id":"e"}');
  });

  it('keep every byte and their order, whatever is in them', () => {
    const bodies = fc.array(
      fc.jsonValue().map((value) => JSON.stringify(value)),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(bodies, fc.string(), fc.string(), (texts, id, entity) => {
        const items = texts.map((text) => JSON.parse(text) as unknown);
        expect(JSON.parse(pack(altcraft, request, texts))).to.deep.equal(items);
        expect(JSON.parse(pack(bulk, { id, hook: 2, entity }, texts))).to.deep.include({ id, data: items });
      }),
    );
  });
});

describe('The media type of a message', () => {
  it('is JSON in every format', () => {
    expect([altcraft, bulk, oneByOne].map(contentTypeOf)).to.deep.equal(Array(3).fill('application/json'));
  });
});
