import { type ProfileField, type ProfileFieldFacts } from './profile-field';
import { isStandardField } from './standard-fields';

/** What an account registered: per database, by name, in the order of registering. */
export type RegisteredFields = ReadonlyMap<string, ReadonlyMap<string, ProfileField>>;

export const NO_FIELDS: RegisteredFields = new Map();

/** A hook on all databases can rely on the standard fields only. */
export const factsOf = (registered: RegisteredFields): ProfileFieldFacts => ({
  has: (database, name) =>
    isStandardField(name) || (database !== undefined && registered.get(database)?.has(name) === true),
});
