import { accept, type Decision, refuse, refuseField } from './decision';
import { type LivingHook } from './hook';
import { type SuspendHook } from './hook-command';

const MAX_NOTE = 1000;

export const suspendHook = (command: SuspendHook, state: LivingHook): Decision => {
  const { hook, account, at, by, reason, note } = command;
  switch (state.status) {
    case 'suspended':
      return refuse('HookAlreadySuspended', hook);
    case 'inactive':
      return refuse('HookNotActive', hook);
    case 'active':
      if (note === undefined) return accept({ type: 'HookSuspended', hook, account, at, by, reason });
      if (note.length > MAX_NOTE) return refuseField('note', `must have at most ${String(MAX_NOTE)} characters`);
      return accept({ type: 'HookSuspended', hook, account, at, by, reason, note });
  }
};
