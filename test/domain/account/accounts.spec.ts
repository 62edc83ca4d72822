import { expect } from 'chai';
import * as fc from 'fast-check';
import { type AccountEvent } from '../../../src/domain/account/account-event';
import { accountsDecider } from '../../../src/domain/account/accounts-decider';
import { worksAt } from '../../../src/domain/account/works-at';
import { replay } from '../../../src/domain/shared/decider';
import * as build from '../../support/account-builders';
import { specificationFor } from '../../support/specification';

const given = specificationFor(accountsDecider);
const stateAfter = replay(accountsDecider);
const shop = [build.opened, build.adminIssued] as const;

describe('Opening an account', () => {
  it('gives it an admin key', () => {
    given().when(build.open).thenEvents(build.opened, build.adminIssued);
  });
  it('may say its time zone, which must be one', () => {
    const timeZone = 'Europe/Paris';
    given()
      .when({ ...build.open, timeZone })
      .thenEvents({ ...build.opened, timeZone }, build.adminIssued);
    expect(stateAfter([{ ...build.opened, timeZone }]).get(build.opened.account)).to.include({ timeZone });
    given()
      .when({ ...build.open, timeZone: 'Mars/Olympus' })
      .thenRefused({ type: 'InvalidAccount', field: 'timeZone', reason: 'must be a time zone such as Europe/Paris' });
  });
  it('is refused when the number is taken', () => {
    given(...shop)
      .when(build.open)
      .thenRefused({ type: 'AccountExists' });
  });
  it('as the first is refused when there is any', () => {
    given(...shop)
      .when({ ...build.open, account: 24, entity: 'other' })
      .thenRefused({ type: 'AccountExists' });
  });
  it('as a further one is for the first account alone', () => {
    const other = [
      { ...build.opened, account: 24, entity: 'other' },
      { ...build.adminIssued, account: 24 },
    ] as const;
    given(...shop)
      .when({ ...build.open, account: 24, entity: 'other', asker: 23 })
      .thenEvents(...other);
    given(...shop, ...other)
      .when({ ...build.open, account: 7, entity: 'third', asker: 24 })
      .thenRefused({ type: 'NotFirstAccount' });
    given()
      .when({ ...build.open, asker: 23 })
      .thenRefused({ type: 'NotFirstAccount' });
  });
  it('tells nobody but the first account which numbers are taken', () => {
    given(...shop, { ...build.opened, account: 24, entity: 'other' })
      .when({ ...build.open, asker: 24 })
      .thenRefused({ type: 'NotFirstAccount' });
    given(...shop)
      .when({ ...build.open, entity: 'other', asker: 23 })
      .thenRefused({ type: 'AccountExists' });
  });
  it('is refused with the entity of another account', () => {
    given(...shop)
      .when({ ...build.open, account: 24, asker: 23 })
      .thenRefused({ type: 'InvalidAccount', field: 'entity', reason: 'is the entity of another account' });
  });
  for (const account of [0, -1, 1.5, Number.NaN]) {
    it(`is refused with the number ${String(account)}`, () => {
      given()
        .when({ ...build.open, account })
        .thenRefused({ type: 'InvalidAccount', field: 'account', reason: 'must be a whole number from 1' });
    });
  }
  for (const entity of ['', '../x', 'a b', 'x'.repeat(101), '.hidden']) {
    it(`is refused with the entity ${JSON.stringify(entity.slice(0, 10))}`, () => {
      given()
        .when({ ...build.open, entity })
        .thenRefused({
          type: 'InvalidAccount',
          field: 'entity',
          reason: 'must have 1 to 100 letters, digits, ".", "-" or "_", beginning with a letter or digit',
        });
    });
  }
});

describe('Issuing a key', () => {
  it('keeps its name, its scopes and its hash', () => {
    given(...shop)
      .when(build.issue)
      .thenEvents(build.importerIssued);
  });
  it('is refused for an account nobody opened', () => {
    given().when(build.issue).thenRefused({ type: 'AccountUnknown' });
  });
  it('is refused under the name of the engine, which the history uses', () => {
    given(...shop)
      .when({ ...build.issue, key: { ...build.issue.key, name: 'engine' } })
      .thenRefused({
        type: 'InvalidAccount',
        field: 'name',
        reason: 'must not be "engine": the history would not tell who acted',
      });
  });
  it('is refused without a name', () => {
    given(...shop)
      .when({ ...build.issue, key: { ...build.issue.key, name: ' ' } })
      .thenRefused({ type: 'InvalidAccount', field: 'name', reason: 'must have 1 to 200 characters' });
  });
  it('is refused without a scope, or with one twice', () => {
    given(...shop)
      .when({ ...build.issue, key: { ...build.issue.key, scopes: [] } })
      .thenRefused({
        type: 'InvalidAccount',
        field: 'scopes',
        reason: 'must name at least one of admin, publish, read',
      });
    given(...shop)
      .when({ ...build.issue, key: { ...build.issue.key, scopes: ['read', 'read'] } })
      .thenRefused({ type: 'InvalidAccount', field: 'scopes', reason: 'must not name a scope twice' });
  });
  it('is refused under an id in use', () => {
    given(...shop, build.importerIssued)
      .when(build.issue)
      .thenRefused({ type: 'InvalidAccount', field: 'keyId', reason: 'is in use; try again' });
  });
});

