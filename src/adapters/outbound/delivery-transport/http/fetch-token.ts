import * as E from 'fp-ts/Either';
import { type Pool } from 'undici';
import { type DeliveryFailure, type OpenedDestination } from '../../../../application/ports/delivery-transport';
import { accessTokenIn } from './access-token';
import { AnswerOverdue, failureOfError } from './error-failure';
import { type PreparedDestination } from './prepared-destination';
import { tokenRequest } from './token-request';
import { type FetchToken } from './token-source';

export interface FetchTokenDependencies {
  readonly prepare: (to: OpenedDestination) => E.Either<DeliveryFailure, PreparedDestination>;
  /** Guarded like every other connection. */
  readonly poolOf: (prepared: PreparedDestination) => Pool;
}

const TIMEOUT_MS = 15_000;
const CONNECT_MS = 5_000;
const LARGEST_ANSWER = 65_536;

const failed = ({ detail, answer: _answer, ...failure }: DeliveryFailure): DeliveryFailure => ({
  ...failure,
  kind: 'endpoint',
  reason: 'oauth2',
  detail: `there is no access token: ${detail}`,
});

const textOf = async (body: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > LARGEST_ANSWER) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** Asks the token endpoint of a client; whatever happens is a failure of the endpoint that says so. */
export const fetchToken =
  ({ prepare, poolOf }: FetchTokenDependencies): FetchToken =>
  async ({ clientSecret, ...credentials }) => {
    const site = prepare({
      destination: {
        kind: 'http',
        url: credentials.tokenUrl,
        headers: [],
        connectTimeoutMs: CONNECT_MS,
        answerTimeoutMs: TIMEOUT_MS,
      },
      headers: [],
      signingSecrets: [],
    });
    if (E.isLeft(site)) return E.left(failed(site.left));
    const overdue = new AbortController();
    const timer = setTimeout(() => {
      overdue.abort(new AnswerOverdue(TIMEOUT_MS));
    }, TIMEOUT_MS);
    try {
      const { path } = site.right;
      const request = { method: 'POST', path, signal: overdue.signal, ...tokenRequest(credentials, clientSecret) };
      const { statusCode, body } = await poolOf(site.right).request(request);
      return accessTokenIn(statusCode, await textOf(body));
    } catch (cause) {
      return E.left(failed(failureOfError(cause instanceof Error ? cause : new Error(String(cause)))));
    } finally {
      clearTimeout(timer);
    }
  };
