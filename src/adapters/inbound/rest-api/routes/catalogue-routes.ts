import * as TE from 'fp-ts/TaskEither';
import { type RestDeps } from '../rest-deps';
import { type Route } from './route';

export const catalogueRoutes = (catalogue: RestDeps['catalogue']): ReadonlyArray<Route> => [
  {
    method: 'GET',
    url: '/v1/catalogue',
    scope: 'any',
    handle: ({ caller }) => TE.right({ status: 200, body: { types: catalogue(caller.account) } }),
  },
];
