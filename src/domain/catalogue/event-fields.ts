import { pathProblem } from '../capture-rule/field-path';
import { operandOf } from '../capture-rule/operand';
import { type Json } from '../shared/json';
import { type EventType } from './event-type';

export type FieldKind = 'text' | 'number' | 'date' | 'flag' | 'list';

/** A field that conditions can ask about, as far as an example tells. */
export interface EventField {
  readonly field: string;
  readonly kind: FieldKind;
}

/** Of every event, whatever its type. */
const COMMON: ReadonlyArray<EventField> = [
  { field: 'type', kind: 'text' },
  { field: 'source', kind: 'text' },
  { field: 'occurredAt', kind: 'date' },
  { field: 'isTest', kind: 'flag' },
];
const NAMED = new Set(COMMON.map(({ field }) => field));
/** Asked about by nobody: the id is another one in each event, and old history matches no live hook. */
const LEFT_OUT = new Set(['id', 'capture']);

const kindOf = (value: Json): FieldKind => {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'flag';
  return operandOf(value).instant === null ? 'text' : 'date';
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const leaves = (value: unknown, path: string): ReadonlyArray<EventField> => {
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, member]) => leaves(member, path === '' ? key : `${path}.${key}`));
  }
  if (value === undefined || NAMED.has(path) || LEFT_OUT.has(path) || pathProblem(path) !== null) return [];
  return [{ field: path, kind: kindOf(value as Json) }];
};

/** The fields of a type's events: those every event has, and those of its example. */
export const fieldsOf = ({ example }: EventType): ReadonlyArray<EventField> => [...COMMON, ...leaves(example, '')];
