import { type ProblemDetails } from '../cli-failure';
import { recordOf, recordsOf, textOf } from '../print/read-json';

/** Problem details of an answer; null: it is no such document. */
export const problemDetails = (document: unknown): ProblemDetails | null => {
  const { title, detail, errors } = recordOf(document);
  if (typeof title !== 'string') return null;
  return {
    title,
    detail: textOf(detail),
    errors: recordsOf(errors).map(({ index, field, reason }) => ({
      ...(typeof index === 'number' ? { index } : {}),
      field: textOf(field),
      reason: textOf(reason),
    })),
    document,
  };
};
