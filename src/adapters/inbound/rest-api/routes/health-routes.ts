import { type FastifyInstance } from 'fastify';
import { type RestDeps } from '../rest-deps';

type HealthDeps = Pick<RestDeps, 'health' | 'metricsText' | 'version'>;

const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

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
