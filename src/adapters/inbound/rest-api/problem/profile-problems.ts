import { type InvalidProfile } from '../../../../application/use-cases/profiles';
import { type RefusalTable } from './rest-refusal';

export const profileProblems: RefusalTable<InvalidProfile['type']> = {
  InvalidProfile: ({ reason }) => ({
    status: 422,
    slug: 'profile-invalid',
    title: 'Not the id of a profile',
    detail: 'Nobody was erased. Give the id of the profile as the events of the account carry it.',
    errors: [{ field: 'id', reason }],
  }),
};
