import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { type AccountUseCases } from '../../../../src/application/use-cases/accounts';
import { askDoor, noting } from '../../../support/rest-door';

const key = { keyId: 'k-2', name: 'shop', scopes: ['publish'], createdAt: '2026-11-23T08:30:00Z' } as const;
const issued = { ...key, apiKey: 'hk_only-now' };

type Args<Name extends keyof AccountUseCases> = AccountUseCases[Name] extends (...args: infer A) => unknown ? A : never;

describe('API keys over REST', () => {
  it('are issued for the account of the caller and shown this once', async () => {
    const { ask, asked } = noting<Args<'issueKey'>, never, typeof issued>(TE.right(issued));
    const told = await askDoor(
      { accounts: { issueKey: ask } },
      { method: 'POST', url: '/v1/api-keys', body: { name: 'shop', scopes: ['publish'] } },
    );
    expect(told.status).to.equal(201);
    expect(told.json).to.deep.equal(issued);
    expect(asked).to.deep.equal([[23, 'alice', { name: 'shop', scopes: ['publish'] }]]);
  });

  it('are listed without the keys themselves', async () => {
    const told = await askDoor({ accounts: { listKeys: () => TE.right([key]) } }, { url: '/v1/api-keys' });
    expect(told.json).to.deep.equal({ keys: [key] });
  });

  it('are rotated with an overlap', async () => {
    const { ask, asked } = noting<Args<'rotateKey'>, never, typeof issued>(TE.right(issued));
    const told = await askDoor(
      { accounts: { rotateKey: ask } },
      { method: 'POST', url: '/v1/api-keys/k-1/rotate', body: { overlapHours: 1 } },
    );
    expect(told.status).to.equal(200);
    expect(told.json['apiKey']).to.equal('hk_only-now');
    expect(asked).to.deep.equal([[23, 'alice', 'k-1', 1]]);
  });

  it('are rotated with the default overlap when none is given', async () => {
    const { ask, asked } = noting<Args<'rotateKey'>, never, typeof issued>(TE.right(issued));
    await askDoor({ accounts: { rotateKey: ask } }, { method: 'POST', url: '/v1/api-keys/k-1/rotate' });
    expect(asked).to.deep.equal([[23, 'alice', 'k-1', undefined]]);
  });

  it('are revoked', async () => {
    const revoked = { ...key, revokedAt: '2026-11-23T09:00:00Z' };
    const { ask, asked } = noting<Args<'revokeKey'>, never, typeof revoked>(TE.right(revoked));
    const told = await askDoor({ accounts: { revokeKey: ask } }, { method: 'DELETE', url: '/v1/api-keys/k-2' });
    expect(told.status).to.equal(200);
    expect(told.json).to.deep.equal(revoked);
    expect(asked).to.deep.equal([[23, 'alice', 'k-2']]);
  });

  for (const [body, field] of [
    [{ scopes: ['read'] }, 'name'],
    [{ name: '', scopes: ['read'] }, 'name'],
    [{ name: 'x', scopes: [] }, 'scopes'],
    [{ name: 'x', scopes: 'read' }, 'scopes'],
    [{ name: 'x', scopes: ['root'] }, 'scopes'],
    [{ name: 'x', scopes: ['read'], account: 24 }, 'account'],
  ] as const) {
    it(`are not issued for ${JSON.stringify(body)}`, async () => {
      const told = await askDoor({}, { method: 'POST', url: '/v1/api-keys', body });
      expect(told.status).to.equal(422);
      expect(
        (told.json['errors'] as ReadonlyArray<{ readonly field: string }>).map((error) => error.field),
      ).to.deep.equal([field]);
    });
  }

  describe('that the use case refuses', () => {
    for (const [type, status, slug] of [
      ['ApiKeyUnknown', 404, 'api-key-unknown'],
      ['ApiKeyAlreadyRevoked', 409, 'api-key-already-revoked'],
      ['LastAdminKey', 409, 'last-admin-key'],
    ] as const) {
      it(`answer ${type} with ${String(status)}`, async () => {
        const told = await askDoor(
          { accounts: { revokeKey: () => TE.left({ type }) } },
          { method: 'DELETE', url: '/v1/api-keys/k-1' },
        );
        expect(told.status).to.equal(status);
        expect(told.json['type']).to.equal(`urn:hookline:problem:${slug}`);
      });
    }
  });
});
