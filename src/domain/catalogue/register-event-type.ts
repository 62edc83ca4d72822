import * as E from 'fp-ts/Either';
import { type ReadonlyNonEmptyArray } from 'fp-ts/ReadonlyNonEmptyArray';
import { isSameJson } from '../shared/same-json';
import { isBuiltIn } from './catalogue';
import { type RegisterEventType } from './catalogue-command';
import { type CatalogueEvent } from './catalogue-event';
import { type CatalogueRefusal } from './catalogue-refusal';
import { type EventType } from './event-type';
import { eventTypeProblems } from './event-type-problems';
import { formatFamilyOf } from './format-family';
import { type RegisteredTypes } from './registered-types';

/** Every accepted command leaves a fact. */
export type Decision = E.Either<CatalogueRefusal, ReadonlyNonEmptyArray<CatalogueEvent>>;

/** The catalogue of an account is held in memory and listed whole. */
export const MAX_REGISTERED_TYPES = 1000;

const refuse = (refusal: CatalogueRefusal): Decision => E.left(refusal);

const change = ({ type: _command, ...fact }: RegisterEventType, known: EventType): Decision => {
  const { code, vendor } = fact.eventType;
  const family = formatFamilyOf(known.vendor);
  if (formatFamilyOf(vendor) !== family) return refuse({ type: 'EventTypeOfOtherFamily', code, family });
  return isSameJson(fact.eventType, known)
    ? refuse({ type: 'EventTypeUnchanged', code })
    : E.right([{ type: 'EventTypeChanged', ...fact }]);
};

const register = ({ type: _command, ...fact }: RegisterEventType, { size }: RegisteredTypes): Decision =>
  size < MAX_REGISTERED_TYPES
    ? E.right([{ type: 'EventTypeRegistered', ...fact }])
    : refuse({ type: 'CatalogueFull', limit: MAX_REGISTERED_TYPES });

export const registerEventType =
  (command: RegisterEventType) =>
  (types: RegisteredTypes): Decision => {
    const { account, at, eventType } = command;
    if (isBuiltIn(eventType.code)) return refuse({ type: 'EventTypeBuiltIn', code: eventType.code });
    const problems = eventTypeProblems(eventType, account, at);
    if (problems.length > 0) return refuse({ type: 'InvalidEventType', problems });
    const known = types.get(eventType.code);
    return known === undefined ? register(command, types) : change(command, known);
  };
