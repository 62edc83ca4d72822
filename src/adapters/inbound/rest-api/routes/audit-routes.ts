import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type AuditUseCases } from '../../../../application/use-cases/audits';
import { readParameters, uuid } from '../request/parameters';
import { hookNumber, hookOf } from '../request/target';
import { DELIVERY_EXPLANATION } from '../schema/audit-schema';
import { answering } from './about';
import { type Handle, type Route } from './route';

const OF_DELIVERY = { id: hookNumber, delivery: uuid };

const explain =
  (audits: AuditUseCases): Handle =>
  (call) =>
    pipe(
      TE.Do,
      TE.bind('hook', () => TE.fromEither(hookOf(call))),
      TE.bind('params', () => TE.fromEither(readParameters(OF_DELIVERY, call.params))),
      TE.flatMap(({ hook, params }) => audits.explain(call.caller, hook, params.delivery ?? '')),
      TE.map((body) => ({ status: 200, body })),
    );

export const auditRoutes = (audits: AuditUseCases): ReadonlyArray<Route> => [
  {
    method: 'GET',
    url: '/v1/hooks/:id/deliveries/:delivery/explanation',
    scope: 'read',
    handle: explain(audits),
    about: {
      summary: 'Tells why a delivery went where it went: event, hook as it stood, clause, block, attempts, answers.',
      params: OF_DELIVERY,
      answers: { 200: answering('The explanation.', DELIVERY_EXPLANATION) },
    },
  },
];
