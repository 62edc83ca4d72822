import * as E from 'fp-ts/Either';
import {
  type HandshakeQuestion,
  type HandshakeRefused,
  type WebhookHandshake,
} from '../../../../application/ports/webhook-handshake';
import { readHandshake } from '../../../../domain/destination/handshake';
import { parseAllowEntry } from './allow-list';
import { AnswerOverdue, failureOfError } from './error-failure';
import { guardedConnector, systemResolve } from './guarded-connector';
import { type HttpTransportOptions } from './http-transport';
import { originPools } from './origin-pools';
import { destinationPreparer, type PreparedDestination } from './prepared-destination';

type Options = Omit<HttpTransportOptions, 'maxConnectionsPerOrigin' | 'maxOrigins' | 'now'>;
type Headers = Readonly<Record<string, string | ReadonlyArray<string> | undefined>>;

const headerIn = (headers: Headers, name: string): string | null => {
  const value = headers[name];
  return typeof value === 'string' ? value : (value?.join(', ') ?? null);
};

const refused = ({ url }: HandshakeQuestion, why: string): E.Either<HandshakeRefused, never> =>
  E.left({
    type: 'HandshakeRefused',
    detail: `The endpoint ${url} was asked with OPTIONS whether it wants deliveries: ${why}`,
  });

const openedDestination = ({ url, headers, connectTimeoutMs, answerTimeoutMs }: HandshakeQuestion) => ({
  destination: { kind: 'http' as const, url, headers: [], connectTimeoutMs, answerTimeoutMs },
  headers,
  signingSecrets: [],
});

const questionHeaders = ({ origin, ratePerMinute }: HandshakeQuestion, common: ReadonlyArray<string>): string[] => [
  ...common,
  'webhook-request-origin',
  origin,
  ...(ratePerMinute === undefined ? [] : ['webhook-request-rate', String(ratePerMinute)]),
];

/** The handshake over HTTP/1.1, through connections that are guarded like those of deliveries. */
export const httpHandshake = (options: Options): WebhookHandshake => {
  const { ca, resolve = systemResolve } = options;
  const allowed = options.allowList.map(parseAllowEntry).flatMap((entry) => (E.isRight(entry) ? [entry.right] : []));
  const prepare = destinationPreparer(options);
  const connector = ({ site, http }: PreparedDestination) =>
    guardedConnector(site, { allowed, resolve, timeoutMs: http.connectTimeoutMs, ...(ca === undefined ? {} : { ca }) });

  const ask: WebhookHandshake['ask'] = (question) => async () => {
    const prepared = prepare(openedDestination(question));
    if (E.isLeft(prepared)) return refused(question, prepared.left.detail);
    const { path, headers } = prepared.right;
    // Asked so seldom that no connection is kept.
    const pools = originPools({ connections: 1, origins: 1, connector });
    const overdue = new AbortController();
    const timer = setTimeout(() => {
      overdue.abort(new AnswerOverdue(question.answerTimeoutMs));
    }, question.answerTimeoutMs);
    try {
      const request = { method: 'OPTIONS' as const, path, headers: questionHeaders(question, headers) };
      const answer = await pools.of(prepared.right).request({ ...request, signal: overdue.signal });
      await answer.body.dump();
      const read = readHandshake(question.origin, {
        status: answer.statusCode,
        allowedOrigin: headerIn(answer.headers, 'webhook-allowed-origin'),
        allowedRate: headerIn(answer.headers, 'webhook-allowed-rate'),
      });
      return E.isLeft(read) ? refused(question, read.left) : read;
    } catch (cause) {
      return refused(question, failureOfError(cause instanceof Error ? cause : new Error(String(cause))).detail);
    } finally {
      clearTimeout(timer);
      await pools.destroy(new Error('the handshake is over'));
    }
  };

  return { ask };
};
