import { type Dimension } from '../platform-event/platform-event';
import { ACTITO_TYPES } from './actito-types';
import { ALTCRAFT_TYPES } from './altcraft-types';
import { type CatalogueFacts } from './catalogue-facts';
import { type EventType } from './event-type';
import { ENGINE_TYPES } from './engine-types';
import { OWN_TYPES } from './own-types';

/** The event types that exist for an account. */
export interface Catalogue extends CatalogueFacts {
  readonly all: ReadonlyArray<EventType>;
  readonly find: (code: string) => EventType | undefined;
}

export const BUILT_IN_TYPES: ReadonlyArray<EventType> = [
  ...ALTCRAFT_TYPES,
  ...ACTITO_TYPES,
  ...OWN_TYPES,
  ...ENGINE_TYPES,
];

const BUILT_IN_CODES: ReadonlySet<string> = new Set(BUILT_IN_TYPES.map(({ code }) => code));

export const isBuiltIn = (code: string): boolean => BUILT_IN_CODES.has(code);

const NO_DIMENSION: ReadonlyArray<Dimension> = [];

/** The built-in types and those an operator registered; a built-in code cannot be redefined. */
export const catalogueOf = (registered: ReadonlyArray<EventType>): Catalogue => {
  const all = [...BUILT_IN_TYPES, ...registered.filter(({ code }) => !isBuiltIn(code))];
  const byCode = new Map(all.map((type) => [type.code, type]));
  return {
    all,
    find: (code) => byCode.get(code),
    vendorOf: (code) => byCode.get(code)?.vendor ?? null,
    dimensionsOf: (code) => byCode.get(code)?.dimensions ?? NO_DIMENSION,
    touchesFields: (code) => byCode.get(code)?.example.touchedFields !== undefined,
  };
};
