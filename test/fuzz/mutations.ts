import * as fc from 'fast-check';
import { HOSTILE_TEXTS, HOSTILE_VALUES } from './hostile-values';

interface Mutation {
  /** Which child to go into, level by level; taken modulo their number. */
  readonly way: ReadonlyArray<number>;
  readonly act: 'replace' | 'remove' | 'add' | 'wrap' | 'repeat';
  readonly name: string;
  readonly value: unknown;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  way: fc.array(fc.nat(30), { maxLength: 5 }),
  act: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'wrap', 'repeat'),
  name: fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ maxLength: 20 })),
  value: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...HOSTILE_VALUES) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  ),
});

type Entry = readonly [string, unknown];
const entriesOf = (value: object): ReadonlyArray<Entry> => Object.entries(value);
/** Also an own `__proto__` stays one. */
const objectOf = (entries: ReadonlyArray<Entry>): object => Object.fromEntries(entries);

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

const rebuilt = (whole: object, entries: ReadonlyArray<Entry>): unknown =>
  Array.isArray(whole) ? entries.map(([, value]) => value) : objectOf(entries);

const changedHere = (value: unknown, { act, name, value: hostile }: Mutation): unknown => {
  if (act === 'wrap') return [[value]];
  if (!isContainer(value) || act === 'replace') return hostile;
  const entries = entriesOf(value);
  switch (act) {
    case 'add':
      return rebuilt(value, [...entries, [name, hostile]]);
    case 'remove':
      return rebuilt(value, entries.slice(1));
    case 'repeat':
      return rebuilt(value, [...entries, ...entries]);
  }
};

const mutate = (value: unknown, change: Mutation): unknown => {
  const [turn, ...way] = change.way;
  if (turn === undefined || !isContainer(value)) return changedHere(value, change);
  const entries = entriesOf(value);
  if (entries.length === 0) return changedHere(value, change);
  const at = turn % entries.length;
  return rebuilt(
    value,
    entries.map(([name, child], index) => [name, index === at ? mutate(child, { ...change, way }) : child] as const),
  );
};

/** A value that was acceptable, after up to three blows. */
export const mutated = (value: unknown): fc.Arbitrary<unknown> =>
  fc.array(mutation, { minLength: 0, maxLength: 3 }).map((changes) => changes.reduce(mutate, value));
