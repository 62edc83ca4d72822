import { type EventProblem } from '../platform-event/event-problem';

export interface InvalidEventType {
  readonly type: 'InvalidEventType';
  /** Every problem at once; `field` is a path such as `example.subjects.mailing.id`. */
  readonly problems: ReadonlyArray<EventProblem>;
}

/** Why an account's catalogue is left as it was. */
export type CatalogueRefusal =
  | InvalidEventType
  /** A type that ships with the engine is the same for every account. */
  | { readonly type: 'EventTypeBuiltIn'; readonly code: string }
  /** Hooks may capture it in the format of its family. */
  | { readonly type: 'EventTypeOfOtherFamily'; readonly code: string; readonly family: 'altcraft' | 'actito' }
  /** Registered so already. */
  | { readonly type: 'EventTypeUnchanged'; readonly code: string }
  | { readonly type: 'CatalogueFull'; readonly limit: number };
