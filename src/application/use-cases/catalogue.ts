import { type Either } from 'fp-ts/Either';
import { type TaskEither } from 'fp-ts/TaskEither';
import { type CatalogueRefusal } from '../../domain/catalogue/catalogue-refusal';
import { type EventType } from '../../domain/catalogue/event-type';
import { type EventStoreUnavailable } from '../ports/event-store';
import { type Actor, type TooManyConflicts } from './hooks';

export interface EventTypeView extends EventType {
  /** False: an operator registered it, and only this account has it. */
  readonly builtIn: boolean;
}
export interface EventTypeSaved extends EventTypeView {
  /** False: it took the place of another body. */
  readonly isNew: boolean;
}

export interface EventTypeUnknown {
  readonly type: 'EventTypeUnknown';
  readonly code: string;
}
export type CatalogueFailure = CatalogueRefusal | TooManyConflicts | EventStoreUnavailable;

/** What a door can ask about event types. */
export interface CatalogueUseCases {
  /** A new type, or another body for a registered one; hooks and events can use it when this answers. */
  readonly register: (actor: Actor, eventType: EventType) => TaskEither<CatalogueFailure, EventTypeSaved>;
  /** Built-in types first, then the account's own. */
  readonly list: (account: number) => ReadonlyArray<EventTypeView>;
  readonly read: (account: number, code: string) => Either<EventTypeUnknown, EventTypeView>;
}
