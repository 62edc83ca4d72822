import { expect } from 'chai';
import * as fc from 'fast-check';
import {
  isCarryingContent,
  sendMessageIdOf,
  withContent,
  withoutContent,
} from '../../../src/domain/content/message-content';
import { type PayloadFormat } from '../../../src/domain/message/payload-format';
import { shape } from '../../../src/domain/message/shape';
import { type JsonObject } from '../../../src/domain/shared/json';
import { anEvent, someEvent, textOf } from './some-event';

const ALTCRAFT: PayloadFormat = { kind: 'altcraft', content: true };
const CLOUD: PayloadFormat = { kind: 'cloudevents', mode: 'binary', content: true };
const shaping = { hook: 7, entity: 'acme', delivery: 'd' };
const CONTENT = '{"subject":"Only  until Sunday"}';

describe('The content in a message (decision 14)', () => {
  it('stands in the field content of the altcraft format, in the very text supplied', () => {
    const body = textOf(shape(ALTCRAFT)(anEvent({}), shaping));
    expect(withContent(ALTCRAFT, body, CONTENT)).to.equal(`${body.slice(0, -1)},"content":${CONTENT}}`);
  });

  it('stands in the data of a CloudEvent', () => {
    const joined = withContent(CLOUD, textOf(shape(CLOUD)(anEvent({}), shaping)), CONTENT);
    expect((JSON.parse(joined) as { data: JsonObject }).data['content']).to.deep.equal(JSON.parse(CONTENT));
  });

  it('changes nothing else, whatever the event and the content', () => {
    fc.assert(
      fc.property(someEvent, fc.jsonValue(), fc.constantFrom(ALTCRAFT, CLOUD), (event, content, format) => {
        const body = textOf(shape(format)(event, shaping));
        const joined = JSON.parse(withContent(format, body, JSON.stringify(content))) as JsonObject;
        const part = (message: JsonObject) => (format.kind === 'altcraft' ? message : (message['data'] as JsonObject));
        const { content: found, ...rest } = part(joined);
        expect(found).to.deep.equal(JSON.parse(JSON.stringify(content)));
        expect(rest).to.deep.equal(part(JSON.parse(body) as JsonObject));
      }),
    );
  });

  it('is found by the send_message_id of the data, and by nothing else', () => {
    for (const format of [ALTCRAFT, CLOUD]) {
      const idOf = (data: JsonObject) => sendMessageIdOf(format, textOf(shape(format)(anEvent({ data }), shaping)));
      expect([idOf({ send_message_id: 'm-1' }), idOf({}), idOf({ send_message_id: 7 })]).to.deep.equal([
        'm-1',
        null,
        null,
      ]);
    }
  });

  it('is for the formats altcraft and cloudevents with the switch, and never for an export', () => {
    const plain: PayloadFormat = { kind: 'cloudevents', mode: 'binary' };
    const actito: PayloadFormat = { kind: 'actito', pushMode: 'BULK' };
    expect([ALTCRAFT, CLOUD, { kind: 'altcraft' } as const, plain, actito].map(isCarryingContent)).to.deep.equal([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect([ALTCRAFT, CLOUD, actito].map(withoutContent)).to.deep.equal([{ kind: 'altcraft' }, plain, actito]);
  });
});
