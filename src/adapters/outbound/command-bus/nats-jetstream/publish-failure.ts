import { type ApiError, ErrorCode, NatsError } from 'nats';
import { type CommandBusFull, type CommandBusUnavailable } from '../../../../application/ports/command-bus';

/** `unknown`: it may lie on the bus all the same; `no stream`: nobody answers for the subject. */
export type PublishFailure =
  | { readonly kind: 'full' }
  | { readonly kind: 'unknown' | 'no stream'; readonly detail: string }
  | { readonly kind: 'refused'; readonly detail: string; readonly retryable: boolean };

const STORE_FAILED = 10077;
const MESSAGE_TOO_BIG = 10054;

export const apiFailure = ({ err_code: code = 0, description }: ApiError): PublishFailure => {
  if (code === STORE_FAILED && description.includes('maximum')) return { kind: 'full' };
  const detail = `${description} (${String(code)})`;
  return { kind: 'refused', detail, retryable: code !== MESSAGE_TOO_BIG };
};

export const NO_STREAM: PublishFailure = { kind: 'no stream', detail: 'no stream takes blocks' };
const CLOSED: PublishFailure = { kind: 'refused', detail: 'the connection is closed', retryable: false };
const BY_CODE: ReadonlyMap<string, PublishFailure> = new Map<string, PublishFailure>([
  [
    ErrorCode.MaxPayloadExceeded,
    { kind: 'refused', detail: 'larger than max_payload of the server', retryable: false },
  ],
  [ErrorCode.ConnectionClosed, CLOSED],
  [ErrorCode.ConnectionDraining, CLOSED],
]);

export const publishFailure = (cause: unknown): PublishFailure => {
  if (!(cause instanceof NatsError)) return { kind: 'refused', detail: String(cause), retryable: false };
  return BY_CODE.get(cause.code) ?? { kind: 'unknown', detail: cause.message };
};

export const unavailable = (detail: string, retryable: boolean): CommandBusUnavailable => ({
  type: 'CommandBusUnavailable',
  retryable,
  detail,
});

export const asBusFailure = (failure: PublishFailure): CommandBusUnavailable | CommandBusFull =>
  failure.kind === 'full'
    ? { type: 'CommandBusFull' }
    : unavailable(failure.detail, failure.kind !== 'refused' || failure.retryable);
