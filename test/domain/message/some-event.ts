import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { type ShapingRefusal } from '../../../src/domain/message/subscription';
import { type PlatformEvent } from '../../../src/domain/platform-event/platform-event';
import { type Json, type JsonObject } from '../../../src/domain/shared/json';

/** An event that says only what an event must say. */
export const anEvent = (more: Partial<PlatformEvent>): PlatformEvent => ({
  id: '11111111-1111-5111-8111-111111111111',
  account: 23,
  source: '',
  producerId: 'p-1',
  type: 'deliv',
  occurredAt: '2018-03-04T13:13:19.034315796Z',
  subjects: {},
  data: {},
  isTest: false,
  capture: true,
  ...more,
});

export const parsed = (shaped: E.Either<ShapingRefusal, string>): Json =>
  E.isRight(shaped) ? (JSON.parse(shaped.right) as Json) : { refused: shaped.left.field };

export const textOf = (shaped: E.Either<ShapingRefusal, string>): string => (E.isRight(shaped) ? shaped.right : '');

/** The event as it comes back from the log: other objects, other order of its own keys, same JSON. */
export const asReadBack = (event: PlatformEvent): PlatformEvent =>
  JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(event).reverse()))) as PlatformEvent;

const someObject: fc.Arbitrary<JsonObject> = fc
  .dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false }))
  .map((object) => JSON.parse(JSON.stringify(object)) as JsonObject);

const someId = fc.oneof(fc.integer(), fc.string({ unit: 'binary' }), fc.constant('\uD800'));

/** Any event at all, also those a door would refuse. */
export const someEvent: fc.Arbitrary<PlatformEvent> = fc.record(
  {
    id: fc.uuid(),
    account: fc.nat(),
    source: fc.string(),
    producerId: fc.string(),
    type: fc.constantFrom('deliv', 'ETL_FINISHED', 'EXPORT_FINISHED', 'CUSTOM_ACTION_TRIGGER', 'CUSTOM_TABLE_CREATE'),
    occurredAt: fc.string(),
    subjects: fc.record(
      { database: fc.record({ id: someId }), element: fc.record({ id: someId }) },
      { requiredKeys: [] },
    ),
    profile: fc.record({ id: fc.string(), xxh: fc.string(), fields: someObject }, { requiredKeys: ['id'] }),
    data: fc.oneof(
      someObject,
      fc.record({ 'etl.executionId': someId, _links: fc.oneof(someObject, fc.constant(null), fc.integer()) }),
    ),
    customData: someObject,
    isTest: fc.boolean(),
    isStatic: fc.boolean(),
    sendsTryingNum: fc.nat(),
    audit: someObject,
    entity: fc.string({ unit: 'binary' }),
    capture: fc.boolean(),
  },
  {
    requiredKeys: [
      'id',
      'account',
      'source',
      'producerId',
      'type',
      'occurredAt',
      'subjects',
      'data',
      'isTest',
      'capture',
    ],
  },
);
