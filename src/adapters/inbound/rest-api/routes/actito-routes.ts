import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type HookUseCases, type HookView } from '../../../../application/use-cases/hooks';
import { changedHookBody, newHookBody, type Subscription } from '../actito/hook-body';
import { LIST_QUERY, subscriptionPage } from '../actito/subscription-list';
import { subscriptionOf } from '../actito/subscription-json';
import { inActitoWords } from '../actito/words';
import { checkDto } from '../dto/check-dto';
import { checkHook, checkNewHook } from '../dto/check-hook';
import { TableSubscriptionDto, WebhookSubscriptionDto } from '../dto/webhook-subscription.dto';
import { type RequestRefusal, type RestRefusal } from '../problem/rest-refusal';
import { type Call } from '../request/call';
import { readParameters } from '../request/parameters';
import { hookOf, requiredBody, type Target, targetOf } from '../request/target';
import { type Written } from '../schema/schema';
import { ABOUT_ACTITO } from './about-actito';
import { changedHook } from './changed-hook';
import { type Answer, type Handle, type Route } from './route';

type Failing<A> = TE.TaskEither<RestRefusal, A>;

const COLLECTION = '/webhooks/v4/entity/:entity/webhookSubscription';
const ITEM = `${COLLECTION}/:id`;

/** An account has one entity, so a path that names another is a mistake. */
const ofEntity = ({ caller, params }: Call): E.Either<RequestRefusal, string> => {
  const { entity = '' } = params;
  return entity === caller.entity ? E.right(entity) : E.left({ type: 'EntityNotOfKey', entity, own: caller.entity });
};

const shown =
  ({ params }: Call) =>
  (view: HookView): E.Either<RequestRefusal, Answer> =>
    pipe(
      subscriptionOf(view, params['entity']),
      E.map((body) => ({ status: 200, body })),
    );

/** The hook that the path names, if it is a subscription. */
const standing = (hooks: HookUseCases, call: Call): Failing<{ readonly target: Target; readonly view: HookView }> =>
  pipe(
    TE.Do,
    TE.apS('target', TE.fromEither(targetOf(call))),
    TE.bindW('view', ({ target }) => hooks.read(call.caller, target.hook)),
    TE.tap(({ view }) => TE.fromEither(subscriptionOf(view, call.params['entity']))),
  );

const list =
  (hooks: HookUseCases): Handle =>
  (call) =>
    pipe(
      TE.fromEither(ofEntity(call)),
      TE.flatMapEither(() => readParameters(LIST_QUERY, call.query)),
      TE.flatMap((query): Failing<Answer> =>
        pipe(
          subscriptionPage(hooks, call.caller, query),
          TE.map((body) => ({ status: 200, body })),
        ),
      ),
    );

/** Where the link in every Actito push points (decision 2). */
const read =
  (hooks: HookUseCases): Handle =>
  (call) =>
    pipe(
      TE.fromEither(hookOf(call)),
      TE.flatMap((hook) => hooks.read(call.caller, hook)),
      TE.flatMapEither(shown(call)),
    );

const created = (hooks: HookUseCases, call: Call, subscription: Subscription): Failing<Answer> =>
  pipe(
    TE.fromEither(checkNewHook(newHookBody(subscription))),
    TE.flatMap((input): Failing<HookView> => hooks.create(call.caller, input)),
    TE.map(({ hook }) => ({
      status: 201,
      body: { id: hook.hook },
      headers: { location: ITEM.replace(':entity', encodeURIComponent(hook.entity)).replace(':id', String(hook.hook)) },
    })),
    TE.mapError(inActitoWords),
  );

const create =
  (hooks: HookUseCases): Handle =>
  (call) =>
    pipe(
      TE.fromEither(ofEntity(call)),
      TE.flatMapEither(() => requiredBody(checkDto(WebhookSubscriptionDto))(call)),
      TE.flatMap((subscription) => created(hooks, call, subscription)),
    );

