import { expect } from 'chai';
import {
  type ProfileFieldRegistered,
  type RegisterProfileField,
} from '../../../src/domain/profile-field/profile-field-event';
import { MAX_REGISTERED_FIELDS, profileFieldsDecider } from '../../../src/domain/profile-field/profile-fields-decider';
import { factsOf, type RegisteredFields } from '../../../src/domain/profile-field/registered-fields';
import { STANDARD_FIELDS } from '../../../src/domain/profile-field/standard-fields';
import { specificationFor } from '../../support/specification';

const given = specificationFor(profileFieldsDecider);
const base = { account: 23, at: '2026-11-23T12:00:00.000Z', by: 'ops', database: '50' } as const;
const shop = { name: 'shop', label: 'Favourite shop' };
const register: RegisterProfileField = { type: 'RegisterProfileField', ...base, field: shop };
const registered: ProfileFieldRegistered = { type: 'ProfileFieldRegistered', ...base, field: shop };

const standing = (...events: ReadonlyArray<ProfileFieldRegistered>): RegisteredFields =>
  events.reduce(profileFieldsDecider.evolve, profileFieldsDecider.initialState);

describe('The additional profile fields of an account (decision 13)', () => {
  it('take a new field of a database', () => {
    given().when(register).thenEvents(registered);
  });

  it('take another label for a field, and the same field in another database', () => {
    const relabelled = { ...register, field: { ...shop, label: 'Shop' } };
    given(registered)
      .when(relabelled)
      .thenEvents({ ...registered, field: relabelled.field });
    given(registered)
      .when({ ...register, database: '51' })
      .thenEvents({ ...registered, database: '51' });
  });

  it('refuse a field that stands so already', () => {
    given(registered).when(register).thenRefused({ type: 'ProfileFieldUnchanged', name: 'shop' });
  });

  it('refuse a standard field, which every database has', () => {
    const email = { ...register, field: { name: 'email', label: 'Mail' } };
    given().when(email).thenRefused({ type: 'ProfileFieldStandard', name: 'email' });
  });

  it('refuse what has no database, name or label, every problem at once', () => {
    given()
      .when({ ...register, database: '0', field: { name: ' ', label: 'x'.repeat(201) } })
      .thenRefused({
        type: 'InvalidProfileField',
        problems: [
          { field: 'database', reason: 'must be the id of a database; 0 stands for none' },
          { field: 'name', reason: 'must have 1 to 200 characters' },
          { field: 'label', reason: 'must have 1 to 200 characters' },
        ],
      });
  });

  it('are bounded', () => {
    const many = Array.from({ length: MAX_REGISTERED_FIELDS }, (_, n) => [`f${String(n)}`, shop] as const);
    const decided = profileFieldsDecider.decide(register)(new Map([['49', new Map(many)]]));
    expect(decided).to.deep.include({ left: { type: 'ProfileFieldsFull', limit: MAX_REGISTERED_FIELDS } });
  });
});

describe('What a hook may name', () => {
  const facts = factsOf(standing(registered));

  it('is a standard field in every database and in all of them', () => {
    for (const { name } of STANDARD_FIELDS)
      expect([facts.has(undefined, name), facts.has('50', name), facts.has('7', name)]).to.deep.equal([
        true,
        true,
        true,
      ]);
  });

  it('is an additional field in its own database only', () => {
    expect([facts.has('50', 'shop'), facts.has('51', 'shop'), facts.has(undefined, 'shop')]).to.deep.equal([
      true,
      false,
      false,
    ]);
  });
});
