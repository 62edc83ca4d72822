import { type Problem } from './problem';

export const PROBLEM_JSON = 'application/problem+json';
const MAX_ERRORS = 100;

/** The body of a problem (RFC 9457) as JSON text; at most 100 errors are listed, `errorsLeftOut` counts the others. */
export const problemJson = ({ status, slug, title, detail, errors, instance }: Problem): string =>
  JSON.stringify({
    type: `urn:hookline:problem:${slug}`,
    title,
    status,
    detail,
    instance,
    errors: errors?.slice(0, MAX_ERRORS),
    errorsLeftOut: errors !== undefined && errors.length > MAX_ERRORS ? errors.length - MAX_ERRORS : undefined,
  });