/** The table is in the path; it may be named by its id only. */
const createOn =
  (hooks: HookUseCases, on: 'PROFILE_TABLE' | 'CUSTOM_TABLE'): Handle =>
  (call) =>
    pipe(
      TE.fromEither(ofEntity(call)),
      TE.flatMapEither(() => requiredBody(checkDto(TableSubscriptionDto))(call)),
      TE.flatMap((subscription: Written<TableSubscriptionDto>) =>
        created(hooks, call, { ...subscription, on, onElementId: call.params['table'] ?? '' }),
      ),
    );

/** Actito knows two states: what the engine suspended is inactive to its clients, and to activate it is to resume it. */
const switched = (hooks: HookUseCases, { caller, hook }: Target, active: boolean | null | undefined) => {
  return (view: HookView): Failing<HookView> => {
    const { status } = view.hook;
    if (active === undefined || active === null || active === (status === 'active')) return TE.right(view);
    if (!active) return hooks.deactivate(caller, hook, {});
    return status === 'suspended' ? hooks.resume(caller, hook, { skip: false }) : hooks.activate(caller, hook, {});
  };
};

const otherId = ({ id }: WebhookSubscriptionDto, { hook }: Target): E.Either<RequestRefusal, void> =>
  id === undefined || id === hook
    ? E.right(undefined)
    : E.left({ type: 'BodyInvalid', problems: [{ field: 'id', reason: 'is given once and never changes' }] });

const changed = (hooks: HookUseCases, target: Target, subscription: Subscription): Failing<HookView> =>
  pipe(
    changedHook(hooks, target, (view) => checkHook(changedHookBody(view.hook.definition, subscription))),
    TE.orElse((failure): Failing<HookView> =>
      failure.type === 'NothingChanged' ? hooks.read(target.caller, target.hook) : TE.left(failure),
    ),
    TE.mapError(inActitoWords),
  );

const replace =
  (hooks: HookUseCases): Handle =>
  (call) =>
    pipe(
      standing(hooks, call),
      TE.bindW('body', ({ target }) =>
        TE.fromEither(
          pipe(
            requiredBody(checkDto(WebhookSubscriptionDto))(call),
            E.tap((body) => otherId(body, target)),
          ),
        ),
      ),
      TE.flatMap(({ target, body }) =>
        pipe(changed(hooks, target, body), TE.flatMap(switched(hooks, target, body.isActive))),
      ),
      TE.flatMapEither(shown(call)),
    );

const turn =
  (hooks: HookUseCases, active: boolean): Handle =>
  (call) =>
    pipe(
      standing(hooks, call),
      TE.flatMap(({ target, view }) => switched(hooks, target, active)(view)),
      TE.flatMapEither(shown(call)),
    );

const remove =
  (hooks: HookUseCases): Handle =>
  (call) =>
    pipe(
      standing(hooks, call),
      TE.flatMap(({ target }): Failing<HookView> => hooks.remove(target.caller, target.hook, {})),
      TE.map(({ hook }) => ({ status: 200, body: `Webhook subscription ${String(hook.hook)} was deleted.` })),
    );

/** A hook of the format actito in the vendor's own words and ways (domain.md 11.2). */
export const actitoRoutes = (hooks: HookUseCases): ReadonlyArray<Route> => {
  const route = (method: Route['method'], url: string, handle: Handle, name: keyof typeof ABOUT_ACTITO): Route => ({
    method,
    url,
    scope: method === 'GET' ? 'read' : 'admin',
    handle,
    about: ABOUT_ACTITO[name],
  });
  const on = (kind: string): string => `/webhooks/v4/entity/:entity/${kind}/:table/webhookSubscription`;
  return [
    route('GET', COLLECTION, list(hooks), 'list'),
    route('POST', COLLECTION, create(hooks), 'create'),
    route('POST', on('table'), createOn(hooks, 'PROFILE_TABLE'), 'onTable'),
    route('POST', on('customTable'), createOn(hooks, 'CUSTOM_TABLE'), 'onCustomTable'),
    route('GET', ITEM, read(hooks), 'read'),
    route('PUT', ITEM, replace(hooks), 'replace'),
    route('POST', `${ITEM}/activate`, turn(hooks, true), 'activate'),
    route('POST', `${ITEM}/deactivate`, turn(hooks, false), 'deactivate'),
    route('DELETE', ITEM, remove(hooks), 'remove'),
  ];
};
