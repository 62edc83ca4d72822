import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type ProfileFieldSaved, type ProfileFieldUseCases } from '../../../../application/use-cases/profile-fields';
import { checkDto } from '../dto/check-dto';
import { ProfileFieldDto } from '../dto/profile-field.dto';
import { type RestRefusal } from '../problem/rest-refusal';
import { readParameters, textOf } from '../request/parameters';
import { requiredBody } from '../request/target';
import { PROFILE_FIELD, PROFILE_FIELD_EXAMPLE, PROFILE_FIELDS } from '../schema/profile-field-schema';
import { answering, takes } from './about';
import { type Answer, type Handle, type Route } from './route';

const saved = ({ isNew, ...body }: ProfileFieldSaved): Answer => ({ status: isNew ? 201 : 200, body });

const register =
  (fields: ProfileFieldUseCases): Handle =>
  (call) =>
    pipe(
      TE.fromEither(requiredBody(checkDto(ProfileFieldDto))(call)),
      TE.map(({ database, ...field }) => ({ database: String(database), field })),
      TE.flatMap(({ database, field }) =>
        pipe(
          fields.register(call.caller, database, field),
          TE.map(saved),
          TE.orElse((failure): TE.TaskEither<RestRefusal, Answer> =>
            failure.type === 'ProfileFieldUnchanged'
              ? TE.right({ status: 200, body: { ...field, database, standard: false, unchanged: true } })
              : TE.left(failure),
          ),
        ),
      ),
    );

const OF_LIST = { database: textOf(200) };

const list =
  (fields: ProfileFieldUseCases): Handle =>
  ({ caller, query }) =>
    pipe(
      TE.fromEither(readParameters(OF_LIST, query)),
      TE.map(({ database }) => ({ status: 200, body: { fields: fields.list(caller.account, database) } })),
    );

export const profileFieldRoutes = (fields: ProfileFieldUseCases): ReadonlyArray<Route> => [
  {
    method: 'POST',
    url: '/v1/profile-fields',
    scope: 'admin',
    handle: register(fields),
    about: {
      summary: 'Registers an additional profile field of a database, or gives a registered one another label.',
      body: takes(ProfileFieldDto, PROFILE_FIELD_EXAMPLE),
      answers: {
        200: answering('It was registered before; it stands so now.', PROFILE_FIELD),
        201: answering('The new field; hooks on the database can name it now.', PROFILE_FIELD),
      },
    },
  },
  {
    method: 'GET',
    url: '/v1/profile-fields',
    scope: 'any',
    handle: list(fields),
    about: {
      summary: 'Lists the profile fields that a hook can name: the standard ones, and those of a database.',
      query: OF_LIST,
      answers: {
        200: answering('The standard fields, then those of the database, or of all.', PROFILE_FIELDS),
      },
    },
  },
];
