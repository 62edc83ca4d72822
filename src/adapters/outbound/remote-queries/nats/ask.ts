import * as TE from 'fp-ts/TaskEither';
import { type NatsConnection, RequestStrategy } from 'nats';
import { decodeQuery, encodeQuery } from '../../../../application/codecs/query-codec';

/** Why there is no answer, for people. */
export type NoAnswer = string;
export type Ask = (subject: string, args: ReadonlyArray<unknown>) => TE.TaskEither<NoAnswer, unknown>;

const MAX_WAIT_MS = 10_000;

interface Answer {
  readonly answer?: unknown;
  readonly failure?: string;
}

/** All parts of the answer; an empty one ends it. */
const partsOf = async (connection: NatsConnection, subject: string, question: string): Promise<string> => {
  const parts: Uint8Array[] = [];
  const replies = await connection.requestMany(subject, question, {
    strategy: RequestStrategy.SentinelMsg,
    maxWait: MAX_WAIT_MS,
    noMux: true,
  });
  for await (const { data } of replies) {
    if (data.length === 0) return Buffer.concat(parts).toString('utf8');
    parts.push(data);
  }
  throw new Error(`no whole answer within ${String(MAX_WAIT_MS / 1000)} s`);
};

const explained = (cause: unknown): NoAnswer => {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === '503') return 'no process answers';
  return cause instanceof Error ? cause.message : String(cause);
};

/** Asks whichever process can answer. */
export const askOver =
  (connection: NatsConnection): Ask =>
  (subject, args) =>
    TE.tryCatch(async () => {
      const { answer, failure } = decodeQuery(await partsOf(connection, subject, encodeQuery(args))) as Answer;
      if (failure !== undefined) throw new Error(failure);
      return answer;
    }, explained);
