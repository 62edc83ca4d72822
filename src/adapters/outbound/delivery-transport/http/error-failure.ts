import errors from 'undici/lib/core/errors';
import { type DeliveryFailure } from '../../../../application/ports/delivery-transport';
import { AddressRefused } from './address-guard';
import { endpointFailure, messageFailure } from './failure';
import { ProxyFailed } from './proxy-tunnel';

/** The deadline of the destination passed before the whole answer was there. */
export class AnswerOverdue extends Error {
  constructor(readonly ms: number) {
    super(`no complete answer within ${String(ms)} ms`);
  }
}

/** The transport was closed before the answer came. */
export class TransportClosed extends Error {
  constructor() {
    super('the engine stopped before the answer came');
  }
}

const DNS = /^(ENOTFOUND|EAI_|ENODATA|ESERVFAIL|EBADNAME)/;
const TLS = /CERT|^ERR_TLS|^ERR_SSL|^UNABLE_TO|^CRL_|^HOSTNAME_MISMATCH|^EPROTO$/;
const LOST = /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|ECONNABORTED)$/;
/** The far side spoke, but not what HTTP allows, or more of it than we take. */
const ODD = /^(UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES_)/;

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

const timedOut = (error: Error): boolean =>
  error instanceof errors.ConnectTimeoutError || codeOf(error) === 'ETIMEDOUT';

const oddAnswer = (detail: string): DeliveryFailure =>
  messageFailure('odd-answer', `the answer is not valid HTTP: ${detail}`);

const byCode = (code: string, detail: string): DeliveryFailure => {
  if (DNS.test(code)) return endpointFailure('dns', `the name could not be resolved: ${detail}`);
  if (TLS.test(code)) return endpointFailure('tls', `no trusted TLS connection: ${detail}`);
  if (LOST.test(code)) return endpointFailure('connection-lost', `the connection broke before the answer: ${detail}`);
  if (ODD.test(code)) return oddAnswer(detail);
  return endpointFailure('connect', `no connection: ${detail}`);
};

/** What this transport itself throws. */
const ownFailure = (error: Error): DeliveryFailure | null => {
  if (error instanceof AddressRefused) return endpointFailure('address-refused', error.message);
  if (error instanceof ProxyFailed) return endpointFailure('proxy', error.message);
  if (error instanceof AnswerOverdue) return endpointFailure('timeout', error.message);
  return error instanceof TransportClosed ? endpointFailure('closed', error.message) : null;
};

/** What an exception of the client means; every one of them is a failed attempt. */
export const failureOfError = (error: Error): DeliveryFailure => {
  const own = ownFailure(error);
  if (own !== null) return own;
  if (timedOut(error)) return endpointFailure('timeout', 'no connection within the connect timeout');
  if (error instanceof errors.InvalidArgumentError)
    return messageFailure('request', `cannot be sent: ${error.message}`);
  if (error instanceof errors.HTTPParserError) return oddAnswer(error.message);
  const code = codeOf(error);
  return byCode(code, code === '' ? error.message : code);
};
