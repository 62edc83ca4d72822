import * as TE from 'fp-ts/TaskEither';
import { type BlockRow, type DeliverySearch, type Place } from '../../../../application/ports/delivery-search';
import { foldSearch } from '../../../../application/read-models/delivery-search/fold-search';
import {
  enoughOf,
  isAskedFor,
  listedIn,
  newestFirst,
} from '../../../../application/read-models/delivery-search/row-order';
import {
  type RedeliveryRow,
  type SearchedHook,
  type SearchTables,
} from '../../../../application/read-models/delivery-search/search-tables';

interface MemoryTables extends SearchTables {
  readonly blocks: ReadonlyMap<string, BlockRow>;
  readonly nameOf: (hook: number, delivery: string) => Place | undefined;
  readonly parkedOf: (hook: number) => ReadonlyArray<bigint>;
}

const memoryTables = (): MemoryTables => {
  const blocks = new Map<string, BlockRow>();
  const redeliveries = new Map<string, RedeliveryRow>();
  const hooks = new Map<number, SearchedHook>();
  const names = new Map<string, Place>();
  const parked = new Map<number, Map<bigint, number>>();
  const keyOf = (hook: number, delivery: string): string => `${String(hook)}/${delivery}`;
  return {
    blocks,
    block: (root) => blocks.get(root),
    putBlock: (row) => void blocks.set(row.root, row),
    waitingBlocks: (hook) => [...blocks.values()].filter((row) => row.hook === hook && row.counts.waiting > 0),
    redelivery: (root) => redeliveries.get(root),
    putRedelivery: (row) => void redeliveries.set(row.root, row),
    hook: (hook) => hooks.get(hook),
    putHook: (hook) => void hooks.set(hook.hook, hook),
    putName: (hook, delivery, place) => void names.set(keyOf(hook, delivery), place),
    countParked: (hook, revision, change) => {
      const counting = parked.get(hook) ?? new Map<bigint, number>();
      parked.set(hook, counting);
      counting.set(BigInt(revision), (counting.get(BigInt(revision)) ?? 0) + change);
    },
    nameOf: (hook, delivery) => names.get(keyOf(hook, delivery)),
    parkedOf: (hook) =>
      [...(parked.get(hook) ?? [])].flatMap(([revision, counting]) => (counting > 0 ? [revision] : [])),
  };
};

/** Keeps everything in memory: for tests and for those who can do without a file. */
export const inMemoryDeliverySearch = (): DeliverySearch => {
  let tables = memoryTables();
  let position: bigint | null = null;
  return {
    position: () => TE.fromIO(() => position),
    apply: (page) =>
      TE.fromIO(() => {
        const corrupt = foldSearch(tables, page);
        position = page.events.at(-1)?.position ?? position;
        return corrupt;
      }),
    clear: () =>
      TE.fromIO(() => {
        tables = memoryTables();
        position = null;
      }),
    blocks: (query) =>
      TE.fromIO(() =>
        enoughOf(query, [...tables.blocks.values()].filter(isAskedFor(query)).sort(listedIn(query.order))),
      ),
    covering: ({ account, hook, position: at }) =>
      TE.fromIO(() =>
        [...tables.blocks.values()]
          .filter((row) => row.account === account && row.hook === (hook ?? row.hook) && row.from <= at && row.to >= at)
          .sort(newestFirst),
      ),
    rows: (roots) => TE.fromIO(() => roots.flatMap((root) => tables.blocks.get(root) ?? [])),
    named: (hook, deliveries) =>
      TE.fromIO(() =>
        deliveries.flatMap((delivery) => {
          const place = tables.nameOf(hook, delivery);
          return place === undefined ? [] : [{ delivery, place }];
        }),
      ),
    parkedRevisions: ({ hook, upTo, limit }) =>
      TE.fromIO(() =>
        tables
          .parkedOf(hook)
          .filter((revision) => upTo === null || revision <= upTo)
          .sort((one, other) => (one > other ? -1 : 1))
          .slice(0, limit),
      ),
    close: () => Promise.resolve(),
  };
};
