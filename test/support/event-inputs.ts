import fc from 'fast-check';
import { type Json } from '../../src/domain/shared/json';
import { type PlatformEvent } from '../../src/domain/platform-event/platform-event';
import { type EventInput } from '../../src/application/use-cases/events';

/** A click as a producer would send it: Alice, in a mailing and a database. */
export const aClick = (change: Partial<EventInput> = {}): EventInput => ({
  id: 'click-1',
  source: 'shop',
  type: 'click',
  occurredAt: '2026-11-23T11:00:00.123456789Z',
  subjects: { database: { id: 7, name: 'Customers of Alice' }, mailing: { id: 42 } },
  profile: { id: 4711, xxh: '00112233aabbccdd', fields: { first_name: 'Alice', email: 'alice@example.com' } },
  data: { url: 'https://shop.example/alice' },
  customData: { campaign: 'alice-again' },
  ...change,
});

/** Clicks of many people, each with its own id. */
export const clicks = (
  count: number,
  change: (index: number) => Partial<EventInput> = () => ({}),
): ReadonlyArray<EventInput> =>
  Array.from({ length: count }, (_, index) =>
    aClick({ id: `click-${String(index)}`, profile: { id: index % 7 }, ...change(index) }),
  );

const json = fc.dictionary(
  fc.string().filter((key) => key !== '__proto__'),
  // Minus zero is no JSON value: it is written as 0.
  fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as Json),
  { maxKeys: 4, noNullPrototype: true },
);
const subject = fc.oneof(
  fc.record({ id: fc.oneof(fc.nat(), fc.string()) }),
  fc.record({ id: fc.nat(), name: fc.string({ unit: 'grapheme' }) }),
);

/** Any platform event that could have been accepted; every optional part may be missing. */
export const platformEvents: fc.Arbitrary<PlatformEvent> = fc.record(
  {
    id: fc.uuid(),
    account: fc.nat(),
    source: fc.string(),
    producerId: fc.string(),
    type: fc.constantFrom('click', 'open', 'push'),
    occurredAt: fc.constantFrom('2026-11-23T11:00:00Z', '2020-02-29T23:59:59.999999999Z'),
    subjects: fc.record(
      { database: subject, mailing: subject, segment: subject, element: subject },
      { requiredKeys: [] },
    ),
    profile: fc.record(
      {
        id: fc.string(),
        xxh: fc.string(),
        md5: fc.string(),
        subscriptions: fc.array(json, { maxLength: 2 }),
        fields: json,
      },
      { requiredKeys: ['id'] },
    ),
    data: json,
    customData: json,
    isTest: fc.boolean(),
    isStatic: fc.boolean(),
    sendsTryingNum: fc.nat(),
    audit: json,
    entity: fc.string(),
    touchedFields: fc.array(fc.string(), { maxLength: 3 }),
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
