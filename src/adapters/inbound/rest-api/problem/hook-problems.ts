import { type HookRefusal } from '../../../../domain/hook/hook-refusal';
import { etagOf } from '../present/etag';
import { fieldInBody } from './field-in-body';
import { type Problem } from '../../incoming-events/problem';
import { type RefusalTable } from './rest-refusal';

const conflict = (slug: string, title: string, detail: string): Problem => ({ status: 409, slug, title, detail });
const named = (hook: number): string => `Hook ${String(hook)}`;

export const hookProblems: RefusalTable<
  HookRefusal['type'] | 'RevisionMismatch' | 'TooManyConflicts' | 'HandshakeRefused'
> = {
  InvalidHook: ({ problems }) => ({
    status: 422,
    slug: 'hook-invalid',
    title: 'The hook is not acceptable',
    detail: 'Nothing was saved. Correct the fields listed in errors and send the request again.',
    errors: problems.map(({ field, reason }) => ({ field: fieldInBody(field), reason })),
  }),
  HookNotFound: ({ hook }) => ({
    status: 404,
    slug: 'hook-not-found',
    title: 'No such hook',
    detail: `${named(hook)} is not in this account. GET /v1/hooks lists those that are.`,
  }),
  HookDeleted: ({ hook }) => ({
    status: 410,
    slug: 'hook-deleted',
    title: 'The hook was deleted',
    detail: `${named(hook)} was deleted and its number is not given again. Its history can still be read.`,
  }),
  HookNumberTaken: ({ hook }) =>
    conflict(
      'hook-number-taken',
      'The number is taken',
      `${String(hook)} belongs to another hook. Leave id out to get the next free number.`,
    ),
  HookAlreadyActive: ({ hook }) =>
    conflict('hook-already-active', 'Already active', `${named(hook)} is active; nothing was changed.`),
  HookAlreadySuspended: ({ hook }) =>
    conflict('hook-already-suspended', 'Already suspended', `${named(hook)} is suspended; nothing was changed.`),
  HookAlreadyInactive: ({ hook }) =>
    conflict('hook-already-inactive', 'Already inactive', `${named(hook)} is inactive; nothing was changed.`),
  HookNotActive: ({ hook }) =>
    conflict('hook-not-active', 'The hook is not active', `${named(hook)} must be active for this. Activate it first.`),
  HookNotSuspended: ({ hook }) =>
    conflict(
      'hook-not-suspended',
      'The hook is not suspended',
      `Only a suspended hook can be resumed, and ${named(hook)} is not.`,
    ),
  HookSuspendedResumeInstead: ({ hook }) =>
    conflict(
      'hook-suspended',
      'The hook is suspended',
      `${named(hook)} is suspended, not inactive: resume it, with or without skip.`,
    ),
  NothingChanged: ({ hook }) =>
    conflict('nothing-changed', 'Nothing changed', `${named(hook)} stands exactly so already.`),
  HandshakeRefused: ({ detail }) => ({
    status: 422,
    slug: 'handshake-refused',
    title: 'The endpoint does not want deliveries',
    detail: `${detail}. Nothing was changed. Let it answer with WebHook-Allowed-Origin, or take destination.handshake out.`,
  }),
  RevisionMismatch: ({ current }) => ({
    status: 412,
    slug: 'revision-mismatch',
    title: 'The hook has changed meanwhile',
    detail: `If-Match names another revision; the hook now stands at ${String(current)}. Read it again and decide anew.`,
    headers: { etag: etagOf(current) },
  }),
  TooManyConflicts: () => ({
    status: 503,
    slug: 'too-many-conflicts',
    title: 'Others were faster each time',
    detail: 'Other changes kept coming in between and nothing was done. Send the same request again.',
    headers: { 'retry-after': '1' },
  }),
};
