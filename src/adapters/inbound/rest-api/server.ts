import { type AddressInfo } from 'node:net';
import { fastify, type FastifyInstance } from 'fastify';
import * as E from 'fp-ts/Either';
import { closeWithin } from './close-within';
import { answerClientError, answerExpectation } from './problem/client-error';
import { refusalOfError } from './problem/refusal-of-error';
import { sendProblem } from './problem/send-problem';
import { CLOUD_EVENT, CLOUD_EVENTS } from '../incoming-events/cloud-events/content-mode';
import { readBody } from '../incoming-events/read-body';
import { refuseUnclearFraming } from './request/plain-framing';
import { type RestDeps } from './rest-deps';
import { accountRoutes } from './routes/account-routes';
import { auditRoutes } from './routes/audit-routes';
import { actitoRoutes } from './routes/actito-routes';
import { CALLBACK_CALLS, mountCallbacks } from './routes/callback-routes';
import { catalogueRoutes } from './routes/catalogue-routes';
import { contentRoutes } from './routes/content-routes';
import { deliveryRoutes } from './routes/delivery-routes';
import { mountDocument } from './routes/document-routes';
import { EVENTS_CALL, EVENTS_PATH, mountEvents } from './routes/event-routes';
import { exportPreviewRoutes } from './routes/export-preview-routes';
import { mountExportStreams, STREAM_CALLS } from './routes/export-streams';
import { exportRoutes } from './routes/export-routes';
import { HEALTH_CALLS, mountHealth } from './routes/health-routes';
import { hookCommandRoutes } from './routes/hook-command-routes';
import { hookRoutes } from './routes/hook-routes';
import { hookTrialRoutes } from './routes/hook-trial-routes';
import { knownPaths } from './routes/known-paths';
import { mount } from './routes/mount';
import { profileFieldRoutes } from './routes/profile-field-routes';
import { profileRoutes } from './routes/profile-routes';
import { replayRoutes } from './routes/replay-routes';
import { type Route } from './routes/route';

export interface RestApi {
  readonly fastify: FastifyInstance;
  /** Port 0: a free one. Rejects when the address cannot be listened on. */
  readonly listen: (at: { readonly host: string; readonly port: number }) => Promise<{ readonly port: number }>;
  /** Stops accepting, finishes what is under way, and is done after `ms` at the latest. */
  readonly close: (ms: number) => Promise<void>;
}

/** Of a path: the longest id of a profile, each of its characters escaped. */
const LONGEST_PARAMETER = 2_400;
const JSON_BODIES = ['application/json', 'application/merge-patch+json'];

const bare = ({ limits, log }: Pick<RestDeps, 'limits' | 'log'>): FastifyInstance => {
  const refusal = refusalOfError(log);
  const app = fastify({
    logger: false,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestTimeoutMs,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    // Requests on kept-alive connections are still served while the door closes; each answer says "close".
    return503OnClosing: false,
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      sendProblem(reply, refusal(error, request));
    },
  });
  app.server.on('checkExpectation', answerExpectation);
  app.addHook('onRequest', refuseUnclearFraming);
  app.decorateRequest('caller', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(JSON_BODIES, { parseAs: 'buffer' }, (request, raw, done) => {
    done(null, readBody(raw, request.headers['content-encoding']));
  });
  app.addContentTypeParser<Buffer>([CLOUD_EVENT, CLOUD_EVENTS], { parseAs: 'buffer' }, (request, raw, done) => {
    const { url } = request.routeOptions;
    const { 'content-type': given = '', 'content-encoding': encoding } = request.headers;
    done(null, url === EVENTS_PATH ? readBody(raw, encoding) : E.left({ type: 'MediaTypeUnsupported', given }));
  });
  app.setErrorHandler<Error>((error, request, reply) => sendProblem(reply, refusal(error, request)));
  return app;
};

const refuseUnknownRoutes = (app: FastifyInstance): void => {
  const methodsOf = knownPaths(app);
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const allowed = methodsOf(path);
    return sendProblem(
      reply,
      allowed.length === 0
        ? { type: 'RouteUnknown', path }
        : { type: 'MethodNotAllowed', method: request.method, allowed },
    );
  });
};

const serving = (app: FastifyInstance, { clock }: Pick<RestDeps, 'clock'>): RestApi => ({
  fastify: app,
  listen: async ({ host, port }) => {
    await app.listen({ host, port });
    const address = app.server.address() as AddressInfo;
    return { port: address.port };
  },
  close: (ms) => closeWithin(app, clock, ms),
});

type HealthDeps = Pick<RestDeps, 'health' | 'metricsText' | 'version' | 'clock' | 'log' | 'limits'>;

const withHealth = (deps: HealthDeps): FastifyInstance => {
  const app = bare(deps);
  refuseUnknownRoutes(app);
  mountHealth(app, deps);
  return app;
};

/** What a process without the role api shows: whether it lives, and its metrics. */
export const healthApi = (deps: HealthDeps): RestApi => serving(withHealth(deps), deps);

const routesOf = (deps: RestDeps): ReadonlyArray<Route> => [
  ...hookRoutes(deps.hooks, deps.audits),
  ...hookCommandRoutes(deps.hooks),
  ...hookTrialRoutes(deps.trials),
  ...deliveryRoutes(deps.deliveries),
  ...auditRoutes(deps.audits),
  ...replayRoutes(deps.replays),
  ...exportRoutes(deps.exports),
  ...exportPreviewRoutes(deps.previews),
  ...profileRoutes(deps.profiles),
  ...profileFieldRoutes(deps.profileFields),
  ...contentRoutes(deps.contents),
  ...accountRoutes(deps.accounts),
  ...catalogueRoutes(deps.catalogue),
  ...actitoRoutes(deps.hooks),
];

/** The REST door. Needs nothing but what it is given; every route is in docs/rest-api.md and tells of itself in /openapi.json. */
export const restApi = (deps: RestDeps): RestApi => {
  const app = withHealth(deps);
  const routes = routesOf(deps);
  mountEvents(app, deps);
  mountCallbacks(app, deps);
  mount(app, deps.accounts, routes);
  mountExportStreams(app, deps);
  mountDocument(app, deps, [EVENTS_CALL, ...routes, ...STREAM_CALLS, ...CALLBACK_CALLS, ...HEALTH_CALLS]);
  return serving(app, deps);
};
