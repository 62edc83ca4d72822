import { type HookView } from '../../../../application/use-cases/hooks';
import { definitionJson } from './definition-json';
import { type Shown } from './shown';

type ShownHook = HookView['hook'];

const suspensionJson = (hook: ShownHook): Shown =>
  hook.status === 'suspended' ? { suspended: { reason: hook.reason, by: hook.suspendedBy, note: hook.note } } : {};

/** A hook with everything about it but its secrets. */
export const hookJson = ({ hook, revision }: HookView): Shown => ({
  id: hook.hook,
  account: hook.account,
  entity: hook.entity,
  status: hook.status,
  ...suspensionJson(hook),
  ...definitionJson(hook.definition),
  signingSecrets: hook.secrets.map(({ id, pair, validUntil }) => ({ id, publicKey: pair?.publicKey, validUntil })),
  clonedFrom: hook.clonedFrom,
  createdAt: hook.createdAt,
  changedAt: hook.changedAt,
  revision,
});
