import { type FastifyReply, type FastifyRequest, type HookHandlerDoneFunction } from 'fastify';
import { type AccountUseCases, type Scope } from '../../../../application/use-cases/accounts';
import { type RequestRefusal } from '../problem/rest-refusal';
import { sendProblem } from '../problem/send-problem';
import { callerOf } from './call';

const BEARER = /^Bearer +(\S+)$/i;

const BASIC = /^Basic +([\w+/=-]+)$/i;

/** Actito's clients know user and password only: the password is the key, the user is whatever they like. */
const passwordOf = (authorization: string): string | undefined => {
  const [, credentials = ''] = BASIC.exec(authorization) ?? [];
  return /^[^:]*:(\S+)$/.exec(Buffer.from(credentials, 'base64').toString('utf8'))?.[1];
};

const presentedKey = ({ headers: { authorization, ...headers } }: FastifyRequest): string | undefined => {
  if (authorization !== undefined) return BEARER.exec(authorization)?.[1] ?? passwordOf(authorization);
  const apiKey = headers['x-api-key'];
  return typeof apiKey === 'string' && apiKey !== '' ? apiKey : undefined;
};

const refusalFor = (
  request: FastifyRequest,
  accounts: AccountUseCases,
  scope: Scope | 'any',
): RequestRefusal | null => {
  const key = presentedKey(request);
  if (key === undefined) return { type: 'ApiKeyMissing' };
  request.caller = accounts.authenticate(key);
  if (request.caller === null) return { type: 'ApiKeyNotAccepted' };
  const { scopes } = callerOf(request);
  return scope === 'any' || scopes.includes('admin') || scopes.includes(scope)
    ? null
    : { type: 'ScopeLacking', scope, has: scopes };
};

/** Runs before the body is read. The account follows from the key. Lets through a key with the scope, or with admin. */
export const requires =
  (accounts: AccountUseCases, scope: Scope | 'any') =>
  (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    const refusal = refusalFor(request, accounts, scope);
    if (refusal === null) done();
    else sendProblem(reply, refusal);
  };
