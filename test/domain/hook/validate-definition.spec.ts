import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type HookDraft } from '../../../src/domain/hook/hook-draft';
import { validateDefinition } from '../../../src/domain/hook/validate-definition';
import { aDraft, anActitoDraft, anHttpDraft, someFacts } from '../../support/hook-builders';

const validate = validateDefinition({ catalogue: someFacts, allowHttp: false });

const problemsOf = (draft: HookDraft): ReadonlyArray<{ readonly field: string; readonly reason: string }> => {
  const validated = validate(draft);
  return E.isLeft(validated) ? validated.left.problems : [];
};
const fieldsOf = (draft: HookDraft): ReadonlyArray<string> => problemsOf(draft).map(({ field }) => field);
const reasonOf = (draft: HookDraft): string =>
  problemsOf(draft)
    .map(({ reason }) => reason)
    .join('; ');
const { rule } = aDraft();

describe('A definition as it should be', () => {
  for (const [what, draft] of [
    ['altcraft', aDraft()],
    ['actito', anActitoDraft()],
    ['with one of our own types', aDraft({ rule: { ...rule, types: ['click', 'pixel_goal'] } })],
    [
      'with every optional field',
      aDraft({
        rateLimit: 0.01,
        retry: { maxAttempts: 4, firstDelayMs: 15_000, factor: 1, maxDelayMs: 15_000, jitter: 0 },
      }),
    ],
    ['per profile, one by one', anActitoDraft({ ordering: { mode: 'per-profile', onExhausted: 'park' } })],
    [
      'at the upper bounds',
      aDraft({ name: '😀'.repeat(200), maxBatch: 1000, windowMs: 3_600_000, parallelism: 256, rateLimit: 10_000 }),
    ],
    ['at the lower bounds', aDraft({ name: 'x', maxBatch: 1, windowMs: 0, parallelism: 1 })],
  ] as const) {
    it(`is accepted unchanged and without a warning: ${what}`, () => {
      expect(validate(draft)).to.deep.equal(E.right({ draft, warnings: [] }));
    });
  }
});

describe('A definition with several mistakes', () => {
  it('is refused with all of them at once, each with its field', () => {
    const draft = aDraft({
      name: ' ',
      rule: { ...rule, types: ['clck'] },
      destination: anHttpDraft({ url: 'ftp://shop.example', successStatus: 99, answerTimeoutMs: 99 }),
      maxBatch: 0,
      parallelism: 257,
    });
    expect(fieldsOf(draft)).to.deep.equal([
      'name',
      'rule.types',
      'destination.url',
      'destination.successStatus',
      'destination.answerTimeoutMs',
      'maxBatch',
      'parallelism',
    ]);
  });
});

describe('A name (decision 3)', () => {
  it('is needed, and more than blanks', () => {
    for (const name of ['', '   ']) expect(fieldsOf(aDraft({ name }))).to.deep.equal(['name']);
    for (const name of ['x', '😀'.repeat(200)]) expect(fieldsOf(aDraft({ name }))).to.deep.equal([]);
  });

  it('is refused when longer than 200 characters', () => {
    expect(problemsOf(aDraft({ name: 'x'.repeat(201) }))).to.deep.equal([
      { field: 'name', reason: 'must have 1 to 200 characters' },
    ]);
  });
});

