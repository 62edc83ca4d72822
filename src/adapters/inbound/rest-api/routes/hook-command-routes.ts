import { type Either } from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type HookCommandFailure, type HookUseCases } from '../../../../application/use-cases/hooks';
import { checkDto } from '../dto/check-dto';
import { checkNoFields } from '../dto/check-no-fields';
import { ResumeDto, RotateDto, SuspendDto } from '../dto/command.dto';
import { type RequestRefusal } from '../problem/rest-refusal';
import { optionalBody, type Target, targetOf } from '../request/target';
import { createdHook, endedHook, orUnchanged, savedHook, savedWithSecret } from './hook-answer';
import { type Answer, type Handle, type Route } from './route';

type Run<Shape> = (target: Target, body: Shape) => TE.TaskEither<HookCommandFailure, Answer>;

/** A command with its body, by name at the end of the hook's path. */
const command =
  (hooks: HookUseCases) =>
  <Shape>(name: string, check: (body: unknown) => Either<RequestRefusal, Shape>, run: Run<Shape>): Route => {
    const handle: Handle = (call) =>
      pipe(
        TE.Do,
        TE.bind('target', () => TE.fromEither(targetOf(call))),
        TE.bind('body', () => TE.fromEither(optionalBody(check)(call))),
        TE.flatMap(({ target, body }) => pipe(run(target, body), orUnchanged(hooks, target))),
      );
    return { method: 'POST', url: `/v1/hooks/:id/${name}`, scope: 'admin', handle };
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
