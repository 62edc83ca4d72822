import { isUtf8 } from 'node:buffer';
import * as E from 'fp-ts/Either';
import { type BodyRefusal } from './incoming-refusal';
import { unsafePlace } from './unsafe-place';

export interface ReadBody {
  /** Parsed JSON; undefined: the request had no body. */
  readonly value: unknown;
  readonly bytes: number;
}
export type BodyRead = E.Either<BodyRefusal, ReadBody>;

export const NO_BODY: BodyRead = E.right({ value: undefined, bytes: 0 });

const malformed = (detail: string): BodyRead => E.left({ type: 'BodyMalformed', detail });

const isPlain = (encoding: string): boolean => ['', 'identity'].includes(encoding.trim().toLowerCase());

/**
 * Parses a body once; `encoding` is its Content-Encoding. A refusal is a value here, so that the route answers it like
 * any other.
 */
export const readBody = (raw: Buffer, encoding = ''): BodyRead => {
  if (!isPlain(encoding)) return E.left({ type: 'ContentEncodingUnsupported', given: encoding });
  if (raw.length === 0) return NO_BODY;
  if (!isUtf8(raw)) return malformed('The body is not valid UTF-8.');
  const parsed = E.tryCatch(
    (): unknown => JSON.parse(raw.toString('utf8')),
    (cause) => (cause instanceof SyntaxError ? cause.message : 'It cannot be parsed.'),
  );
  if (E.isLeft(parsed)) return malformed(`${parsed.left}.`);
  const problem = unsafePlace(parsed.right);
  return problem === null
    ? E.right({ value: parsed.right, bytes: raw.length })
    : E.left({ type: 'BodyUnsafe', problem });
};
