import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import {
  type AccountFailure,
  type AccountUseCases,
  type ApiKeyIssued,
} from '../../../../src/application/use-cases/accounts';
import { askDoor, noting, type Told } from '../../../support/rest-door';

const issued = {
  keyId: 'k-1',
  name: 'admin',
  scopes: ['admin'],
  createdAt: '2026-11-23T08:30:00Z',
  apiKey: 'hk_only-now',
} as const;
const OTHER = { account: 24, entity: 'Other' };

const opening = async (
  body: object,
  result: TE.TaskEither<AccountFailure, ApiKeyIssued> = TE.right(issued),
): Promise<{ readonly told: Told; readonly asked: ReadonlyArray<unknown> }> => {
  const { ask, asked } = noting<Parameters<AccountUseCases['open']>, AccountFailure, ApiKeyIssued>(result);
  const told = await askDoor({ accounts: { open: ask } }, { method: 'POST', url: '/v1/accounts', body });
  return { told, asked };
};

describe('Accounts over REST', () => {
  it('are opened with an admin key that is shown this once', async () => {
    const { told, asked } = await opening(OTHER);
    expect(told.status).to.equal(201);
    expect(told.json).to.deep.equal({ ...OTHER, ...issued });
    expect(asked).to.deep.equal([[23, 'alice', OTHER]]);
  });

  for (const [body, field] of [
    [{ entity: 'Other' }, 'account'],
    [{ account: 24 }, 'entity'],
    [{ account: '24', entity: 'Other' }, 'account'],
    [{ account: 2.5, entity: 'Other' }, 'account'],
    [{ ...OTHER, apiKey: 'mine' }, 'apiKey'],
  ] as const) {
    it(`are not opened with ${JSON.stringify(body)}`, async () => {
      const { told, asked } = await opening(body);
      expect(told.status).to.equal(422);
      expect(told.json['errors']).to.have.nested.property('[0].field', field);
      expect(asked).to.deep.equal([]);
    });
  }

  for (const [failure, status] of [
    [{ type: 'NotFirstAccount' }, 403],
    [{ type: 'AccountExists' }, 409],
    [{ type: 'InvalidAccount', field: 'entity', reason: 'is the entity of another account' }, 422],
  ] as const) {
    it(`answer ${failure.type} with ${String(status)}`, async () => {
      expect((await opening(OTHER, TE.left(failure))).told.status).to.equal(status);
    });
  }
});
