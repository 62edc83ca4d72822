import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import {
  type ProfileFieldFailure,
  type ProfileFieldSaved,
  type ProfileFieldUseCases,
} from '../../../../src/application/use-cases/profile-fields';
import { ADMIN, askDoor, CALLERS, noting, PUBLISH, READ, type Told } from '../../../support/rest-door';

const body = { database: 50, name: 'shop', label: 'Favourite shop' };
const saved = { name: 'shop', label: 'Favourite shop', database: '50', standard: false };

const registering = async (
  result: TE.TaskEither<ProfileFieldFailure, ProfileFieldSaved>,
  given: object = body,
): Promise<{ readonly told: Told; readonly asked: ReadonlyArray<Parameters<ProfileFieldUseCases['register']>> }> => {
  const { ask, asked } = noting<Parameters<ProfileFieldUseCases['register']>, ProfileFieldFailure, ProfileFieldSaved>(
    result,
  );
  const told = await askDoor(
    { profileFields: { register: ask } },
    { method: 'POST', url: '/v1/profile-fields', body: given },
  );
  return { told, asked };
};

describe('Profile fields over REST (decision 13)', () => {
  it('are registered for the account of the caller: 201, and 200 when they were there', async () => {
    const { told, asked } = await registering(TE.right({ ...saved, isNew: true }));
    expect([told.status, told.json]).to.deep.equal([201, saved]);
    expect(asked).to.deep.equal([[CALLERS[ADMIN], '50', { name: 'shop', label: 'Favourite shop' }]]);
    const again = await registering(TE.right({ ...saved, isNew: false }));
    expect(again.told.status).to.equal(200);
  });

  it('are answered as unchanged when they stand so already', async () => {
    const { told } = await registering(TE.left({ type: 'ProfileFieldUnchanged', name: 'shop' }));
    expect([told.status, told.json]).to.deep.equal([200, { ...saved, unchanged: true }]);
  });

  it('are refused with the reason, and for a key that may only read', async () => {
    const { told } = await registering(TE.left({ type: 'ProfileFieldStandard', name: 'email' }));
    expect(told.json).to.include({ status: 409, type: 'urn:hookline:problem:profile-field-standard' });
    const reader = await askDoor({}, { method: 'POST', url: '/v1/profile-fields', body, key: READ });
    expect(reader.status).to.equal(403);
    const misspelt = await registering(TE.right({ ...saved, isNew: true }), { ...body, lable: 'x' });
    expect(misspelt.told.status).to.equal(422);
  });

  it('are listed for every key, of one database or of all', async () => {
    const list = (account: number, database?: string) =>
      account === 23 && database === '50' ? [saved] : [{ name: 'email', label: 'Email address', standard: true }];
    const one = await askDoor({ profileFields: { list } }, { url: '/v1/profile-fields?database=50', key: PUBLISH });
    expect(one.json).to.deep.equal({ fields: [saved] });
    const all = await askDoor({ profileFields: { list } }, { url: '/v1/profile-fields', key: READ });
    expect(all.json).to.deep.equal({ fields: [{ name: 'email', label: 'Email address', standard: true }] });
  });
});
