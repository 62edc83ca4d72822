import { type HookDefinition, type SigningSecret } from './hook-definition';
import { type SuspensionReason } from './hook-event';

interface Existing {
  readonly hook: number;
  readonly account: number;
  readonly entity: string;
  readonly definition: HookDefinition;
  /** Newest first; the first is the current one, the others are valid until their time. */
  readonly secrets: ReadonlyArray<SigningSecret>;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly clonedFrom?: number;
}

export interface AbsentHook {
  readonly status: 'absent';
}
export interface ActiveHook extends Existing {
  readonly status: 'active';
}
export interface SuspendedHook extends Existing {
  readonly status: 'suspended';
  readonly reason: SuspensionReason;
  readonly suspendedBy: string;
  readonly note?: string;
}
export interface InactiveHook extends Existing {
  readonly status: 'inactive';
}
export interface DeletedHook extends Existing {
  readonly status: 'deleted';
}

export type LivingHook = ActiveHook | SuspendedHook | InactiveHook;

/** The state of a hook subscription (design 7). */
export type Hook = AbsentHook | LivingHook | DeletedHook;