describe('The types of a rule', () => {
  const withTypes = (...types: ReadonlyArray<string>): HookDraft => aDraft({ rule: { ...rule, types } });

  it('are at least one', () => {
    expect(fieldsOf(withTypes())).to.deep.equal(['rule.types']);
  });
  it('are named once', () => {
    expect(reasonOf(withTypes('click', 'click'))).to.equal('must not name a type twice');
  });
  it('are in the catalogue (decision 4); the refusal names the call that registers one', () => {
    expect(reasonOf(withTypes('clck'))).to.match(
      /"clck" is not in the catalogue: register it with POST \/v1\/catalogue/,
    );
  });
  it("are not sent in the other vendor's format (decision 7)", () => {
    expect(reasonOf(withTypes('ETL_STARTED'))).to.equal(
      '"ETL_STARTED" is of the actito family and cannot be sent in the altcraft format',
    );
    for (const type of ['click', 'pixel_goal']) {
      expect(reasonOf(anActitoDraft({ rule: { ...rule, types: [type] } }))).to.equal(
        `"${type}" is of the altcraft family and cannot be sent in the actito format`,
      );
    }
  });
  it('are of both vendors in the format cloudevents (decision 7)', () => {
    const draft = aDraft({
      format: { kind: 'cloudevents', mode: 'batch' },
      rule: { ...rule, types: ['click', 'pixel_goal', 'ETL_FINISHED'] },
    });
    expect(fieldsOf(draft)).to.deep.equal([]);
  });
  it('are exactly one in the actito format', () => {
    const draft = anActitoDraft({ rule: { ...rule, types: ['ETL_STARTED', 'ETL_FINISHED'] } });
    expect(reasonOf(draft)).to.contain('exactly one type');
  });
});

describe('The restrictions of a rule', () => {
  for (const [what, part, field] of [
    ['an empty filter', { filters: { mailing: [] } }, 'rule.filters.mailing'],
    ['an empty id', { filters: { mailing: ['973', ''] } }, 'rule.filters.mailing'],
    ['more than 1,000 ids', { filters: { segment: Array.from({ length: 1001 }, String) } }, 'rule.filters.segment'],
    ['a filter that does not exist', { filters: Object.fromEntries([['mailings', ['1']]]) }, 'rule.filters.mailings'],
    ['an empty database', { database: '' }, 'rule.database'],
    ['an endless element', { element: 'x'.repeat(201) }, 'rule.element'],
    ['an empty list of fields', { fields: [] }, 'rule.fields'],
    ['a condition on nothing', { conditions: { all: [] } }, 'rule.conditions.all'],
    [
      'a condition on a field no event has',
      { conditions: { not: { field: 'amount', operator: 'exists' } } },
      'rule.conditions.not.field',
    ],
  ] as const) {
    it(`are refused: ${what}`, () => {
      expect(fieldsOf(aDraft({ rule: { ...rule, ...part } }))).to.deep.equal([field]);
    });
  }
});

describe('Pace', () => {
  const retry = { maxAttempts: 4, firstDelayMs: 1000, factor: 2, maxDelayMs: 60_000, jitter: 0.5 };

  for (const [what, part, field] of [
    ['a batch of 1,001', { maxBatch: 1001 }, 'maxBatch'],
    ['half a batch', { maxBatch: 1.5 }, 'maxBatch'],
    ['a window beyond an hour', { windowMs: 3_600_001 }, 'windowMs'],
    ['a negative window', { windowMs: -1 }, 'windowMs'],
    ['no parallelism', { parallelism: 0 }, 'parallelism'],
    ['a rate of 0', { rateLimit: 0 }, 'rateLimit'],
    ['a rate that is no number', { rateLimit: Number.NaN }, 'rateLimit'],
    ['a rate beyond 10,000', { rateLimit: 10_001 }, 'rateLimit'],
    ['no attempt at all', { retry: { ...retry, maxAttempts: 0 } }, 'retry.maxAttempts'],
    ['a shrinking delay', { retry: { ...retry, factor: 0.5 } }, 'retry.factor'],
    ['a longest delay below the first', { retry: { ...retry, maxDelayMs: 10 } }, 'retry.maxDelayMs'],
    ['more jitter than delay', { retry: { ...retry, jitter: 1.1 } }, 'retry.jitter'],
    ['per-profile order of batches', { ordering: { mode: 'per-profile', onExhausted: 'suspend' } }, 'ordering.mode'],
  ] as const) {
    it(`is refused: ${what}`, () => {
      expect(fieldsOf(aDraft(part))).to.deep.equal([field]);
    });
  }

  it('is refused: per-profile order of a bulk', () => {
    const draft = anActitoDraft({
      format: { kind: 'actito', pushMode: 'BULK' },
      ordering: { mode: 'per-profile', onExhausted: 'suspend' },
    });
    expect(fieldsOf(draft)).to.deep.equal(['ordering.mode']);
  });
});
