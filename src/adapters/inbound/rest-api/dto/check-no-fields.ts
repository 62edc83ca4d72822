import * as E from 'fp-ts/Either';
import { type RequestRefusal } from '../problem/rest-refusal';
import { isRecord } from '../../incoming-events/is-record';

/** The body of a call that takes none: absent or an empty object. */
export const checkNoFields = (body: unknown): E.Either<RequestRefusal, void> => {
  if (!isRecord(body))
    return E.left({ type: 'BodyInvalid', problems: [{ field: '', reason: 'must be a JSON object' }] });
  const problems = Object.keys(body).map((field) => ({ field, reason: 'is not a known field' }));
  return problems.length === 0 ? E.right(undefined) : E.left({ type: 'BodyInvalid', problems });
};
