import { activateHook } from './activate-hook';
import { changeHook } from './change-hook';
import { createHook } from './create-hook';
import { deactivateHook } from './deactivate-hook';
import { type Decision, refuse } from './decision';
import { deleteHook } from './delete-hook';
import { type Hook, type LivingHook } from './hook';
import { type CreateHook, type HookCommand } from './hook-command';
import { resumeHook } from './resume-hook';
import { rotateSigningSecret } from './rotate-signing-secret';
import { suspendHook } from './suspend-hook';

const decideLiving = (command: Exclude<HookCommand, CreateHook>, hook: LivingHook): Decision => {
  switch (command.type) {
    case 'ChangeHook':
      return changeHook(command, hook);
    case 'ActivateHook':
      return activateHook(command, hook);
    case 'SuspendHook':
      return suspendHook(command, hook);
    case 'ResumeHook':
      return resumeHook(command, hook);
    case 'DeactivateHook':
      return deactivateHook(command, hook);
    case 'DeleteHook':
      return deleteHook(command);
    case 'RotateSigningSecret':
      return rotateSigningSecret(command);
  }
};

export const decide =
  (command: HookCommand) =>
  (hook: Hook): Decision => {
    if (command.type === 'CreateHook') return createHook(command, hook);
    if (hook.status === 'absent' || hook.account !== command.account) return refuse('HookNotFound', command.hook);
    if (hook.status === 'deleted') return refuse('HookDeleted', command.hook);
    return decideLiving(command, hook);
  };
