import { type HookEvent } from '../../../domain/hook/hook-event';
import { type DeliveriesDiscarded, type DeliveryRef, isUnshaped } from '../../../domain/parked/parked-event';
import { type RedeliveryBlock } from '../../../domain/parked/redelivery-blocks';
import { type BlockRow, type Place, type Standing } from '../../ports/delivery-search';
import { discardedWithHook } from './fold-captured';
import { type SearchTables } from './search-tables';
import { isSamePlace, placeOf, stateOf, UNTRIED, withStandings } from './standing';

/** Where the delivery was captured, whichever of its places was named. */
const originOf = (tables: SearchTables, { root, index }: Place): Place | null =>
  tables.block(root) === undefined ? (tables.redelivery(root)?.origins[index] ?? null) : { root, index };

export const foldNames = (tables: SearchTables, hook: number, refs: ReadonlyArray<DeliveryRef>): void => {
  for (const ref of refs) {
    const origin = originOf(tables, ref);
    if (origin !== null) tables.putName(hook, ref.delivery, origin);
  }
};

type Asked = RedeliveryBlock['deliveries'][number];

/** What stands parked where the request saw it waits again, at its new place; a delivered one is only sent again. */
const foldAsked = (tables: SearchTables, asked: Asked, place: Place): Place | null => {
  const origin = originOf(tables, asked);
  const row = origin === null ? undefined : tables.block(origin.root);
  if (origin === null || row === undefined || asked.from === 'waiting' || isUnshaped(asked)) return null;
  if (asked.from === 'parked' && !standsAt(row, { origin, ref: asked, state: 'parked' })) return null;
  const moved: BlockRow = { ...row, resent: [...row.resent, { index: origin.index, place }] };
  const change = (now: Standing): Standing =>
    asked.from === 'parked' ? { ...UNTRIED, round: asked.round, place } : now;
  tables.putBlock(withStandings(tables, moved, { indexes: [origin.index], change }));
  return origin;
};

interface Sighting {
  readonly origin: Place;
  /** Where a person saw it. */
  readonly ref: Place;
  readonly state: 'parked' | 'waiting';
}

const standsAt = (row: BlockRow, { origin, ref, state }: Sighting): boolean => {
  const standing = row.standings[origin.index];
  return standing !== undefined && stateOf(standing) === state && isSamePlace(placeOf(row, origin.index), ref);
};

export const foldRedelivery = (tables: SearchTables, hook: number, blocks: ReadonlyArray<RedeliveryBlock>): void => {
  if (tables.hook(hook)?.deleted === true) return;
  for (const { root, deliveries } of blocks) {
    foldNames(tables, hook, deliveries);
    const origins = deliveries.map((asked, index) => foldAsked(tables, asked, { root, index }));
    tables.putRedelivery({ root, origins });
  }
};

export const foldDiscard = (tables: SearchTables, { hook, at, reason, deliveries }: DeliveriesDiscarded): void => {
  foldNames(tables, hook, deliveries);
  for (const ref of deliveries) {
    const origin = originOf(tables, ref);
    const row = origin === null ? undefined : tables.block(origin.root);
    if (origin === null || row === undefined || !standsAt(row, { origin, ref, state: ref.from })) continue;
    const change = ({ parkedRevision: _gone, ...now }: Standing): Standing => ({
      ...now,
      answer: 'discarded',
      at: Date.parse(at),
      reason,
    });
    tables.putBlock(withStandings(tables, row, { indexes: [origin.index], change }));
  }
};

/** Deletion and a skip discard what waits; an answer of what was on the bus may still outdo that. */
const discardAll = (tables: SearchTables, hook: number, at: number): void => {
  const discarded = discardedWithHook(at);
  const change = ({ round, attempt, place }: Standing): Standing => ({
    ...discarded,
    round,
    attempt,
    ...(place !== undefined && { place }),
  });
  for (const row of tables.waitingBlocks(hook)) {
    const waiting = row.standings.flatMap((standing, index) => (stateOf(standing) === 'waiting' ? [index] : []));
    tables.putBlock(withStandings(tables, row, { indexes: waiting, change }));
  }
};

export const foldHook = (tables: SearchTables, event: HookEvent, position: bigint): void => {
  const { hook, account } = event;
  const known = tables.hook(hook) ?? { hook, account, deleted: false, discardedTo: -1n };
  const ends = event.type === 'HookDeleted' || (event.type === 'HookResumed' && event.skip);
  if (ends) discardAll(tables, hook, Date.parse(event.at));
  tables.putHook({
    ...known,
    deleted: known.deleted || event.type === 'HookDeleted',
    discardedTo: ends ? position : known.discardedTo,
  });
};
