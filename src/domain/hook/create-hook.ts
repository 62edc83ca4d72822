import { accept, type Decision, refuse } from './decision';
import { type Hook } from './hook';
import { type CreateHook } from './hook-command';

/** A number is never used twice, not even after its hook was deleted (decision 2). */
export const createHook = (command: CreateHook, state: Hook): Decision => {
  const { hook, account, at, by, entity, definition, secret, clonedFrom } = command;
  if (state.status !== 'absent') return refuse('HookNumberTaken', hook);
  const base = { hook, account, at, by };
  const origin = clonedFrom === undefined ? {} : { clonedFrom };
  const created = { type: 'HookCreated', ...base, entity, definition, secret, ...origin } as const;
  return command.active ? accept(created, { type: 'HookActivated', ...base }) : accept(created);
};
