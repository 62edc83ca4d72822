import { type Json, type JsonObject } from '../shared/json';

/** An event as a producer gives it, before anything about it is believed. */
export interface RawEvent {
  /** The producer's id; absent: a new one, and a repeat cannot be recognised. */
  readonly id?: string;
  readonly source?: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly subjects?: { readonly [dimension: string]: { readonly id: string | number; readonly [more: string]: Json } };
  readonly profile?: {
    readonly id: string | number;
    readonly xxh?: string;
    readonly md5?: string;
    readonly subscriptionHashId?: string;
    readonly subscriptions?: ReadonlyArray<JsonObject>;
    readonly fields?: JsonObject;
  };
  readonly data?: JsonObject;
  readonly customData?: JsonObject;
  /** What was sent, any JSON but null; kept apart under `data.send_message_id` and never in the log. */
  readonly content?: Json;
  readonly isTest?: boolean;
  readonly isStatic?: boolean;
  readonly sendsTryingNum?: number;
  readonly audit?: JsonObject;
  readonly entity?: string;
  readonly touchedFields?: ReadonlyArray<string>;
  readonly capture?: boolean;
}
