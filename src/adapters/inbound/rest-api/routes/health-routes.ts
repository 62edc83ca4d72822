import { type FastifyInstance } from 'fastify';
import { type RestDeps } from '../rest-deps';
import { LIVENESS, READINESS } from '../schema/event-schema';
import { answering } from './about';
import { type Described } from './route';

type HealthDeps = Pick<RestDeps, 'health' | 'metricsText' | 'version'>;

const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

const open = (url: string, about: Described['about']): Described => ({ method: 'GET', url, scope: 'none', about });

export const HEALTH_CALLS: ReadonlyArray<Described> = [
  open('/health/live', {
    summary: 'Tells whether the process lives.',
    answers: { 200: answering('It does.', LIVENESS), 503: answering('Beyond help: start it anew.', LIVENESS) },
  }),
  open('/health/ready', {
    summary: 'Tells whether the process can serve, and which part cannot and why.',
    answers: { 200: answering('It can.', READINESS), 503: answering('It cannot yet.', READINESS) },
  }),
  open('/metrics', {
    summary: 'Shows metrics as Prometheus text; only with HOOKLINE_METRICS=true.',
    answers: {
      200: { description: 'The metrics.', headers: [], content: { 'text/plain': { type: 'string' } } },
    },
  }),
];

/** For load balancers and scrapers: no key is asked for, nothing of any account is told. */
export const mountHealth = (app: FastifyInstance, { health, metricsText, version }: HealthDeps): void => {
  app.get('/health/live', (_request, reply) => {
    const live = health.live();
    return reply.code(live ? 200 : 503).send({ live, version });
  });
  app.get('/health/ready', (_request, reply) => {
    const parts = health.ready();
    const ready = parts.every((part) => part.ready);
    return reply.code(ready ? 200 : 503).send({ ready, parts });
  });
  if (metricsText !== undefined)
    app.get('/metrics', async (_request, reply) => reply.type(METRICS_TYPE).send(await metricsText()));
};
