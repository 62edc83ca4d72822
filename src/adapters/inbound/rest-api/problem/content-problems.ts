import { type InvalidContent } from '../../../../application/use-cases/contents';
import { type RefusalTable } from './rest-refusal';

export const contentProblems: RefusalTable<InvalidContent['type']> = {
  InvalidContent: ({ problems }) => ({
    status: 422,
    slug: 'content-invalid',
    title: 'The content is not acceptable',
    detail: 'Nothing was stored. Correct the fields listed in errors and send the request again.',
    errors: problems,
  }),
};
