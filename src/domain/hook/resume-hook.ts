import { accept, type Decision, refuse } from './decision';
import { type LivingHook } from './hook';
import { type ResumeHook } from './hook-command';

export const resumeHook = ({ hook, account, at, by, skip }: ResumeHook, state: LivingHook): Decision =>
  state.status === 'suspended'
    ? accept({ type: 'HookResumed', hook, account, at, by, skip })
    : refuse('HookNotSuspended', hook);
