import * as E from 'fp-ts/Either';
import { type HookChange, type HookFact } from '../../domain/capture/fold-hook';
import { type LaneSettings } from '../../domain/capture/lane';
import { hookIndex, type HookIndex } from '../../domain/capture-rule/hook-index';
import { type RetryPolicy } from '../../domain/delivery/retry-policy';
import { evolve } from '../../domain/hook/evolve';
import { type DeletedHook, type Hook, type LivingHook } from '../../domain/hook/hook';
import { type HookDefinition } from '../../domain/hook/hook-definition';
import { type HookEvent } from '../../domain/hook/hook-event';
import { packagingOf } from '../../domain/message/payload-format';
import { decodeHookEvent } from '../codecs/hook-codec';
import { type CorruptEvent } from '../codecs/corrupt-event';
import { type RecordedEvent } from '../ports/event-store';

/** A hook as it stands at the position capture has reached. */
export interface StandingHook {
  readonly hook: LivingHook | DeletedHook;
  readonly revision: number;
}

/** All hooks as they stand, and the index that finds those an event may concern. */
export interface StandingHooks {
  readonly index: HookIndex;
  readonly get: (hook: number) => StandingHook | undefined;
  /** Takes a hook event in the order of the log. */
  readonly apply: (stored: RecordedEvent) => E.Either<CorruptEvent, HookFact | null>;
}

const CHANGES: { readonly [type in HookEvent['type']]: HookChange } = {
  HookCreated: 'created',
  HookChanged: 'changed',
  HookActivated: 'activated',
  HookSuspended: 'suspended',
  HookResumed: 'resumed',
  HookDeactivated: 'deactivated',
  HookDeleted: 'deleted',
  SigningSecretRotated: 'secret-rotated',
};

const changeOf = (event: HookEvent): HookChange =>
  event.type === 'HookResumed' && event.skip ? 'resumed-skipping' : CHANGES[event.type];

/** Events are captured for a hook that is active or suspended (design 7). */
export const isCapturing = (hook: Hook): boolean => hook.status === 'active' || hook.status === 'suspended';

export const laneSettingsOf = (definition: HookDefinition, defaultPolicy: RetryPolicy): LaneSettings => ({
  packaging: packagingOf(definition.format),
  policy: definition.retry ?? defaultPolicy,
  circuit: definition.circuit,
  ordering: definition.ordering,
  parallelism: definition.parallelism,
});

export const standingHooks = (defaultPolicy: RetryPolicy): StandingHooks => {
  const hooks = new Map<number, StandingHook>();
  const index = hookIndex();

  const stand = (hook: LivingHook | DeletedHook, revision: number): void => {
    hooks.set(hook.hook, { hook, revision });
    if (isCapturing(hook)) index.add(hook.hook, revision, hook.definition.rule);
    else index.remove(hook.hook);
  };

  const apply = (stored: RecordedEvent): E.Either<CorruptEvent, HookFact | null> => {
    const decoded = decodeHookEvent(stored);
    if (E.isLeft(decoded)) return decoded;
    const event = decoded.right;
    const hook = evolve(hooks.get(event.hook)?.hook ?? { status: 'absent' }, event);
    if (hook.status === 'absent') return E.right(null);
    stand(hook, Number(stored.revision));
    return E.right({
      hook: event.hook,
      account: event.account,
      position: stored.position,
      change: changeOf(event),
      settings: laneSettingsOf(hook.definition, defaultPolicy),
    });
  };

  return { index, get: (hook) => hooks.get(hook), apply };
};
