import { type FastifyRequest } from 'fastify';
import { type Authenticated } from '../../../../application/use-cases/accounts';
import { type BodyRead, NO_BODY } from '../../incoming-events/read-body';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by authentication; null on calls that need none. */
    caller: Authenticated | null;
  }
}

/** Whoever calls without a key: nobody's account, no scope. */
const NOBODY: Authenticated = { account: -1, entity: '', keyId: '', name: 'nobody', scopes: [] };

/** A request as the routes see it. */
export interface Call {
  readonly caller: Authenticated;
  readonly params: Readonly<Record<string, string>>;
  readonly query: object;
  readonly body: BodyRead;
  readonly ifMatch: string | undefined;
}

export const callerOf = (request: FastifyRequest): Authenticated => request.caller ?? NOBODY;

/** Fastify leaves the body of a request without one undefined. */
export const bodyOf = (request: FastifyRequest): BodyRead => (request.body as BodyRead | undefined) ?? NO_BODY;

export const callOf = (request: FastifyRequest): Call => ({
  caller: callerOf(request),
  params: request.params as Readonly<Record<string, string>>,
  query: request.query as object,
  body: bodyOf(request),
  ifMatch: request.headers['if-match'],
});
