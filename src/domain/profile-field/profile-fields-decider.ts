import * as E from 'fp-ts/Either';
import { type ReadonlyNonEmptyArray } from 'fp-ts/ReadonlyNonEmptyArray';
import { type EventProblem } from '../platform-event/event-problem';
import { type Decider } from '../shared/decider';
import { type ProfileField } from './profile-field';
import { type ProfileFieldRegistered, type RegisterProfileField } from './profile-field-event';
import { type ProfileFieldRefusal } from './profile-field-refusal';
import { NO_FIELDS, type RegisteredFields } from './registered-fields';
import { isStandardField } from './standard-fields';

type Decision = E.Either<ProfileFieldRefusal, ReadonlyNonEmptyArray<ProfileFieldRegistered>>;

/** The fields of an account are held in memory. */
export const MAX_REGISTERED_FIELDS = 10_000;
const MAX_TEXT = 200;

const refuse = (refusal: ProfileFieldRefusal): Decision => E.left(refusal);

const textProblem = (field: string, text: string): ReadonlyArray<EventProblem> =>
  text.trim() !== '' && Array.from(text).length <= MAX_TEXT
    ? []
    : [{ field, reason: `must have 1 to ${String(MAX_TEXT)} characters` }];

const problemsOf = ({ database, field }: RegisterProfileField): ReadonlyArray<EventProblem> => [
  ...(database === '0'
    ? [{ field: 'database', reason: 'must be the id of a database; 0 stands for none' }]
    : textProblem('database', database)),
  ...textProblem('name', field.name),
  ...(field.name === '__proto__' ? [{ field: 'name', reason: 'is no possible name' }] : []),
  ...textProblem('label', field.label),
];

const isSame = (known: ProfileField | undefined, { label }: ProfileField): boolean => known?.label === label;

const countOf = (fields: RegisteredFields): number => {
  let count = 0;
  for (const ofDatabase of fields.values()) count += ofDatabase.size;
  return count;
};

const decide =
  (command: RegisterProfileField) =>
  (fields: RegisteredFields): Decision => {
    const { database, field } = command;
    const problems = problemsOf(command);
    if (problems.length > 0) return refuse({ type: 'InvalidProfileField', problems });
    if (isStandardField(field.name)) return refuse({ type: 'ProfileFieldStandard', name: field.name });
    const known = fields.get(database)?.get(field.name);
    if (isSame(known, field)) return refuse({ type: 'ProfileFieldUnchanged', name: field.name });
    return known === undefined && countOf(fields) >= MAX_REGISTERED_FIELDS
      ? refuse({ type: 'ProfileFieldsFull', limit: MAX_REGISTERED_FIELDS })
      : E.right([{ ...command, type: 'ProfileFieldRegistered' }]);
  };

const evolve = (fields: RegisteredFields, { database, field }: ProfileFieldRegistered): RegisteredFields =>
  new Map(fields).set(database, new Map(fields.get(database)).set(field.name, field));

/** The additional profile fields that one account registered, for each of its databases. */
export const profileFieldsDecider: Decider<
  RegisterProfileField,
  RegisteredFields,
  ProfileFieldRegistered,
  ProfileFieldRefusal
> = { initialState: NO_FIELDS, decide, evolve };
