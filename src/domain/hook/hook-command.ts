import { type HookDefinition, type NewSigningSecret } from './hook-definition';
import { type SuspensionReason } from './hook-event';

interface Base {
  readonly hook: number;
  /** The account that asks; another account's hook is not found. */
  readonly account: number;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** An API key's name, or ENGINE. */
  readonly by: string;
}

/** A clone is a CreateHook that names its origin. */
export interface CreateHook extends Base {
  readonly type: 'CreateHook';
  readonly entity: string;
  readonly definition: HookDefinition;
  readonly active: boolean;
  readonly secret: NewSigningSecret;
  readonly clonedFrom?: number;
}
export interface ChangeHook extends Base {
  readonly type: 'ChangeHook';
  readonly definition: HookDefinition;
}
export interface ActivateHook extends Base {
  readonly type: 'ActivateHook';
}
export interface SuspendHook extends Base {
  readonly type: 'SuspendHook';
  readonly reason: SuspensionReason;
  /** For people, up to 1,000 characters. */
  readonly note?: string;
}
export interface ResumeHook extends Base {
  readonly type: 'ResumeHook';
  /** True: discard all that waited, counted. */
  readonly skip: boolean;
}
export interface DeactivateHook extends Base {
  readonly type: 'DeactivateHook';
}
export interface DeleteHook extends Base {
  readonly type: 'DeleteHook';
}
export interface RotateSigningSecret extends Base {
  readonly type: 'RotateSigningSecret';
  readonly secret: NewSigningSecret;
  /** How long the secret it replaces stays valid, 0 to 720. */
  readonly overlapHours: number;
}

export type HookCommand =
  CreateHook | ChangeHook | ActivateHook | SuspendHook | ResumeHook | DeactivateHook | DeleteHook | RotateSigningSecret;
