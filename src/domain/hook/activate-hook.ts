import { accept, type Decision, refuse } from './decision';
import { type LivingHook } from './hook';
import { type ActivateHook } from './hook-command';

export const activateHook = ({ hook, account, at, by }: ActivateHook, state: LivingHook): Decision => {
  switch (state.status) {
    case 'active':
      return refuse('HookAlreadyActive', hook);
    case 'suspended':
      return refuse('HookSuspendedResumeInstead', hook);
    case 'inactive':
      return accept({ type: 'HookActivated', hook, account, at, by });
  }
};
