import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type ProfileUseCases } from '../../../../application/use-cases/profiles';
import { checkNoFields } from '../dto/check-no-fields';
import { readParameters, textOf } from '../request/parameters';
import { optionalBody } from '../request/target';
import { PROFILE_ERASURE } from '../schema/profile-schema';
import { answering } from './about';
import { type Handle, type Route } from './route';

const OF_PROFILE = { id: textOf(200) };

const erase =
  (profiles: ProfileUseCases): Handle =>
  (call) =>
    pipe(
      TE.fromEither(readParameters(OF_PROFILE, call.params)),
      TE.tap(() => TE.fromEither(readParameters({}, call.query))),
      TE.tap(() => TE.fromEither(optionalBody(checkNoFields)(call))),
      TE.flatMap(({ id = '' }) => profiles.erase(call.caller, id)),
      TE.map((body) => ({ status: 200, body })),
    );

export const profileRoutes = (profiles: ProfileUseCases): ReadonlyArray<Route> => [
  {
    method: 'POST',
    url: '/v1/profiles/:id/erase',
    scope: 'admin',
    handle: erase(profiles),
    about: {
      summary:
        'Erases a person of the account: drops the key, and discards what is parked or waits of hooks; exports send it without the person.',
      params: OF_PROFILE,
      answers: { 200: answering('The key is gone; what the search found was discarded.', PROFILE_ERASURE) },
    },
  },
];
