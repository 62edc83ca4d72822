import { type Either } from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type HookCommandFailure, type HookUseCases } from '../../../../application/use-cases/hooks';
import { checkDto } from '../dto/check-dto';
import { checkNoFields } from '../dto/check-no-fields';
import { ResumeDto, RotateDto, SuspendDto } from '../dto/command.dto';
import { type RequestRefusal } from '../problem/rest-refusal';
import { hookNumber, optionalBody, type Target, targetOf } from '../request/target';
import { ENDED_HOOK, HOOK_WITH_SECRET, SAVED_HOOK } from '../schema/hook-schema';
import { type About, answering, mayTake } from './about';
import { createdHook, endedHook, orUnchanged, savedHook, savedWithSecret } from './hook-answer';
import { type Answer, type Handle, type Route } from './route';

type Run<Shape> = (target: Target, body: Shape) => TE.TaskEither<HookCommandFailure, Answer>;

const changing: Pick<About, 'params' | 'ifMatch'> = { params: { id: hookNumber }, ifMatch: true };
const saved = (description: string): About['answers'] => ({ 200: answering(description, SAVED_HOOK, ['etag']) });

const ABOUT = {
  activate: {
    ...changing,
    summary: 'Activates a hook: it captures from here on.',
    answers: saved('The hook, active.'),
  },
  suspend: {
    ...changing,
    summary: 'Suspends a hook: nothing is sent, events are kept for later.',
    body: mayTake(SuspendDto, { note: 'maintenance' }),
    answers: saved('The hook, suspended.'),
  },
  resume: {
    ...changing,
    summary: 'Resumes a suspended hook: what waited is sent, or with `skip` let go.',
    body: mayTake(ResumeDto, { skip: false }),
    answers: { 200: answering('The hook, active, and what waited.', ENDED_HOOK, ['etag']) },
  },
  deactivate: {
    ...changing,
    summary: 'Deactivates a hook: nothing is captured; what was captured before stays queued.',
    answers: saved('The hook, inactive.'),
  },
  clone: {
    ...changing,
    summary: 'Makes an inactive copy of a hook with a signing secret of its own.',
    answers: { 201: answering('The copy, its secret shown this once.', HOOK_WITH_SECRET, ['etag', 'location']) },
  },
  'rotate-secret': {
    ...changing,
    summary: 'Gives a hook a new signing secret; the old one signs on for `overlapHours`.',
    body: mayTake(RotateDto, { overlapHours: 48 }),
    answers: { 200: answering('The hook and the secret, shown this once.', HOOK_WITH_SECRET, ['etag']) },
  },
} satisfies Readonly<Record<string, About>>;
type Command = keyof typeof ABOUT;

/** A command with its body, by name at the end of the hook's path. */
const command =
  (hooks: HookUseCases) =>
  <Shape>(name: Command, check: (body: unknown) => Either<RequestRefusal, Shape>, run: Run<Shape>): Route => {
    const handle: Handle = (call) =>
      pipe(
        TE.Do,
        TE.bind('target', () => TE.fromEither(targetOf(call))),
        TE.bind('body', () => TE.fromEither(optionalBody(check)(call))),
        TE.flatMap(({ target, body }) => pipe(run(target, body), orUnchanged(hooks, target))),
      );
    return { method: 'POST', url: `/v1/hooks/:id/${name}`, scope: 'admin', handle, about: ABOUT[name] };
  };

/** null in a body is "not set". */
const optional = <Name extends string, Value>(
  name: Name,
  value: Value | null | undefined,
): { readonly [N in Name]?: Value } =>
  (value === undefined || value === null ? {} : { [name]: value }) as { readonly [N in Name]?: Value };

export const hookCommandRoutes = (hooks: HookUseCases): ReadonlyArray<Route> => {
  const to = command(hooks);
  return [
    to('activate', checkNoFields, ({ caller, hook, options }) =>
      pipe(hooks.activate(caller, hook, options), TE.map(savedHook)),
    ),
    to('suspend', checkDto(SuspendDto), ({ caller, hook, options }, { note }) =>
      pipe(hooks.suspend(caller, hook, { ...options, ...optional('note', note) }), TE.map(savedHook)),
    ),
    to('resume', checkDto(ResumeDto), ({ caller, hook, options }, { skip }) =>
      pipe(hooks.resume(caller, hook, { ...options, skip: skip ?? false }), TE.map(endedHook)),
    ),
    to('deactivate', checkNoFields, ({ caller, hook, options }) =>
      pipe(hooks.deactivate(caller, hook, options), TE.map(savedHook)),
    ),
    to('clone', checkNoFields, ({ caller, hook }) => pipe(hooks.clone(caller, hook), TE.map(createdHook))),
    to('rotate-secret', checkDto(RotateDto), ({ caller, hook, options }, { overlapHours }) =>
      pipe(
        hooks.rotateSecret(caller, hook, { ...options, ...optional('overlapHours', overlapHours) }),
        TE.map(savedWithSecret),
      ),
    ),
  ];
};
