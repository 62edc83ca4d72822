import { type JsonObject } from '../shared/json';

export type EngineEventType = 'hook_failing' | 'hook_recovered' | 'hook_suspended' | 'delivery_parked';

/** Something that happened to a hook, as its operators want to be told. */
export interface EngineEvent {
  readonly type: EngineEventType;
  readonly account: number;
  readonly hook: number;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly data: JsonObject;
}
