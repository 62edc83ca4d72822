import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type HookUseCases, type HookView } from '../../../../application/use-cases/hooks';
import { actitoWebhookJson } from '../present/actito-webhook-json';
import { type RequestRefusal } from '../problem/rest-refusal';
import { anyText } from '../request/parameters';
import { hookNumber, hookOf } from '../request/target';
import { WEBHOOK_SUBSCRIPTION } from '../schema/actito-schema';
import { answering } from './about';
import { type Answer, type Handle, type Route } from './route';

const shownAs =
  (entity: string | undefined) =>
  (view: HookView): E.Either<RequestRefusal, Answer> => {
    const { hook } = view;
    const { format } = hook.definition;
    return format.kind === 'actito' && hook.status !== 'deleted' && hook.entity === entity
      ? E.right({ status: 200, body: actitoWebhookJson(view, format) })
      : E.left({ type: 'NoActitoWebhook', hook: hook.hook });
  };

/** Where the link in every Actito push points (decision 2). */
const read =
  (hooks: HookUseCases): Handle =>
  (call) =>
    pipe(
      TE.fromEither(hookOf(call)),
      TE.flatMap((hook) => hooks.read(call.caller, hook)),
      TE.flatMapEither(shownAs(call.params['entity'])),
    );

export const actitoRoutes = (hooks: HookUseCases): ReadonlyArray<Route> => [
  {
    method: 'GET',
    url: '/webhooks/v4/entity/:entity/webhookSubscription/:id',
    scope: 'read',
    handle: read(hooks),
    about: {
      summary: "Shows a hook of the format actito in Actito's own words.",
      params: { entity: anyText, id: hookNumber },
      answers: { 200: answering('The subscription, header values masked.', WEBHOOK_SUBSCRIPTION) },
    },
  },
];
