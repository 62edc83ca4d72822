import { type EventType } from './event-type';

/** Adds a type to an account's catalogue, or puts it in the place of the one with the same code. */
export interface RegisterEventType {
  readonly type: 'RegisterEventType';
  readonly account: number;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** An API key's name. */
  readonly by: string;
  readonly eventType: EventType;
}
