import { type DeletedHook, type Hook, type InactiveHook, type LivingHook, type SuspendedHook } from './hook';
import { type HookCreated, type HookEvent, type HookSuspended } from './hook-event';
import { rotated } from './signing-secrets';

type Existing = Omit<InactiveHook, 'status'>;

const created = (event: HookCreated): InactiveHook => ({
  status: 'inactive',
  hook: event.hook,
  account: event.account,
  entity: event.entity,
  definition: event.definition,
  secrets: [event.secret],
  createdAt: event.at,
  changedAt: event.at,
  ...(event.clonedFrom === undefined ? {} : { clonedFrom: event.clonedFrom }),
});

/** What every status shares; why a hook was suspended ends with the suspension. */
const existing = (hook: LivingHook, changedAt: string): Existing => ({
  hook: hook.hook,
  account: hook.account,
  entity: hook.entity,
  definition: hook.definition,
  secrets: hook.secrets,
  createdAt: hook.createdAt,
  changedAt,
  ...(hook.clonedFrom === undefined ? {} : { clonedFrom: hook.clonedFrom }),
});

const suspended = (hook: LivingHook, { at, by, reason, note }: HookSuspended): SuspendedHook => ({
  ...existing(hook, at),
  status: 'suspended',
  reason,
  suspendedBy: by,
  ...(note === undefined ? {} : { note }),
});

const evolveLiving = (hook: LivingHook, event: Exclude<HookEvent, HookCreated>): LivingHook | DeletedHook => {
  switch (event.type) {
    case 'HookChanged':
      return { ...hook, definition: event.definition, changedAt: event.at };
    case 'HookActivated':
    case 'HookResumed':
      return { ...existing(hook, event.at), status: 'active' };
    case 'HookSuspended':
      return suspended(hook, event);
    case 'HookDeactivated':
      return { ...existing(hook, event.at), status: 'inactive' };
    case 'HookDeleted':
      return { ...existing(hook, event.at), status: 'deleted' };
    case 'SigningSecretRotated':
      return { ...hook, secrets: rotated(hook.secrets, event), changedAt: event.at };
  }
};

/** Events are facts: total, and free of rules. */
export const evolve = (hook: Hook, event: HookEvent): Hook => {
  if (hook.status === 'absent') return event.type === 'HookCreated' ? created(event) : hook;
  if (hook.status === 'deleted' || event.type === 'HookCreated') return hook;
  return evolveLiving(hook, event);
};
