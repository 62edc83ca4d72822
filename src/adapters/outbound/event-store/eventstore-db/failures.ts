import { type EventStoreUnavailable } from '../../../../application/ports/event-store';

/** The codes of gRPC that are told apart. */
export const CODE = {
  cancelled: 1,
  unknown: 2,
  deadlineExceeded: 4,
  notFound: 5,
  permissionDenied: 7,
  resourceExhausted: 8,
  aborted: 10,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
  unauthenticated: 16,
} as const;

interface WireError {
  readonly code?: unknown;
  readonly details?: unknown;
  readonly message?: unknown;
  readonly metadata?: { readonly get?: (key: string) => ReadonlyArray<unknown> };
}

const wire = (error: unknown): WireError => (typeof error === 'object' && error !== null ? error : {});

/** The code of gRPC; null: the call never came as far as the wire. */
export const codeOf = (error: unknown): number | null => {
  const { code } = wire(error);
  return typeof code === 'number' ? code : null;
};

/** The server's own name of what went wrong, such as `stream-deleted`. */
export const exceptionOf = (error: unknown): string | null => {
  const { metadata } = wire(error);
  const named = typeof metadata?.get === 'function' ? metadata.get('exception')[0] : undefined;
  return typeof named === 'string' ? named : null;
};

export const textOf = (error: unknown): string => {
  const { details, message } = wire(error);
  if (typeof details === 'string' && details !== '') return details;
  return typeof message === 'string' && message !== '' ? message : 'no reason given';
};

const RETRYABLE: ReadonlySet<number> = new Set([
  CODE.cancelled,
  CODE.deadlineExceeded,
  CODE.resourceExhausted,
  CODE.aborted,
  CODE.internal,
  CODE.unavailable,
]);
const PASSES = /not ready|busy|timed? ?out|no leader|expired/i;
const NEVER_SENT =
  /no connection established|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|failed to discover|name resolution failed/i;

const isDenied = (error: unknown): boolean =>
  exceptionOf(error) === 'access-denied' ||
  codeOf(error) === CODE.permissionDenied ||
  codeOf(error) === CODE.unauthenticated;

/** An error without a code is the client's own, such as a discovery that found no node: another try may do. */
const isRetryable = (error: unknown): boolean => {
  const code = codeOf(error);
  if (code === null || exceptionOf(error) === 'not-leader') return true;
  return RETRYABLE.has(code) || (code === CODE.unknown && PASSES.test(textOf(error)));
};

export const neverSent = (error: unknown): boolean => NEVER_SENT.test(textOf(error));

/** The server begins at places of the log only: a number in between is none, and it says no more than this. */
export const isNoPlace = (error: unknown): boolean =>
  codeOf(error) === CODE.unknown && /FilteredReadAllResult|thrown by handler/i.test(textOf(error));

/** The server closes a live subscription that cannot keep pace: an everyday event. */
export const isTooSlow = (error: unknown): boolean => /consumer too slow/i.test(textOf(error));

export const ACCESS_DENIED =
  'EventStoreDB refused access. Correct user and password in its connection string, or give this user the right to read and write the streams and to read $all.';
export const NO_ANSWER = 'EventStoreDB did not answer a read in time.';
export const TOO_OLD = 'This EventStoreDB lacks a call that is needed: run version 23.10 or newer.';

type Outcome = EventStoreUnavailable['outcome'];

export const unavailable = (
  detail: string,
  retryable = true,
  outcome: Outcome = 'not-written',
): EventStoreUnavailable => ({
  type: 'EventStoreUnavailable',
  retryable,
  outcome,
  detail,
});

export const CLOSED = unavailable('The event store is closed.', false);

/** What the port says for an error of the driver or the server. */
export const failureOf = (error: unknown, outcome: Outcome = 'not-written'): EventStoreUnavailable => {
  if (isDenied(error)) return unavailable(ACCESS_DENIED, false, outcome);
  if (codeOf(error) === CODE.unimplemented) return unavailable(TOO_OLD, false, outcome);
  return unavailable(`EventStoreDB cannot be reached or did not answer: ${textOf(error)}`, isRetryable(error), outcome);
};
