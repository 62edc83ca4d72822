import { accept, type Decision, refuse } from './decision';
import { type LivingHook } from './hook';
import { type ChangeHook } from './hook-command';
import { isSameDefinition } from './same-definition';

export const changeHook = ({ hook, account, at, by, definition }: ChangeHook, state: LivingHook): Decision =>
  isSameDefinition(state.definition, definition)
    ? refuse('NothingChanged', hook)
    : accept({ type: 'HookChanged', hook, account, at, by, definition });
