import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type CliFailure } from '../cli-failure';
import { type Connection } from '../surroundings';
import { problemDetails } from './problem-details';
import { type RestRequest } from './rest-request';

/** The answer's JSON; every refusal of the engine is a failure. */
export type Ask = (request: RestRequest) => TE.TaskEither<CliFailure, unknown>;

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly text: string;
}

const ANSWER_WITHIN_MS = 120_000;
const NEVER_ARRIVED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

const urlOf = ({ url }: Connection, { path, query = {} }: RestRequest): string => {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, String(value));
  return url + path + (given.size === 0 ? '' : `?${given.toString()}`);
};

const headersOf = ({ apiKey }: Connection, { body, ifMatch }: RestRequest): Record<string, string> => ({
  ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
  ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  ...(ifMatch === undefined ? {} : { 'if-match': `"${String(ifMatch)}"` }),
});

const send = async (connection: Connection, request: RestRequest): Promise<Answer> => {
  const response = await fetch(urlOf(connection, request), {
    method: request.method ?? 'GET',
    headers: headersOf(connection, request),
    redirect: 'manual',
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    text: await response.text(),
  };
};

/** The platform's fetch hides the reason of a broken connection in `cause`. */
const reasonOf = (thrown: unknown): { readonly code: string; readonly reason: string } => {
  const root = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  const code = root instanceof Error && 'code' in root ? String(root.code) : '';
  const message = root instanceof Error && root.message !== '' ? root.message : code;
  return { code, reason: message === '' ? 'no connection' : message };
};

const unreachable =
  ({ url }: Connection) =>
  (thrown: unknown): CliFailure => {
    const { code, reason } = reasonOf(thrown);
    return { type: 'Unreachable', url, reason, mayHaveArrived: !NEVER_ARRIVED.has(code) };
  };

const LAST_DATA = /^data: (.*)$(?![\s\S]*^data: )/m;

/** The JSON of an answer; of server-sent events the last one's, which tells the end. */
const jsonOf = (text: string): unknown => {
  const last = text.startsWith('event: ') ? LAST_DATA.exec(text)?.[1] : undefined;
  return parsed(last ?? text);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const understood =
  ({ url }: Connection, { answers = [] }: RestRequest) =>
  ({ status, retryAfter, text }: Answer): E.Either<CliFailure, unknown> => {
    const json = jsonOf(text);
    const isAnswer = (status >= 200 && status < 300) || answers.includes(status);
    if (isAnswer && json !== undefined) return E.right(json);
    const problem = problemDetails(json);
    if (problem === null) return E.left({ type: 'UnexpectedAnswer', url, status });
    const seconds = retryAfter === null ? NaN : Number(retryAfter);
    return E.left({
      type: 'Refused',
      status,
      problem,
      ...(Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {}),
    });
  };

/** Speaks to the REST door; asks for the connection at each call. */
export const restClient =
  (connection: () => E.Either<CliFailure, Connection>): Ask =>
  (request) =>
    pipe(
      TE.fromEither(connection()),
      TE.flatMap((to) =>
        pipe(
          TE.tryCatch(() => send(to, request), unreachable(to)),
          TE.flatMapEither(understood(to, request)),
        ),
      ),
    );
