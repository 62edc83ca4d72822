import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type CustomData } from '../../../src/domain/custom-data/custom-data';
import { type HookDraft } from '../../../src/domain/hook/hook-draft';
import { validateDefinition } from '../../../src/domain/hook/validate-definition';
import { aDraft, ACCOUNT, anActitoDraft, someFacts } from '../../support/hook-builders';

const profileFields = {
  has: (database: string | undefined, name: string) => name === 'email' || (database === '50' && name === 'shop'),
};

const problemsOf = (draft: HookDraft): ReadonlyArray<string> => {
  const checked = validateDefinition({ catalogue: someFacts, profileFields, allowHttp: false })(draft);
  return E.isRight(checked) ? [] : checked.left.problems.map(({ field, reason }) => `${field}: ${reason}`);
};

const saying = (parts: Partial<CustomData>, database?: string): HookDraft =>
  aDraft({
    rule: { account: ACCOUNT, types: ['click'], filters: {}, ...(database === undefined ? {} : { database }) },
    customData: { fields: [], pairs: {}, precedence: 'object', ...parts },
  });

describe('custom_data of a hook that is saved', () => {
  it('names standard fields, and additional ones of its database (decision 13)', () => {
    expect(problemsOf(saying({ fields: ['email', 'shop'] }, '50'))).to.deep.equal([]);
  });

  it('is refused where it names a field that the database does not have', () => {
    expect(problemsOf(saying({ fields: ['email', 'shop'] }, '51'))).to.deep.equal([
      'customData.fields: "shop" is no field of database 51; register it with POST /v1/profile-fields, or choose one of GET /v1/profile-fields?database=51',
    ]);
  });

  it('takes standard fields only on a hook on all databases', () => {
    expect(problemsOf(saying({ fields: ['email'] }))).to.deep.equal([]);
    expect(problemsOf(saying({ fields: ['shop'] }))).to.deep.equal([
      'customData.fields: "shop" is no standard field, and a hook on all databases takes no others; choose a database, or one of GET /v1/profile-fields',
    ]);
  });

  it('is refused with the position of an unknown placeholder (decision 11)', () => {
    const [problem = ''] = problemsOf(saying({ pairs: { good: '{{uuid}}', bad: 'a {{nope}}' } }));
    expect(problem).to.match(
      /^customData\.pairs\.bad: at position 3: \{\{nope\}\} is no placeholder; there are uuid, /,
    );
  });

  it('is refused in the actito format, which has no place for it', () => {
    const customData: CustomData = { fields: ['email'], pairs: {}, precedence: 'object' };
    expect(problemsOf(anActitoDraft({ customData }))).to.deep.equal([
      'customData: is not sent in the actito format; leave it out, or choose another format',
    ]);
  });

  it('is bounded, and names nothing twice', () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`k${String(n)}`, '']));
    expect(problemsOf(saying({ fields: ['email', 'email'] }))).to.deep.equal([
      'customData.fields: must not name a field twice',
    ]);
    expect(problemsOf(saying({ pairs: many }))).to.deep.equal(['customData.pairs: must have at most 100 entries']);
    expect(problemsOf(saying({ pairs: { '': 'x' } }))).to.deep.equal([
      'customData.pairs: must have keys of 1 to 200 characters',
    ]);
    expect(problemsOf(saying({ pairs: { long: 'x'.repeat(1001) } }))).to.deep.equal([
      'customData.pairs.long: must have at most 1000 characters',
    ]);
  });
});
