import { expect } from 'chai';
import * as fc from 'fast-check';
import { type AnswerClass, type AnswerFacts, classifyAnswer } from '../../../src/domain/delivery/classify-answer';

const answer = (status: number, facts: Partial<AnswerFacts> = {}): AnswerClass =>
  classifyAnswer({ status, pattern: 'none', now: 0, ...facts });

describe('An answer with a status', () => {
  for (const status of [200, 201, 202, 204, 299])
    it(`${String(status)} is a success`, () => {
      expect(answer(status)).to.deep.equal({ type: 'Success' });
    });

  for (const status of [300, 301, 302, 304, 307, 308, 401, 403, 404, 405, 408, 410, 429, 500, 501, 502, 503, 504, 599])
    it(`${String(status)} is an endpoint failure`, () => {
      expect(answer(status)).to.include({ type: 'Failure', kind: 'endpoint' });
    });

  for (const status of [400, 402, 406, 409, 411, 412, 413, 414, 415, 418, 422, 425, 428, 431, 451, 499, 600, 999])
    it(`${String(status)} is a message failure`, () => {
      expect(answer(status)).to.include({ type: 'Failure', kind: 'message' });
    });

  it('410 says that the endpoint is gone, no other does', () => {
    expect(answer(410)).to.include({ reason: 'gone', gone: true });
    expect(answer(404)).to.include({ reason: 'status', gone: false });
  });

  it('413 says that the message is too large, no other does', () => {
    expect(answer(413)).to.include({ reason: 'too-large', tooLarge: true });
    expect(answer(414)).to.include({ tooLarge: false });
  });

  it('3xx is named a redirect', () => {
    expect(answer(302)).to.include({ reason: 'redirect' });
  });
});

describe('An answer to a hook with a success status', () => {
  it('is a success with exactly that status', () => {
    expect(answer(200, { successStatus: 200 })).to.deep.equal({ type: 'Success' });
    expect(answer(409, { successStatus: 409 })).to.deep.equal({ type: 'Success' });
  });

  it('is a message failure with another 2xx', () => {
    expect(answer(201, { successStatus: 200 })).to.include({ kind: 'message', reason: 'status' });
  });
});

describe('An answer to a hook with a success pattern', () => {
  it('is a success when status and pattern fit', () => {
    expect(answer(200, { pattern: 'matched' })).to.deep.equal({ type: 'Success' });
  });

  it('is a message failure when the pattern does not fit or took too long', () => {
    expect(answer(200, { pattern: 'missed' })).to.include({ kind: 'message', reason: 'pattern' });
    expect(answer(200, { pattern: 'out-of-time' })).to.include({ kind: 'message', reason: 'pattern' });
  });

  it('fails by its status, whatever the pattern says', () => {
    expect(answer(500, { pattern: 'matched' })).to.include({ kind: 'endpoint', reason: 'status' });
  });
});

describe('An answer with Retry-After', () => {
  it('carries the wait with 429 and 503', () => {
    expect(answer(429, { retryAfter: '5' })).to.include({ retryAfterMs: 5_000 });
    expect(answer(503, { retryAfter: '5' })).to.include({ retryAfterMs: 5_000 });
  });

  it('carries none with any other status', () => {
    for (const status of [301, 400, 404, 500, 502])
      expect(answer(status, { retryAfter: '5' })).not.to.have.property('retryAfterMs');
  });

  it('carries none when it is not understood', () => {
    expect(answer(429, { retryAfter: 'soon' })).not.to.have.property('retryAfterMs');
  });
});

describe('Any answer', () => {
  it('is a success exactly when the status asked for came, and never without one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 999 }),
        fc.option(fc.integer({ min: 200, max: 599 }), { nil: undefined }),
        (status, successStatus) => {
          const expected = successStatus === undefined ? status >= 200 && status <= 299 : status === successStatus;
          expect(answer(status, { successStatus }).type === 'Success').to.equal(expected);
        },
      ),
    );
  });
});
