import { expect } from 'chai';
import { errors } from 'undici';
import { AddressRefused } from '../../../../../src/adapters/outbound/delivery-transport/http/address-guard';
import {
  AnswerOverdue,
  failureOfError,
  TransportClosed,
} from '../../../../../src/adapters/outbound/delivery-transport/http/error-failure';

const coded = (code: string): Error => Object.assign(new Error(`it was ${code}`), { code });

describe('An exception of the HTTP client', () => {
  for (const [code, reason] of [
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['ECONNREFUSED', 'connect'],
    ['EHOSTUNREACH', 'connect'],
    ['ETIMEDOUT', 'timeout'],
    ['ECONNRESET', 'connection-lost'],
    ['UND_ERR_SOCKET', 'connection-lost'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['SOMETHING_NEW', 'connect'],
  ] as const)
    it(`${code} is the endpoint failure "${reason}"`, () => {
      expect(failureOfError(coded(code))).to.include({ kind: 'endpoint', reason, gone: false, tooLarge: false });
    });

  for (const [name, error, reason] of [
    ['a connect timeout', new errors.ConnectTimeoutError(), 'timeout'],
    ['an answer timeout', new AnswerOverdue(100), 'timeout'],
    ['a refused address', new AddressRefused('no'), 'address-refused'],
    ['a closed transport', new TransportClosed(), 'closed'],
    ['an unknown error', new Error('what?'), 'connect'],
  ] as const)
    it(`${name} is the endpoint failure "${reason}"`, () => {
      expect(failureOfError(error)).to.include({ kind: 'endpoint', reason });
    });

  for (const [name, error, reason] of [
    ['headers beyond the bound', new errors.HeadersOverflowError(), 'odd-answer'],
    ['an answer that is no HTTP', new errors.HTTPParserError('odd'), 'odd-answer'],
    ['a body of another length than promised', new errors.ResponseContentLengthMismatchError(), 'odd-answer'],
    ['a request that cannot be sent', new errors.InvalidArgumentError('odd'), 'request'],
  ] as const)
    it(`${name} is the message failure "${reason}"`, () => {
      expect(failureOfError(error)).to.include({ kind: 'message', reason });
    });
});
