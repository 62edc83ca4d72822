import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type HookThen } from '../../../../application/use-cases/audits';
import {
  type HookCommandFailure,
  type HookEnded,
  type HookSaved,
  type HookSavedWithSecret,
  type HookUseCases,
  type HookView,
} from '../../../../application/use-cases/hooks';
import { etagOf } from '../present/etag';
import { hookJson } from '../present/hook-json';
import { type Shown } from '../present/shown';
import { waitedJson } from '../present/waited-json';
import { type Target } from '../request/target';
import { type Answer } from './route';

const answer = (view: HookView, more: Shown): Answer => ({
  status: 200,
  body: { ...hookJson(view), ...more },
  headers: { etag: etagOf(view.revision) },
});

/** As it stood: with who made it so, and no entity tag, since it cannot be changed from here. */
export const hookThenAnswer = (then: HookThen): Answer => ({
  status: 200,
  body: {
    ...hookJson(then),
    stood: { since: then.since, by: then.by, until: then.until, position: String(then.position) },
  },
});

export const shownHook = (view: HookView): Answer => answer(view, {});
export const savedHook = (saved: HookSaved): Answer => answer(saved, { warnings: saved.warnings });
export const endedHook = (ended: HookEnded): Answer => answer(ended, { waited: waitedJson(ended.waited) });
export const savedWithSecret = (saved: HookSavedWithSecret): Answer =>
  answer(saved, { warnings: saved.warnings, signingSecret: saved.signingSecret });

/** A new hook: 201, where it is, and its secret this one time. */
export const createdHook = (saved: HookSavedWithSecret): Answer => {
  const { body, headers } = savedWithSecret(saved);
  return { status: 201, body, headers: { ...headers, location: `/v1/hooks/${String(saved.hook.hook)}` } };
};

const STANDS_SO_ALREADY: ReadonlySet<string> = new Set<HookCommandFailure['type']>([
  'HookAlreadyActive',
  'HookAlreadySuspended',
  'HookAlreadyInactive',
  'NothingChanged',
]);

/** Asking for what is so already is a success that changes nothing: the caller has what it wants (ADR 8). */
export const orUnchanged =
  (hooks: Pick<HookUseCases, 'read'>, { caller, hook }: Target) =>
  <F extends { readonly type: string }>(
    task: TE.TaskEither<F | HookCommandFailure, Answer>,
  ): TE.TaskEither<F | HookCommandFailure, Answer> =>
    pipe(
      task,
      TE.orElse((failure): TE.TaskEither<F | HookCommandFailure, Answer> =>
        STANDS_SO_ALREADY.has(failure.type)
          ? pipe(
              hooks.read(caller, hook),
              TE.map((view) => answer(view, { warnings: [], unchanged: true })),
            )
          : TE.left(failure),
      ),
    );
