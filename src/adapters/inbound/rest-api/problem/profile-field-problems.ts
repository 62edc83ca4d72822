import { type ProfileFieldRefusal } from '../../../../domain/profile-field/profile-field-refusal';
import { type RefusalTable } from './rest-refusal';

export const profileFieldProblems: RefusalTable<ProfileFieldRefusal['type']> = {
  InvalidProfileField: ({ problems }) => ({
    status: 422,
    slug: 'profile-field-invalid',
    title: 'The profile field is not acceptable',
    detail: 'Nothing was saved. Correct the fields listed in errors and send the request again.',
    errors: problems,
  }),
  ProfileFieldStandard: ({ name }) => ({
    status: 409,
    slug: 'profile-field-standard',
    title: 'The profile field is a standard one',
    detail: `Every database has "${name}"; it needs no registration.`,
  }),
  ProfileFieldUnchanged: ({ name }) => ({
    status: 409,
    slug: 'profile-field-unchanged',
    title: 'Nothing would change',
    detail: `"${name}" is registered exactly so already.`,
  }),
  ProfileFieldsFull: ({ limit }) => ({
    status: 409,
    slug: 'profile-fields-full',
    title: 'The list of profile fields is full',
    detail: `An account can register ${String(limit)} profile fields.`,
  }),
};
