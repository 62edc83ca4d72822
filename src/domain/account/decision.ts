import * as E from 'fp-ts/Either';
import { type ReadonlyNonEmptyArray } from 'fp-ts/ReadonlyNonEmptyArray';
import { type AccountEvent } from './account-event';
import { type AccountRefusal } from './account-refusal';

/** Every accepted command leaves a fact. */
export type Decision = E.Either<AccountRefusal, ReadonlyNonEmptyArray<AccountEvent>>;

export const accept = (...events: [AccountEvent, ...AccountEvent[]]): Decision => E.right(events);

export const refuse = (type: Exclude<AccountRefusal['type'], 'InvalidAccount'>): Decision => E.left({ type });

export const refuseField = (field: string, reason: string): Decision =>
  E.left({ type: 'InvalidAccount', field, reason });
