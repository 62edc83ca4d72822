import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { decodeAccountEvent, encodeAccountEvent } from '../../../src/application/codecs/account-codec';
import * as build from '../../support/account-builders';
import { recorded } from '../../support/recorded-event';

const EVENTS = [build.opened, build.adminIssued, build.rotated, build.revoked];

const detailOf = (type: string, data: string): string => {
  const decoded = decodeAccountEvent(recorded({ type, data, stream: 'accounts', revision: 2n }));
  if (E.isRight(decoded)) return 'decoded';
  expect(decoded.left).to.include({ type: 'CorruptEvent', stream: 'accounts', revision: 2n });
  return decoded.left.detail;
};

describe('A stored event of an account', () => {
  for (const event of EVENTS) {
    it(`comes back as it was: ${event.type}`, () => {
      const { type, data } = encodeAccountEvent(event);
      expect(decodeAccountEvent(recorded({ type, data }))).to.deep.equal(E.right(event));
    });

    it(`is corrupt without any one of its fields: ${event.type}`, () => {
      for (const missing of Object.keys(event).filter((key) => key !== 'type')) {
        const data = JSON.stringify({ v: 1, ...event, [missing]: undefined });
        expect(detailOf(event.type, data), missing).to.contain(missing);
      }
    });
  }

  it('is corrupt with a scope that does not exist', () => {
    const data = JSON.stringify({ v: 1, ...build.adminIssued, scopes: ['root'] });
    expect(detailOf('ApiKeyIssued', data)).to.equal('ApiKeyIssued: scopes: 0: is none of admin, publish, read');
  });

  it('is corrupt when it is of no type of ours', () => {
    expect(detailOf('AccountPainted', '{}')).to.equal('AccountPainted: is no event of an account');
  });
});