describe('Rotating a key', () => {
  it('names the successor and until when the old one works', () => {
    given(...shop)
      .when(build.rotate)
      .thenEvents(build.rotated);
  });
  it('gives the successor the name and the scopes', () => {
    const keys = stateAfter([...shop, build.rotated]).get(23)?.keys;
    expect(keys?.get('k3')).to.deep.equal({
      keyId: 'k3',
      hash: 'hash-3',
      name: 'admin',
      scopes: ['admin'],
      createdAt: '2026-11-23T12:00:00.000Z',
    });
    expect(keys?.get('k1')).to.include({ validUntil: '2026-11-24T12:00:00.000Z' });
  });
  it('is refused for a key that is unknown, revoked or rotated already', () => {
    given(...shop)
      .when({ ...build.rotate, keyId: 'k9' })
      .thenRefused({ type: 'ApiKeyUnknown' });
    given(...shop, build.revoked)
      .when(build.rotate)
      .thenRefused({ type: 'ApiKeyAlreadyRevoked' });
    given(...shop, build.rotated)
      .when(build.rotate)
      .thenRefused({
        type: 'InvalidAccount',
        field: 'keyId',
        reason: 'was rotated already; rotate its successor',
      });
  });
  it('is refused with a successor under an id in use', () => {
    given(...shop)
      .when({ ...build.rotate, successor: { keyId: 'k1', hash: 'hash-3' } })
      .thenRefused({ type: 'InvalidAccount', field: 'keyId', reason: 'of the successor is in use; try again' });
  });
  it('is refused with an overlap beyond 30 days', () => {
    given(...shop)
      .when({ ...build.rotate, overlapHours: 721 })
      .thenRefused({ type: 'InvalidAccount', field: 'overlapHours', reason: 'must be a number from 0 to 720' });
  });
});

describe('Revoking a key', () => {
  it('is refused for the last admin key', () => {
    given(...shop, build.importerIssued)
      .when(build.revoke)
      .thenRefused({ type: 'LastAdminKey' });
  });
  it('is accepted when another admin key remains', () => {
    const second = { ...build.adminIssued, keyId: 'k4', hash: 'hash-4' };
    given(...shop, second)
      .when(build.revoke)
      .thenEvents(build.revoked);
  });
  it('does not count a rotated key as remaining: it ends by itself', () => {
    given(...shop, build.rotated)
      .when({ ...build.revoke, keyId: 'k3' })
      .thenRefused({ type: 'LastAdminKey' });
    given(...shop, build.rotated)
      .when(build.revoke)
      .thenEvents(build.revoked);
  });
  it('is accepted for a key that is no admin key', () => {
    given(...shop, build.importerIssued)
      .when({ ...build.revoke, keyId: 'k2' })
      .thenEvents({ ...build.revoked, keyId: 'k2' });
  });
  it('is refused for a key that is unknown or revoked already', () => {
    given(...shop)
      .when({ ...build.revoke, keyId: 'k9' })
      .thenRefused({ type: 'ApiKeyUnknown' });
    given(...shop, build.revoked)
      .when(build.revoke)
      .thenRefused({ type: 'ApiKeyAlreadyRevoked' });
  });
});

describe('A key', () => {
  const key = { keyId: 'k1', hash: 'h', name: 'admin', scopes: ['admin'], createdAt: build.open.at } as const;
  const noon = Date.parse('2026-11-24T12:00:00.000Z');

  it('works until it is revoked', () => {
    expect(worksAt(key, noon)).to.equal(true);
    expect(worksAt({ ...key, revokedAt: '2026-11-24T11:59:59.000Z' }, noon)).to.equal(false);
  });
  it('works until the end of the overlap once rotated', () => {
    const rotated = { ...key, validUntil: '2026-11-24T12:00:00.000Z' };
    expect(worksAt(rotated, noon - 1)).to.equal(true);
    expect(worksAt(rotated, noon)).to.equal(false);
  });
});

describe('Any history of accounts', () => {
  const anyEvent = fc.constantFrom<AccountEvent>(...shop, build.importerIssued, build.rotated, build.revoked, {
    ...build.revoked,
    account: 99,
  });

  it('can be folded, and never loses an account or a key', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 20 }), (history) => {
        const keys = stateAfter([...shop, ...history]).get(23)?.keys;
        expect(keys?.has('k1')).to.equal(true);
        expect(keys?.has('k2')).to.equal(history.includes(build.importerIssued));
        expect(stateAfter([...shop, ...history]).has(99)).to.equal(false);
      }),
    );
  });
});
