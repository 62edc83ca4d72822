import { type IncomingRefusal } from '../../incoming-events/incoming-refusal';
import { type RefusalTable, type RequestRefusal } from './rest-refusal';

const CHALLENGE = 'Bearer realm="hookline"';

export const requestProblems: RefusalTable<Exclude<RequestRefusal['type'], IncomingRefusal['type']>> = {
  ApiKeyMissing: () => ({
    status: 401,
    slug: 'api-key-missing',
    title: 'An API key is needed',
    detail: 'Send the header "Authorization: Bearer <key>" (or "X-Api-Key: <key>") with a key of the account.',
    headers: { 'www-authenticate': CHALLENGE },
  }),
  ApiKeyNotAccepted: () => ({
    status: 401,
    slug: 'api-key-not-accepted',
    title: 'The API key is not accepted',
    detail: 'The key is not known, was revoked or has run out. Ask an admin of the account for another.',
    headers: { 'www-authenticate': `${CHALLENGE}, error="invalid_token"` },
  }),
  ScopeLacking: ({ scope, has }) => ({
    status: 403,
    slug: 'scope-lacking',
    title: 'The key may not do this',
    detail: `This needs the scope ${scope}; the key has ${has.join(', ')}. Use a key that has ${scope}${scope === 'admin' ? '' : ' or admin'}.`,
    headers: { 'www-authenticate': `${CHALLENGE}, error="insufficient_scope", scope="${scope}"` },
  }),
  ParameterInvalid: ({ problems }) => ({
    status: 400,
    slug: 'parameter-invalid',
    title: 'A parameter or header is not acceptable',
    detail: 'Correct those listed in errors.',
    errors: problems,
  }),
  NoActitoWebhook: ({ hook }) => ({
    status: 404,
    slug: 'no-actito-webhook',
    title: 'No such webhook subscription',
    detail: `${String(hook)} is not a hook of this entity with the format actito. GET /v1/hooks/${String(hook)} shows hooks of any format.`,
  }),
  EntityNotOfKey: ({ entity, own }) => ({
    status: 404,
    slug: 'entity-not-of-key',
    title: 'Not the entity of this key',
    detail: `The account of this key is the entity ${JSON.stringify(own)}; the path names ${JSON.stringify(entity)}.`,
  }),
  RouteUnknown: ({ path }) => ({
    status: 404,
    slug: 'route-unknown',
    title: 'Nothing is here',
    detail: `There is no ${JSON.stringify(path)}. The calls are listed in docs/rest-api.md and begin with /v1; a process without the role api has health and metrics only.`,
  }),
  MethodNotAllowed: ({ method, allowed }) => ({
    status: 405,
    slug: 'method-not-allowed',
    title: 'Not with this method',
    detail: `${method} is not possible here. Use ${allowed.join(' or ')}.`,
    headers: { allow: allowed.join(', ') },
  }),
  RequestRejected: ({ status, detail }) => ({
    status,
    slug: 'request-rejected',
    title: 'The request cannot be read',
    detail,
  }),
  Defect: ({ id }) => ({
    status: 500,
    slug: 'defect',
    title: 'An error of the engine',
    detail: `This is not your request's fault. Quote ${id} to the operator: the engine's log has the details under it.`,
    instance: `urn:uuid:${id}`,
  }),
};
