import { expect } from 'chai';
import * as fc from 'fast-check';
import { emptyTable, entriesOf, lookup, put, type Table, tableOf, without } from '../../../src/domain/shared/table';

type Change = { readonly key: string | number; readonly value: number | null };

const changes = (key: fc.Arbitrary<string | number>): fc.Arbitrary<ReadonlyArray<Change>> =>
  fc.array(fc.record({ key, value: fc.option(fc.nat()) }), { maxLength: 400 });

const sorted = (
  entries: Iterable<readonly [string | number, number]>,
): ReadonlyArray<readonly [string | number, number]> =>
  [...entries].sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));

const holdsLikeAMap = (made: ReadonlyArray<Change>): void => {
  const map = new Map<string | number, number>();
  let table = emptyTable<string | number, number>();
  const versions: { readonly table: Table<string | number, number>; readonly entries: unknown }[] = [];
  for (const [at, { key, value }] of made.entries()) {
    table = value === null ? without(table, key) : put(table, key, value);
    if (value === null) map.delete(key);
    else map.set(key, value);
    expect(table.size).to.equal(map.size);
    expect(lookup(table, key)).to.equal(map.get(key));
    if (at % 50 === 0) versions.push({ table, entries: sorted(map) });
  }
  expect(sorted(entriesOf(table))).to.deep.equal(sorted(map));
  for (const version of versions) expect(sorted(entriesOf(version.table))).to.deep.equal(version.entries);
};

describe('A table', () => {
  it('holds what a map holds, under numbers and texts, and every version of it stays as it was', () => {
    fc.assert(fc.property(changes(fc.integer({ min: -50, max: 200 })), holdsLikeAMap), { numRuns: 60 });
    fc.assert(fc.property(changes(fc.string({ maxLength: 2 })), holdsLikeAMap), { numRuns: 60 });
  });

  it('is the same table when what is taken out was not there', () => {
    const table = tableOf([[1, 'one']]);
    expect(without(table, 2)).to.equal(table);
  });

  it('shares nearly everything with the version before', () => {
    const before = tableOf(Array.from({ length: 10_000 }, (_, key) => [key, key] as const));
    const after = put(before, 77, -1);
    const [old, changed] = [before.root, after.root] as [ReadonlyArray<unknown>, ReadonlyArray<unknown>];
    expect(changed.filter((child, place) => child !== old[place])).to.have.lengthOf(1);
    expect(lookup(before, 77)).to.equal(77);
    expect(lookup(after, 77)).to.equal(-1);
  });

  it('holds keys whose hashes agree in many places', () => {
    const keys = Array.from({ length: 3_000 }, (_, key) => key * 65_536);
    const table = tableOf(keys.map((key) => [key, key] as const));
    expect(keys.every((key) => lookup(table, key) === key)).to.equal(true);
    expect(table.size).to.equal(keys.length);
  });
});
