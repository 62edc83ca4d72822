import { type EventType } from './event-type';

/** What an account registered, by code, in the order of registering. */
export type RegisteredTypes = ReadonlyMap<string, EventType>;
