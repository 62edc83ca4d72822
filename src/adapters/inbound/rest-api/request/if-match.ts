import * as E from 'fp-ts/Either';
import { type HookCommandOptions } from '../../../../application/use-cases/hooks';
import { type RequestRefusal } from '../problem/rest-refusal';

const TAG = /^"(\d{1,15})"$/;

/** If-Match as the revision a hook must stand at. Absent or `*`: any. */
export const ifMatch = (header: string | undefined): E.Either<RequestRefusal, HookCommandOptions> => {
  if (header === undefined || header.trim() === '*') return E.right({});
  const revision = TAG.exec(header.trim())?.[1];
  return revision === undefined
    ? E.left({
        type: 'ParameterInvalid',
        problems: [{ field: 'If-Match', reason: 'must be one ETag as it was given, such as "4", in quotes' }],
      })
    : E.right({ expectedRevision: Number(revision) });
};
