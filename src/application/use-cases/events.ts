import { type TaskEither } from 'fp-ts/TaskEither';
import { type RawEvent } from '../../domain/platform-event/raw-event';
import { type ContentStoreUnavailable } from '../ports/content-store';
import { type EventStoreUnavailable } from '../ports/event-store';
import { type KeyStoreUnavailable } from '../ports/key-store';
import { type Actor } from './hooks';

/** An event as a producer sends it (REST, NATS); its shape was checked by the door's compiled schema. */
export type EventInput = RawEvent;

export interface RecordedResult {
  readonly index: number;
  /** Our event id. */
  readonly event: string;
  /** The producer's id as given or made. */
  readonly id: string;
  /** True: it was known already, with the same body. */
  readonly repeat: boolean;
}

/** One bad event refuses all; nothing is stored. */
export interface EventsRefused {
  readonly type: 'EventsRefused';
  readonly problems: ReadonlyArray<{ readonly index: number; readonly field: string; readonly reason: string }>;
}
/** A known id came with another body; nothing is stored. */
export interface EventConflict {
  readonly type: 'EventConflict';
  readonly conflicts: ReadonlyArray<{ readonly index: number; readonly id: string; readonly event: string }>;
}
export type RecordFailure =
  EventsRefused | EventConflict | EventStoreUnavailable | KeyStoreUnavailable | ContentStoreUnavailable;

/** Records a page of events: checked all or nothing, durable when it answers. */
export type RecordEvents = (
  actor: Actor,
  events: ReadonlyArray<EventInput>,
) => TaskEither<RecordFailure, ReadonlyArray<RecordedResult>>;
