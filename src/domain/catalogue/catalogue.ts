import { ACTITO_TYPES } from './actito-types';
import { ALTCRAFT_TYPES } from './altcraft-types';
import { type EventType } from './event-type';
import { OWN_TYPES } from './own-types';

/** The event types that exist for an account. */
export interface Catalogue {
  readonly all: ReadonlyArray<EventType>;
  readonly find: (code: string) => EventType | undefined;
}

export const BUILT_IN_TYPES: ReadonlyArray<EventType> = [...ALTCRAFT_TYPES, ...ACTITO_TYPES, ...OWN_TYPES];

/** The built-in types and those an operator registered; a built-in code cannot be redefined. */
export const catalogueOf = (registered: ReadonlyArray<EventType>): Catalogue => {
  const byCode = new Map([...registered, ...BUILT_IN_TYPES].map((type) => [type.code, type]));
  const added = registered.filter((type) => byCode.get(type.code) === type);
  return { all: [...BUILT_IN_TYPES, ...added], find: (code) => byCode.get(code) };
};
