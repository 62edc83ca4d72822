import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { rateWithin, readHandshake } from '../../../src/domain/destination/handshake';

const answer = (parts: object = {}) => ({
  status: 200,
  allowedOrigin: 'hooks.example.com',
  allowedRate: null,
  ...parts,
});
const read = (parts: object): unknown => {
  const made = readHandshake('hooks.example.com', answer(parts));
  return E.isRight(made) ? made.right : made.left;
};

describe('The answer of an endpoint to a handshake (CloudEvents, HTTP 1.1 Web Hooks)', () => {
  it('allows the origin by its name in any case, in a list, or by *', () => {
    for (const allowedOrigin of ['hooks.example.com', 'HOOKS.example.com', 'a.example, hooks.example.com', '*'])
      expect(read({ allowedOrigin })).to.deep.equal({});
  });

  it('allows a number of requests a minute, or any with * or without the header', () => {
    expect([read({ allowedRate: '120' }), read({ allowedRate: '*' }), read({})]).to.deep.equal([
      { ratePerMinute: 120 },
      {},
      {},
    ]);
  });

  it('is no yes without the header, for another origin, with another status, or with a rate that is none', () => {
    expect(read({ allowedOrigin: null })).to.equal('its answer has no WebHook-Allowed-Origin');
    expect(read({ allowedOrigin: 'other.example' })).to.equal('it allows other.example, not hooks.example.com');
    expect([read({ status: 405 }), read({ status: 302 })]).to.deep.equal(['it answered 405', 'it answered 302']);
    for (const allowedRate of ['0', '-1', 'many', '1.5'])
      expect(read({ allowedRate })).to.equal('its WebHook-Allowed-Rate is neither * nor a number of requests a minute');
  });
});

describe('The rate of a hook after a handshake', () => {
  it('is the less of what the operator chose and what the endpoint granted', () => {
    const granted = (ratePerMinute?: number) => ({
      url: 'https://a.example',
      at: '2026-11-23T12:00:00Z',
      ...(ratePerMinute === undefined ? {} : { ratePerMinute }),
    });
    expect([
      rateWithin(undefined, undefined),
      rateWithin(5, undefined),
      rateWithin(5, granted()),
      rateWithin(undefined, granted(120)),
      rateWithin(1, granted(120)),
      rateWithin(5, granted(120)),
    ]).to.deep.equal([undefined, 5, 5, 2, 1, 2]);
  });
});
