import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type AuditUseCases } from '../../../../application/use-cases/audits';
import { type HookUseCases } from '../../../../application/use-cases/hooks';
import { checkNewHook } from '../dto/check-hook';
import { historyEntryJson } from '../present/history-json';
import { hookJson } from '../present/hook-json';
import { readParameters } from '../request/parameters';
import { hookOf, jsonOf, targetOf } from '../request/target';
import { ABOUT_HOOKS, FILTER, HISTORY_PAGE } from './about-hooks';
import { changedHook, type ChangeMode, withBody } from './changed-hook';
import { createdHook, endedHook, orUnchanged, savedHook } from './hook-answer';
import { readHook } from './read-hook';
import { type Handle, type Route } from './route';

const DEFAULT_LIMIT = 50;

const create =
  (hooks: HookUseCases): Handle =>
  (call) =>
    pipe(
      TE.fromEither(jsonOf(call)),
      TE.flatMapEither(checkNewHook),
      TE.flatMap((input) => hooks.create(call.caller, input)),
      TE.map(createdHook),
    );

const list =
  (hooks: HookUseCases): Handle =>
  (call) =>
    pipe(
      TE.fromEither(readParameters(FILTER, call.query)),
      TE.flatMap((filter) => hooks.list(call.caller, { ...filter, limit: filter.limit ?? DEFAULT_LIMIT })),
      TE.map((page) => ({ status: 200, body: { hooks: page.hooks.map(hookJson), next: page.next } })),
    );

const change =
  (hooks: HookUseCases, mode: ChangeMode): Handle =>
  (call) =>
    pipe(
      TE.Do,
      TE.bind('target', () => TE.fromEither(targetOf(call))),
      TE.bind('body', () => TE.fromEither(jsonOf(call))),
      TE.flatMap(({ target, body }) =>
        pipe(changedHook(hooks, target, withBody(mode, body)), TE.map(savedHook), orUnchanged(hooks, target)),
      ),
    );

const remove =
  (hooks: HookUseCases): Handle =>
  (call) =>
    pipe(
      TE.fromEither(targetOf(call)),
      TE.flatMap(({ caller, hook, options }) => hooks.remove(caller, hook, options)),
      TE.map(endedHook),
    );

const history =
  (hooks: HookUseCases): Handle =>
  (call) =>
    pipe(
      TE.Do,
      TE.bind('hook', () => TE.fromEither(hookOf(call))),
      TE.bind('page', () => TE.fromEither(readParameters(HISTORY_PAGE, call.query))),
      TE.flatMap(({ hook, page }) => {
        const limit = page.limit ?? DEFAULT_LIMIT;
        return pipe(
          hooks.history(call.caller, hook, { ...page, limit }),
          TE.map((entries) => ({
            status: 200,
            body: {
              history: entries.map(historyEntryJson),
              next: entries.length < limit ? undefined : entries.at(-1)?.revision,
            },
          })),
        );
      }),
    );

export const hookRoutes = (hooks: HookUseCases, audits: AuditUseCases): ReadonlyArray<Route> => [
  { method: 'POST', url: '/v1/hooks', scope: 'admin', handle: create(hooks), about: ABOUT_HOOKS.create },
  { method: 'GET', url: '/v1/hooks', scope: 'read', handle: list(hooks), about: ABOUT_HOOKS.list },
  { method: 'GET', url: '/v1/hooks/:id', scope: 'read', handle: readHook(hooks, audits), about: ABOUT_HOOKS.read },
  { method: 'PATCH', url: '/v1/hooks/:id', scope: 'admin', handle: change(hooks, 'merge'), about: ABOUT_HOOKS.merge },
  { method: 'PUT', url: '/v1/hooks/:id', scope: 'admin', handle: change(hooks, 'replace'), about: ABOUT_HOOKS.replace },
  { method: 'DELETE', url: '/v1/hooks/:id', scope: 'admin', handle: remove(hooks), about: ABOUT_HOOKS.remove },
  { method: 'GET', url: '/v1/hooks/:id/history', scope: 'read', handle: history(hooks), about: ABOUT_HOOKS.history },
];
