import { type Either } from 'fp-ts/Either';
import { type Decider } from '../../domain/shared/decider';
import { type CorruptEvent } from '../codecs/corrupt-event';
import { type StoredEvent } from '../codecs/stored-event';
import { type RecordedEvent } from '../ports/event-store';

/** Where an aggregate's events are and how they are read; the rules are the decider's. */
export interface AggregateDefinition<Command, State, Event, Refusal> {
  readonly decider: Decider<Command, State, Event, Refusal>;
  readonly encode: (event: Event) => StoredEvent;
  readonly decode: (event: RecordedEvent) => Either<CorruptEvent, Event>;
}
