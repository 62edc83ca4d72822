import * as E from 'fp-ts/Either';
import { messageOfBlock, messageOfOne } from '../../src/application/deliver/outgoing-message';
import { type OutgoingMessage } from '../../src/application/ports/delivery-transport';
import { isCarryingContent, withContent } from '../../src/domain/content/message-content';
import { compileCustomData } from '../../src/domain/custom-data/compile-custom-data';
import { PLACEHOLDERS } from '../../src/domain/custom-data/placeholders';
import { type PayloadFormat, packagingOf } from '../../src/domain/message/payload-format';
import { shape } from '../../src/domain/message/shape';
import { type PlatformEvent } from '../../src/domain/platform-event/platform-event';
import { type JsonObject } from '../../src/domain/shared/json';

const DELIVERY = '0d8f7a0e-4d57-5f2b-9a57-3b1c2a4f5e60';
const BLOCK = '201373e4-22f9-4165-b394-6223b692eebc';
const UUID = 'dc876134-87a4-4437-aabb-d2fc8a3d4213';
const HEAD = { hook: 7, entity: 'MyEntity' };

const EVENT = {
  id: '95f1cebc-4dd7-5246-83a1-164d8da8c583',
  account: 161,
  source: '/shop',
  producerId: 'c-1',
  isTest: false,
  capture: true,
} as const;

const click: PlatformEvent = {
  ...EVENT,
  type: 'click',
  occurredAt: '2021-03-17T13:47:00.034315796Z',
  subjects: {
    database: { id: 50, name: 'Readers' },
    resource: { id: 3, name: 'Weekly letter' },
    mailing: { id: 973, name: 'Black Friday', subId: 'bf-1' },
    template: { id: 17, name: 'Offer of the week', subject: 'Only until Sunday' },
    segment: { id: 41, name: 'Loyal' },
  },
  profile: { id: '5a8c045fc1dde44cbf718f78', xxh: '5ada5e6ea3c6da5f', fields: { email: 'test@example.com' } },
  data: {
    message_id: 17,
    campaign_id: 973,
    segment_id: 41,
    link_url: 'https://shop.example/offer',
    send_message_id: 'm-1',
  },
};

const etl: PlatformEvent = {
  ...EVENT,
  type: 'ETL_FINISHED',
  occurredAt: '2025-02-26T10:41:06Z',
  subjects: { element: { id: '123456', name: 'Nightly customers' } },
  data: { 'etl.id': '123456', 'etl.executionId': '123654987', 'etl.executionStatus': 'SUCCESS' },
};

const rightOf = <A>(made: E.Either<{ readonly reason: string }, A>): A => {
  if (E.isLeft(made)) throw new Error(made.left.reason);
  return made.right;
};

const customDataOf = (pairs: Readonly<Record<string, string>>): JsonObject | undefined =>
  rightOf(compileCustomData({ fields: ['email'], pairs, precedence: 'object' }, () => UUID)(click, DELIVERY));

const SAMPLE_PAIRS = {
  cname: '{{campaign_name}}',
  eventTime: '{{event_date_ymd}}',
  eventTimeUnix: '{{event_date_unix}}',
  id: '{{uuid}}',
};

const CONTENT = { subject: 'Only until Sunday', html: '<p>Offer of the week</p>' };

const messageOf = (format: PayloadFormat, event: PlatformEvent, customData?: JsonObject): OutgoingMessage => {
  const shaped = rightOf(shape(format)(event, { ...HEAD, delivery: DELIVERY, customData }));
  const body = isCarryingContent(format) ? withContent(format, shaped, JSON.stringify(CONTENT)) : shaped;
  const item = { delivery: DELIVERY, event: event.id, body };
  return packagingOf(format) === 'together'
    ? messageOfBlock({ ...HEAD, format }, BLOCK, [item])
    : messageOfOne({ ...HEAD, format }, item);
};

const readable = (body: string): string => JSON.stringify(JSON.parse(body), null, 2);

const request = ({ contentType, headers = {}, body }: OutgoingMessage): string =>
  [
    `content-type: ${contentType}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    readable(body),
  ].join('\n');

const placeholderTable = (): string => {
  const rows = PLACEHOLDERS.map((name) => {
    const made = customDataOf({ value: `{{${name}}}` })?.['value'];
    return `| \`{{${name}}}\` | \`${typeof made === 'string' ? made : ''}\` |`;
  });
  return ['| placeholder | for the event above |', '|---|---|', ...rows].join('\n');
};

const fenced = (text: string, language: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

/** The samples of docs/formats.md by name, as the code makes them. */
export const FORMAT_SAMPLES: ReadonlyMap<string, string> = new Map([
  ['altcraft', fenced(request(messageOf({ kind: 'altcraft' }, click)), 'http')],
  ['custom-data', fenced(readable(JSON.stringify({ custom_data: customDataOf(SAMPLE_PAIRS) })), 'json')],
  ['placeholders', placeholderTable()],
  ['content', fenced(request(messageOf({ kind: 'altcraft', content: true }, click)), 'http')],
  ['actito-one-by-one', fenced(request(messageOf({ kind: 'actito', pushMode: 'ONE_BY_ONE' }, etl)), 'http')],
  ['actito-bulk', fenced(request(messageOf({ kind: 'actito', pushMode: 'BULK' }, etl)), 'http')],
  [
    'cloudevents-structured',
    fenced(request(messageOf({ kind: 'cloudevents', mode: 'structured' }, click, customDataOf(SAMPLE_PAIRS))), 'http'),
  ],
  ['cloudevents-binary', fenced(request(messageOf({ kind: 'cloudevents', mode: 'binary' }, etl)), 'http')],
  ['cloudevents-batch', fenced(request(messageOf({ kind: 'cloudevents', mode: 'batch' }, etl)), 'http')],
]);
