import * as fc from 'fast-check';
import { type CaptureRule } from '../../../src/domain/capture-rule/capture-rule';
import { type Matchable } from '../../../src/domain/capture-rule/deciding-clause';

/** Few ids, types and fields, so that rules and events meet often. */
const ruleId = fc.constantFrom('1', '2', '3', 'x');
const ruleIds = fc.array(ruleId, { maxLength: 4 });
const eventId = fc.constantFrom<string | number>(0, '0', 1, 2, '1', '3', 'x');
const type = fc.constantFrom('open', 'click');
const account = fc.constantFrom(1, 1, 1, 2);
const field = fc.constantFrom('email', 'phone', 'city');
const subject = eventId.map((id) => ({ id }));

const everyFilter = fc.record(
  { resource: ruleIds, mailing: ruleIds, template: ruleIds, segment: ruleIds, pixel: ruleIds },
  { requiredKeys: [] },
);
const oneFilter = fc
  .tuple(fc.constantFrom('resource', 'mailing', 'template', 'segment', 'pixel'), ruleIds)
  .map(([dimension, ids]): CaptureRule['filters'] => ({ [dimension]: ids }));

export const someRule: fc.Arbitrary<CaptureRule> = fc.record(
  {
    account,
    types: fc.uniqueArray(type, { maxLength: 2 }),
    database: ruleId,
    element: ruleId,
    fields: fc.array(field, { maxLength: 2 }),
    filters: fc.oneof(everyFilter, oneFilter),
  },
  { requiredKeys: ['account', 'types', 'filters'] },
);

export const someMatchable: fc.Arbitrary<Matchable> = fc.record(
  {
    account,
    type,
    capture: fc.boolean().chain((no) => (no ? fc.boolean() : fc.constant(true))),
    touchedFields: fc.array(field, { maxLength: 2 }),
    subjects: fc.record(
      {
        database: subject,
        resource: subject,
        mailing: subject,
        template: subject,
        segment: subject,
        pixel: subject,
        element: subject,
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['account', 'type', 'capture', 'subjects'] },
);

const FILTERS = ['resource', 'mailing', 'template', 'segment', 'pixel'] as const;

/** The rule of decision 6 once more, written the plain way, to compare with. */
export const plainlyMatches = (rule: CaptureRule, event: Matchable): boolean => {
  const idOf = (given: { readonly id: string | number } | undefined): string => String(given?.id ?? 0);
  const passes = (wanted: ReadonlyArray<string>, id: string): boolean => id !== '0' && wanted.includes(id);
  const touched = event.touchedFields ?? [];
  const fields = rule.fields ?? [];
  return [
    event.account === rule.account && event.capture && rule.types.includes(event.type),
    rule.database === undefined || passes([rule.database], idOf(event.subjects.database)),
    rule.element === undefined || passes([rule.element], idOf(event.subjects.element)),
    fields.length === 0 || fields.some((name) => touched.includes(name)),
    ...FILTERS.map((dimension) => {
      const wanted = rule.filters[dimension] ?? [];
      return wanted.length === 0 || passes(wanted, idOf(event.subjects[dimension]));
    }),
  ].every((passed) => passed);
};
