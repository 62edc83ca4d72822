import { accept, type Decision, refuse } from './decision';
import { type LivingHook } from './hook';
import { type DeactivateHook } from './hook-command';

export const deactivateHook = ({ hook, account, at, by }: DeactivateHook, state: LivingHook): Decision =>
  state.status === 'inactive'
    ? refuse('HookAlreadyInactive', hook)
    : accept({ type: 'HookDeactivated', hook, account, at, by });
