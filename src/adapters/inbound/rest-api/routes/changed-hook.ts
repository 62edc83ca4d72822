import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import {
  type HookCommandFailure,
  type HookDefinitionInput,
  type HookSaved,
  type HookUseCases,
  type HookView,
} from '../../../../application/use-cases/hooks';
import { checkHook } from '../dto/check-hook';
import { definitionJson } from '../present/definition-json';
import { isRecord } from '../../incoming-events/is-record';
import { type RequestRefusal } from '../problem/rest-refusal';
import { mergePatch } from '../request/merge-patch';
import { type Target } from '../request/target';
import { withoutReadOnly } from './read-only-fields';

/** What a hook that stands is to become; Left: the request is not acceptable. */
export type HookChange = (view: HookView) => E.Either<RequestRefusal, HookDefinitionInput>;

/** merge: the parts given replace those that stand. replace: the body is the whole hook. */
export type ChangeMode = 'merge' | 'replace';

type ChangeFailure = HookCommandFailure | RequestRefusal;

/** As the use cases do: each conflict is somebody's progress, so this many must want the same hook at once. */
const ATTEMPTS = 20;

/** Conditions are replaced whole: members of one condition joined with those of another mean nothing. */
const merged = (standing: unknown, given: unknown): unknown => {
  const capture = isRecord(given) ? given['capture'] : undefined;
  const replaced = isRecord(capture) && isRecord(capture['conditions']);
  return mergePatch(replaced ? mergePatch(standing, { capture: { conditions: null } }) : standing, given);
};

export const withBody =
  (mode: ChangeMode, body: unknown): HookChange =>
  (view) =>
    pipe(
      withoutReadOnly(view, body),
      E.map((given) => (mode === 'merge' ? merged(definitionJson(view.hook.definition), given) : given)),
      E.flatMap(checkHook),
    );

const changeAt =
  (hooks: HookUseCases, { caller, hook }: Target, change: HookChange) =>
  (view: HookView): TE.TaskEither<ChangeFailure, HookSaved> =>
    pipe(
      TE.fromEither(change(view)),
      TE.flatMap((input) => hooks.change(caller, hook, input, { expectedRevision: view.revision })),
    );

const asAsked =
  ({ options, hook }: Target) =>
  (view: HookView): E.Either<HookCommandFailure, HookView> => {
    if (view.hook.status === 'deleted') return E.left({ type: 'HookDeleted', hook });
    return options.expectedRevision === undefined || options.expectedRevision === view.revision
      ? E.right(view)
      : E.left({ type: 'RevisionMismatch', current: view.revision });
  };

const attempt = (hooks: HookUseCases, target: Target, change: HookChange): TE.TaskEither<ChangeFailure, HookSaved> =>
  pipe(
    hooks.read(target.caller, target.hook),
    TE.flatMapEither(asAsked(target)),
    TE.flatMap(changeAt(hooks, target, change)),
  );

/**
 * A body is joined with the hook as it was read, so it is saved at that very revision. Where the caller named none, the
 * whole is done anew when somebody was faster.
 */
export const changedHook = (
  hooks: HookUseCases,
  target: Target,
  change: HookChange,
): TE.TaskEither<ChangeFailure, HookSaved> => {
  const insists = target.options.expectedRevision !== undefined;
  const trying = (attempts: number): TE.TaskEither<ChangeFailure, HookSaved> =>
    pipe(
      attempt(hooks, target, change),
      TE.orElse((failure) => {
        if (failure.type !== 'RevisionMismatch' || insists) return TE.left(failure);
        return attempts > 1 ? trying(attempts - 1) : TE.left({ type: 'TooManyConflicts' });
      }),
    );
  return trying(ATTEMPTS);
};
