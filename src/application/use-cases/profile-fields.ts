import { type TaskEither } from 'fp-ts/TaskEither';
import { type ProfileField } from '../../domain/profile-field/profile-field';
import { type ProfileFieldRefusal } from '../../domain/profile-field/profile-field-refusal';
import { type EventStoreUnavailable } from '../ports/event-store';
import { type Actor, type TooManyConflicts } from './hooks';

export interface ProfileFieldView extends ProfileField {
  /** Every database has it. */
  readonly standard: boolean;
  /** Absent for a standard field. */
  readonly database?: string;
}
export interface ProfileFieldSaved extends ProfileFieldView {
  /** False: it had another label before. */
  readonly isNew: boolean;
}
export type ProfileFieldFailure = ProfileFieldRefusal | TooManyConflicts | EventStoreUnavailable;

/** What a door can ask about the fields of profiles. */
export interface ProfileFieldUseCases {
  /** Hooks can name it when this answers. */
  readonly register: (
    actor: Actor,
    database: string,
    field: ProfileField,
  ) => TaskEither<ProfileFieldFailure, ProfileFieldSaved>;
  /** The standard fields, then those of the database, or of all databases. */
  readonly list: (account: number, database?: string) => ReadonlyArray<ProfileFieldView>;
}
