import * as E from 'fp-ts/Either';
import { type ReadonlyNonEmptyArray } from 'fp-ts/ReadonlyNonEmptyArray';
import { type HookEvent } from './hook-event';
import { type HookRefusal, type InvalidHook } from './hook-refusal';

/** Every accepted command leaves a fact. */
export type Decision = E.Either<HookRefusal, ReadonlyNonEmptyArray<HookEvent>>;

export const accept = (...events: [HookEvent, ...HookEvent[]]): Decision => E.right(events);

export const refuse = (type: Exclude<HookRefusal, InvalidHook>['type'], hook: number): Decision =>
  E.left({ type, hook });

export const refuseField = (field: string, reason: string): Decision =>
  E.left({ type: 'InvalidHook', problems: [{ field, reason }] });
