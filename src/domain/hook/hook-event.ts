import { type HookDefinition, type NewSigningSecret } from './hook-definition';

interface Base {
  readonly hook: number;
  readonly account: number;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** Who did it: an API key's name, or 'engine'. */
  readonly by: string;
}

export interface HookCreated extends Base {
  readonly type: 'HookCreated';
  /** The account's entity name, for the webhook link (decision 1). */
  readonly entity: string;
  readonly definition: HookDefinition;
  readonly secret: NewSigningSecret;
  readonly clonedFrom?: number;
}
export interface HookChanged extends Base {
  readonly type: 'HookChanged';
  readonly definition: HookDefinition;
}
export interface HookActivated extends Base {
  readonly type: 'HookActivated';
}
export interface HookSuspended extends Base {
  readonly type: 'HookSuspended';
  readonly reason: SuspensionReason;
  readonly note?: string;
}
export interface HookResumed extends Base {
  readonly type: 'HookResumed';
  /** True: all that waited up to here is discarded, counted. */
  readonly skip: boolean;
}
export interface HookDeactivated extends Base {
  readonly type: 'HookDeactivated';
}
export interface HookDeleted extends Base {
  readonly type: 'HookDeleted';
}
export interface SigningSecretRotated extends Base {
  readonly type: 'SigningSecretRotated';
  readonly secret: NewSigningSecret;
  /** Until when the secret it replaces stays valid, RFC 3339. */
  readonly oldValidUntil: string;
}

export type SuspensionReason =
  'operator' | 'endpoint-gone' | 'no-success-for-five-days' | 'delivery-exhausted-under-ordering';

export type HookEvent =
  | HookCreated
  | HookChanged
  | HookActivated
  | HookSuspended
  | HookResumed
  | HookDeactivated
  | HookDeleted
  | SigningSecretRotated;
