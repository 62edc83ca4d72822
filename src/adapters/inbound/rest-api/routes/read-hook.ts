import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type AuditUseCases } from '../../../../application/use-cases/audits';
import { type HookUseCases, type HookView } from '../../../../application/use-cases/hooks';
import { type RequestRefusal } from '../problem/rest-refusal';
import { type Call } from '../request/call';
import { readParameters } from '../request/parameters';
import { hookOf } from '../request/target';
import { MOMENT } from './about-hooks';
import { hookThenAnswer, shownHook } from './hook-answer';
import { type Handle } from './route';

const living = (view: HookView): E.Either<{ readonly type: 'HookDeleted'; readonly hook: number }, HookView> =>
  view.hook.status === 'deleted' ? E.left({ type: 'HookDeleted', hook: view.hook.hook }) : E.right(view);

const readNow = (hooks: HookUseCases, call: Call, hook: number): ReturnType<Handle> =>
  pipe(hooks.read(call.caller, hook), TE.flatMapEither(living), TE.map(shownHook));

interface Moment {
  readonly at?: string;
  readonly revision?: number;
}

const BOTH: RequestRefusal = {
  type: 'ParameterInvalid',
  problems: [{ field: 'revision', reason: 'goes without at: give a time or a revision' }],
};

const momentOf = (call: Call): E.Either<RequestRefusal, Moment> =>
  pipe(
    readParameters(MOMENT, call.query),
    E.flatMap((moment: Moment) =>
      moment.at === undefined || moment.revision === undefined ? E.right(moment) : E.left(BOTH),
    ),
  );

/** The hook as it stands, or as it stood. */
export const readHook =
  (hooks: HookUseCases, audits: AuditUseCases): Handle =>
  (call) =>
    pipe(
      TE.Do,
      TE.bind('hook', () => TE.fromEither(hookOf(call))),
      TE.bind('moment', () => TE.fromEither(momentOf(call))),
      TE.flatMap(({ hook, moment: { at, revision } }) => {
        if (at !== undefined) return pipe(audits.hookThen(call.caller, hook, { at }), TE.map(hookThenAnswer));
        if (revision === undefined) return readNow(hooks, call, hook);
        return pipe(audits.hookThen(call.caller, hook, { revision }), TE.map(hookThenAnswer));
      }),
    );
