import * as E from 'fp-ts/Either';
import { type HookView } from '../../../../application/use-cases/hooks';
import { isRecord } from '../../incoming-events/is-record';
import { type FieldError } from '../../incoming-events/problem';
import { type RequestRefusal } from '../problem/rest-refusal';

/** Shown with a hook, and taken back without effect when a hook that was read is sent again. */
const SHOWN_ONLY: ReadonlySet<string> = new Set([
  'account',
  'entity',
  'suspended',
  'signingSecrets',
  'signingSecret',
  'clonedFrom',
  'createdAt',
  'changedAt',
  'revision',
  'warnings',
  'unchanged',
  'waited',
]);

/** A hook as it was shown, or as it is written for POST, without what no definition holds. */
export const writtenPart = (hook: object): object =>
  Object.fromEntries(
    Object.entries(hook).filter(([field]) => !SHOWN_ONLY.has(field) && !['id', 'status', 'isActive'].includes(field)),
  );

const BY_COMMAND = 'is changed by activate, suspend, resume and deactivate, not by this call';

/** What must stand in the body as it stands now, if it is there at all. */
const fixedOf = ({ hook }: HookView): ReadonlyMap<string, { readonly value: unknown; readonly reason: string }> =>
  new Map([
    ['id', { value: hook.hook, reason: 'is given once and never changes' }],
    ['status', { value: hook.status, reason: BY_COMMAND }],
    ['isActive', { value: hook.status === 'active', reason: BY_COMMAND }],
  ]);

/** The body without what only the engine sets; trying to change that is refused, not ignored. */
export const withoutReadOnly = (view: HookView, body: unknown): E.Either<RequestRefusal, unknown> => {
  if (!isRecord(body)) return E.right(body);
  const fixed = fixedOf(view);
  const problems: FieldError[] = [];
  for (const [field, { value, reason }] of fixed) {
    if (Object.hasOwn(body, field) && body[field] !== value) problems.push({ field, reason });
  }
  if (problems.length > 0) return E.left({ type: 'BodyInvalid', problems });
  return E.right(
    Object.fromEntries(Object.entries(body).filter(([field]) => !SHOWN_ONLY.has(field) && !fixed.has(field))),
  );
};
