import * as E from 'fp-ts/Either';
import { encodeHookEvent } from '../../src/application/codecs/hook-codec';
import { type EventStore } from '../../src/application/ports/event-store';
import { type Identity } from '../../src/application/ports/identity';
import { hookStream } from '../../src/application/streams';
import { type HookDefinition } from '../../src/domain/hook/hook-definition';
import { type HookEvent, type SuspensionReason } from '../../src/domain/hook/hook-event';
import { ACCOUNT, AT } from '../support/hook-builders';

export type Status = 'inactive' | 'active' | 'suspended' | 'deleted';

/** A hook from `position` on, as the one who commands it knows it. */
export interface Standing {
  readonly position: bigint;
  readonly status: Status;
  readonly definition: HookDefinition;
}

export interface ModelHook {
  readonly id: number;
  readonly standings: Standing[];
  /** Positions at which all that waited was given up. */
  readonly skips: bigint[];
}

export type HookAction =
  | { readonly kind: 'activate' | 'deactivate' | 'delete' | 'rotate' }
  | { readonly kind: 'change'; readonly definition: HookDefinition }
  | { readonly kind: 'suspend'; readonly reason: SuspensionReason }
  | { readonly kind: 'resume'; readonly skip: boolean };

export interface ModelHooks {
  readonly all: () => ReadonlyArray<ModelHook>;
  readonly create: (definition: HookDefinition) => Promise<ModelHook>;
  /** False: the hook is not in a state for it. */
  readonly act: (hook: ModelHook, action: HookAction) => Promise<boolean>;
}

export const standingOf = (hook: ModelHook): Standing => {
  const standing = hook.standings.at(-1);
  if (standing === undefined) throw new Error('a hook without a history');
  return standing;
};

const base = (hook: number) => ({ hook, account: ACCOUNT, at: AT, by: 'ops' });

const FROM: { readonly [kind in HookAction['kind']]: ReadonlyArray<Status> } = {
  activate: ['inactive'],
  deactivate: ['active', 'suspended'],
  delete: ['active', 'suspended', 'inactive'],
  rotate: ['active', 'suspended', 'inactive'],
  change: ['active', 'suspended', 'inactive'],
  suspend: ['active'],
  resume: ['suspended'],
};

const AFTER: { readonly [kind in HookAction['kind']]: Status | null } = {
  activate: 'active',
  deactivate: 'inactive',
  delete: 'deleted',
  rotate: null,
  change: null,
  suspend: 'suspended',
  resume: 'active',
};

const eventOf = (hook: number, action: HookAction): HookEvent => {
  switch (action.kind) {
    case 'activate':
      return { type: 'HookActivated', ...base(hook) };
    case 'deactivate':
      return { type: 'HookDeactivated', ...base(hook) };
    case 'delete':
      return { type: 'HookDeleted', ...base(hook) };
    case 'rotate':
      return { type: 'SigningSecretRotated', ...base(hook), secret: { id: 's2', boxed: 'box' }, oldValidUntil: AT };
    case 'change':
      return { type: 'HookChanged', ...base(hook), definition: action.definition };
    case 'suspend':
      return { type: 'HookSuspended', ...base(hook), reason: action.reason };
    case 'resume':
      return { type: 'HookResumed', ...base(hook), skip: action.skip };
  }
};

/** Hooks and the commands on them, straight into the log. */
export const modelHooks = (eventStore: EventStore, identity: Identity): ModelHooks => {
  const hooks: ModelHook[] = [];

  const write = async (hook: number, event: HookEvent): Promise<bigint> => {
    const appended = await eventStore.append(hookStream(ACCOUNT, hook), 'any', [
      { id: identity.random(), ...encodeHookEvent(event) },
    ])();
    if (E.isLeft(appended)) throw new Error(`a hook event was refused: ${appended.left.type}`);
    return appended.right.position;
  };

  return {
    all: () => hooks,
    create: async (definition) => {
      const id = hooks.length + 1;
      const secret = { id: 's1', boxed: 'box' };
      const position = await write(id, { type: 'HookCreated', ...base(id), entity: 'shop', definition, secret });
      const hook: ModelHook = { id, standings: [{ position, status: 'inactive', definition }], skips: [] };
      hooks.push(hook);
      return hook;
    },
    act: async (hook, action) => {
      const { status, definition } = standingOf(hook);
      if (!FROM[action.kind].includes(status)) return false;
      const position = await write(hook.id, eventOf(hook.id, action));
      hook.standings.push({
        position,
        status: AFTER[action.kind] ?? status,
        definition: action.kind === 'change' ? action.definition : definition,
      });
      if (action.kind === 'delete' || (action.kind === 'resume' && action.skip)) hook.skips.push(position);
      return true;
    },
  };
};
