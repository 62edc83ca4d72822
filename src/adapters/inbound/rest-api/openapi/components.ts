import { isRecord } from '../../incoming-events/is-record';
import { isSameJson } from '../../../../domain/shared/same-json';
import { type Schema } from '../schema/schema';
import { illustrated } from './illustrate';

export interface Components {
  /** The schema with every named one, itself included, replaced by a reference. */
  readonly refer: (schema: Schema) => Schema;
  /** What was referred to, by name. */
  readonly schemas: () => Readonly<Record<string, Schema>>;
}

const unillustrated = (schema: Schema): object => ({ ...schema, examples: undefined });

/** Gathers the schemas that have a name; two of one name that differ in more than their examples are a defect. */
export const components = (): Components => {
  const sources = new Map<string, Schema>();
  const shown = new Map<string, Schema>();

  const parts = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(parts);
    if (!isRecord(value)) return value;
    return typeof value['title'] === 'string' && 'examples' in value ? refer(value) : within(value);
  };
  /** Examples are data, whatever they look like. */
  const within = (schema: Schema): Schema =>
    Object.fromEntries(
      Object.entries(schema)
        .filter(([, value]) => value !== undefined)
        .map(([keyword, value]) => [keyword, keyword === 'examples' ? value : parts(value)]),
    );
  const refer = (schema: Schema): Schema => {
    const name = schema['title'];
    if (typeof name !== 'string') return within(illustrated(schema));
    const before = sources.get(name);
    if (before !== undefined && !isSameJson(unillustrated(before), unillustrated(schema)))
      throw new Error(`Two schemas of the OpenAPI document are called ${name}: rename one.`);
    if (before === undefined) {
      sources.set(name, schema);
      shown.set(name, within(illustrated(schema)));
    }
    return { $ref: `#/components/schemas/${name}` };
  };
  return { refer, schemas: () => Object.fromEntries([...shown].toSorted(([a], [b]) => a.localeCompare(b))) };
};
