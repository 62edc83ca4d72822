import * as fc from 'fast-check';
import { type Condition, type FieldCondition, type Operator } from '../../../src/domain/capture-rule/condition';
import { type Conditional } from '../../../src/domain/capture-rule/field-path';
import { type Json } from '../../../src/domain/shared/json';

/** Few values, so that conditions and events meet often. */
const scalar = fc.constantFrom<string | number | boolean>(
  ...[0, 1, 2.5, -3, 1e21, '1', '2.50', '-3.0', 'abc', 'ab', 'true', true, false],
  ...['2026-01-01', '2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', '2026-01-01T00:00:00.000000001Z', '-0'],
);
const ordered = fc.constantFrom<string | number>(1, '2.5', '-3', '2026-01-01', '2026-01-01T00:00:00.000000002Z');
const eventValue = fc.oneof({ weight: 5, arbitrary: scalar }, fc.constant(null), fc.array(scalar, { maxLength: 3 }));
const field = fc.constantFrom('data.a', 'data.b.c', 'profile.fields.a', 'isTest', 'occurredAt');

const asking = (
  operator: fc.Arbitrary<FieldCondition['operator']>,
  value: fc.Arbitrary<Json>,
): fc.Arbitrary<FieldCondition> => fc.record({ field, operator, value });

const someField: fc.Arbitrary<FieldCondition> = fc.oneof(
  asking(fc.constantFrom('equals', 'not-equals', 'contains'), scalar),
  asking(fc.constantFrom('greater', 'at-least', 'less', 'at-most'), ordered),
  asking(fc.constantFrom('in', 'not-in'), fc.array(scalar, { minLength: 1, maxLength: 4 })),
  asking(fc.constantFrom('starts-with', 'ends-with'), fc.constantFrom('a', '1', '2', 'c', 'b')),
  fc.record({ field, operator: fc.constantFrom('exists', 'not-exists') }),
);

export const someCondition: fc.Arbitrary<Condition> = fc.letrec<{ any: Condition }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    someField,
    fc.record({ all: fc.array(tie('any'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('any'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('any') }),
  ),
})).any;

export const someConditional: fc.Arbitrary<Conditional> = fc.record(
  {
    type: fc.constant('open'),
    source: fc.constant(''),
    occurredAt: fc.constantFrom('2026-01-01T00:00:00.000000001Z', '2026-01-01T00:00:00Z'),
    subjects: fc.constant({}),
    isTest: fc.boolean(),
    data: fc.record(
      { a: eventValue, 'b.c': eventValue, b: fc.record({ c: eventValue }, { requiredKeys: [] }) },
      { requiredKeys: [] },
    ),
    profile: fc.record({ id: fc.constant('p'), fields: fc.record({ a: eventValue }, { requiredKeys: [] }) }),
  },
  { requiredKeys: ['type', 'source', 'occurredAt', 'subjects', 'isTest', 'data'] },
);

/** Units of 1e-9, for all that has an order: numbers below 1e25 and moments. */
const scaled = (value: unknown): bigint | null => {
  const text = String(value);
  if (value === 1e21) return 10n ** 30n;
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (found === null || typeof value === 'boolean') return null;
  const size = BigInt((found[2] ?? '') + (found[3] ?? '').padEnd(9, '0'));
  return found[1] === '-' ? -size : size;
};
const nanos = (value: unknown): bigint | null => {
  if (typeof value !== 'string' || !/^\d{4}-/.test(value)) return null;
  const fraction = /\.(\d+)/.exec(value)?.[1] ?? '';
  return BigInt(Date.parse(value.replace(/\.\d+/, ''))) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
};

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

const plainlySame = (one: unknown, other: unknown): boolean => {
  if (!isScalar(one) || !isScalar(other)) return false;
  if (String(one) === String(other)) return true;
  const [a, b] =
    typeof one === 'string' && typeof other === 'string' ? [nanos(one), nanos(other)] : [scaled(one), scaled(other)];
  return a !== null && a === b;
};

const plainOrder = (one: unknown, other: unknown): number | null => {
  for (const measure of [scaled, nanos]) {
    const [a, b] = isScalar(one) ? [measure(one), measure(other)] : [null, null];
    if (a !== null && b !== null) return a < b ? -1 : a > b ? 1 : 0;
  }
  return null;
};

const plainValue = (field: string, event: Conditional): unknown => {
  const b = event.data['b'] as { readonly c?: unknown } | undefined;
  switch (field) {
    case 'data.a':
      return event.data['a'];
    case 'data.b.c':
      return Object.hasOwn(event.data, 'b.c') ? event.data['b.c'] : b?.c;
    case 'profile.fields.a':
      return event.profile?.fields?.['a'];
    case 'isTest':
      return event.isTest;
    default:
      return event.occurredAt;
  }
};

const written = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;

const inText = (value: unknown, wanted: unknown, test: (text: string, part: string) => boolean): boolean => {
  const text = written(value);
  return text !== null && test(text, typeof wanted === 'string' ? wanted : JSON.stringify(wanted));
};
const isAnyOf = (value: unknown, wanted: unknown): boolean =>
  (wanted as ReadonlyArray<unknown>).some((one) => plainlySame(value, one));
const isThere = (value: unknown): boolean => (value ?? null) !== null;

type Plainly = (value: unknown, wanted: unknown) => boolean;

const PLAINLY: Readonly<Record<Operator, Plainly>> = {
  equals: plainlySame,
  'not-equals': (value, wanted) => !plainlySame(value, wanted),
  in: isAnyOf,
  'not-in': (value, wanted) => !isAnyOf(value, wanted),
  greater: (value, wanted) => plainOrder(value, wanted) === 1,
  'at-least': (value, wanted) => [0, 1].includes(plainOrder(value, wanted) ?? -2),
  less: (value, wanted) => plainOrder(value, wanted) === -1,
  'at-most': (value, wanted) => [0, -1].includes(plainOrder(value, wanted) ?? -2),
  contains: (value, wanted) =>
    Array.isArray(value)
      ? value.some((one) => plainlySame(one, wanted))
      : inText(value, wanted, (text, part) => text.includes(part)),
  'starts-with': (value, wanted) => inText(value, wanted, (text, part) => text.startsWith(part)),
  'ends-with': (value, wanted) => inText(value, wanted, (text, part) => text.endsWith(part)),
  exists: isThere,
  'not-exists': (value) => !isThere(value),
};

const plainlyAsks = ({ operator, value, field: path }: FieldCondition, event: Conditional): boolean =>
  PLAINLY[operator](plainValue(path, event), value);

/** The meaning of conditions once more, written the plain way, to compare with. */
export const plainlyHolds = (condition: Condition, event: Conditional): boolean => {
  if ('all' in condition) return condition.all.every((one) => plainlyHolds(one, event));
  if ('any' in condition) return condition.any.some((one) => plainlyHolds(one, event));
  return 'not' in condition ? !plainlyHolds(condition.not, event) : plainlyAsks(condition, event);
};
