import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { type ProfileErasure, type ProfileUseCases } from '../../../../src/application/use-cases/profiles';
import { ADMIN, askDoor, CALLERS, noting, READ } from '../../../support/rest-door';

const erasure: ProfileErasure = {
  erasure: '6e0a5c02-6bb0-4d4c-8d5e-7f2f4cf0a001',
  pseudonym: '0a1b2c3d0a1b2c3d0a1b2c3d0a1b2c3d',
  at: '2026-11-23T12:00:00.000Z',
  discarded: { parked: 1, waiting: 2 },
};

type Args = Parameters<ProfileUseCases['erase']>;

describe('Erasing a person over REST (behaviour 48)', () => {
  it('is asked with the id of the path, whatever stands in it, and answered with what was discarded', async () => {
    const id = 'ål/ice 1?'.repeat(20);
    const { ask, asked } = noting<Args, never, ProfileErasure>(TE.right(erasure));
    const url = `/v1/profiles/${encodeURIComponent(id)}/erase`;
    const told = await askDoor({ profiles: { erase: ask } }, { method: 'POST', url });
    expect(told.status).to.equal(200);
    expect(told.json).to.deep.equal(erasure);
    expect(asked).to.deep.equal([[CALLERS[ADMIN], id]]);
  });

  it('is refused without the scope admin, and with anything in the body', async () => {
    const url = '/v1/profiles/alice/erase';
    expect((await askDoor({}, { method: 'POST', url, key: READ })).status).to.equal(403);
    expect((await askDoor({}, { method: 'POST', url, body: { profile: 'alice' } })).status).to.equal(422);
    const long = `/v1/profiles/${'a'.repeat(201)}/erase`;
    expect((await askDoor({}, { method: 'POST', url: long })).status).to.equal(400);
  });
});
