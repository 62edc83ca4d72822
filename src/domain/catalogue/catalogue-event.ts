import { type EventType } from './event-type';

interface Base {
  readonly account: number;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** An API key's name. */
  readonly by: string;
  /** As it stands from here on. */
  readonly eventType: EventType;
}

export interface EventTypeRegistered extends Base {
  readonly type: 'EventTypeRegistered';
}
/** Registered again with another body. */
export interface EventTypeChanged extends Base {
  readonly type: 'EventTypeChanged';
}

export type CatalogueEvent = EventTypeRegistered | EventTypeChanged;
