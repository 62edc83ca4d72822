import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type ProfileField } from '../../domain/profile-field/profile-field';
import { type ProfileFieldRegistered, type RegisterProfileField } from '../../domain/profile-field/profile-field-event';
import { type ProfileFieldRefusal } from '../../domain/profile-field/profile-field-refusal';
import { profileFieldsDecider } from '../../domain/profile-field/profile-fields-decider';
import { type RegisteredFields } from '../../domain/profile-field/registered-fields';
import { STANDARD_FIELDS } from '../../domain/profile-field/standard-fields';
import { decodeProfileFieldEvent, encodeProfileFieldEvent } from '../codecs/profile-field-codec';
import { type Clock } from '../ports/clock';
import { type EventStore } from '../ports/event-store';
import { type Identity } from '../ports/identity';
import { type ProfileFieldDirectory } from '../read-models/profile-field-directory';
import { profileFieldsStream } from '../streams';
import { type Actor } from '../use-cases/hooks';
import {
  type ProfileFieldFailure,
  type ProfileFieldSaved,
  type ProfileFieldUseCases,
  type ProfileFieldView,
} from '../use-cases/profile-fields';
import { type AggregateDefinition } from './aggregate-definition';
import { handleCommand } from './handle-command';
import { retryOnConflict } from './retry-on-conflict';
import { asUnavailable } from './unavailable';

/** What the commands on profile fields need of the world. */
export interface ProfileFieldPorts {
  readonly eventStore: EventStore;
  readonly clock: Clock;
  readonly identity: Identity;
  readonly directory: ProfileFieldDirectory;
}

/** Streams `profileFields-<account>`. */
const aggregate: AggregateDefinition<
  RegisterProfileField,
  RegisteredFields,
  ProfileFieldRegistered,
  ProfileFieldRefusal
> = { decider: profileFieldsDecider, encode: encodeProfileFieldEvent, decode: decodeProfileFieldEvent };

const register =
  ({ eventStore, clock, identity, directory }: ProfileFieldPorts) =>
  (
    { account, name }: Actor,
    database: string,
    field: ProfileField,
  ): TE.TaskEither<ProfileFieldFailure, ProfileFieldSaved> =>
    pipe(
      handleCommand(aggregate)({ eventStore, identity })<never>({
        stream: profileFieldsStream(account),
        commandFor: () =>
          E.right({
            type: 'RegisterProfileField',
            account,
            at: new Date(clock.now()).toISOString(),
            by: name,
            database,
            field,
          }),
      }),
      retryOnConflict(),
      TE.mapError(asUnavailable),
      TE.tapTask(
        ({ position }) =>
          () =>
            directory.reached(position),
      ),
      TE.map(({ before }) => ({
        ...field,
        database,
        standard: false,
        isNew: before.get(database)?.has(field.name) !== true,
      })),
    );

const STANDARD: ReadonlyArray<ProfileFieldView> = STANDARD_FIELDS.map((field) => ({ ...field, standard: true }));

const additional = (fields: RegisteredFields, asked: string | undefined): ReadonlyArray<ProfileFieldView> =>
  [...fields].flatMap(([database, ofDatabase]) =>
    asked === undefined || asked === database
      ? [...ofDatabase.values()].map((field) => ({ ...field, database, standard: false }))
      : [],
  );

/** What the doors can ask about profile fields, on the log. */
export const profileFieldUseCases = (ports: ProfileFieldPorts): ProfileFieldUseCases => ({
  register: register(ports),
  list: (account, database) => [...STANDARD, ...additional(ports.directory.of(account), database)],
});
