import * as E from 'fp-ts/Either';
import { type EventStoreUnavailable } from '../ports/event-store';
import { stateOf } from '../read-models/delivery-search/standing';
import { platformEventsOf } from '../streams';
import { type DeliveryPage, type DeliveryQuery, type DeliveryRefusal } from '../use-cases/deliveries';
import { type Actor } from '../use-cases/hooks';
import { checkQuery, type CheckedQuery } from './check-query';
import { type DeliveryDependencies } from './delivery-dependencies';
import { unavailable } from './delivery-failure';
import { writeCursor } from './delivery-cursor';
import { deliveryView, type FoundDelivery } from './delivery-view';
import { expandRow } from './expand-row';
import { type KnownDeliveries } from './known-deliveries';
import { ownHook } from './own-hook';
import { readOutcomes } from './read-attempts';
import { type RowPage, rowQuery, rowsCovering, walkRows } from './walk-rows';

export interface Finding extends DeliveryDependencies {
  readonly known: KnownDeliveries;
}
type Found = E.Either<EventStoreUnavailable, ReadonlyArray<FoundDelivery>>;

/** The deliveries of the row that answer to the query, newest first. */
const foundIn = async (
  finding: Finding,
  row: FoundDelivery['row'],
  { state, event, after }: CheckedQuery,
): Promise<Found> => {
  const items = await expandRow(finding, row);
  if (E.isLeft(items)) return items;
  const wanted = items.right.filter((item) => {
    const standing = row.standings[item.index];
    const isIn = standing !== undefined && (state === undefined || stateOf(standing) === state);
    const isBehind = after?.root !== row.root || item.index < after.index;
    return isIn && isBehind && (event === undefined || item.event === event);
  });
  return E.right(wanted.map((item) => ({ row, item })).reverse());
};

const collect = async (finding: Finding, pages: AsyncGenerator<RowPage>, query: CheckedQuery): Promise<Found> => {
  const found: FoundDelivery[] = [];
  for await (const page of pages) {
    if (E.isLeft(page)) return E.left(unavailable(page.left));
    for (const row of page.right) {
      const more = await foundIn(finding, row, query);
      if (E.isLeft(more)) return more;
      found.push(...more.right);
      if (found.length > query.limit) return E.right(found);
    }
  }
  return E.right(found);
};

const pageOf = async (
  finding: Finding,
  found: ReadonlyArray<FoundDelivery>,
  limit: number,
): Promise<E.Either<EventStoreUnavailable, DeliveryPage>> => {
  const shown = found.slice(0, limit);
  const outcomes = await readOutcomes(finding, [...new Set(shown.map(({ row }) => row))]);
  if (E.isLeft(outcomes)) return outcomes;
  const deliveries = shown.map((one) => {
    finding.known.remember(one.row.hook, one.item.delivery, { root: one.row.root, index: one.item.index });
    return deliveryView(one, outcomes.right, finding.hookOf(one.row.hook)?.packaging ?? 'together');
  });
  const last = shown.at(-1);
  if (last === undefined || found.length <= limit) return E.right({ deliveries });
  return E.right({ deliveries, next: writeCursor({ ...last.row, index: last.item.index }) });
};

const byEvent = async (
  finding: Finding,
  account: number,
  event: string,
): Promise<E.Either<EventStoreUnavailable, bigint | null>> => {
  const stored = await finding.eventStore.find([event])();
  if (E.isLeft(stored)) return stored;
  const own = stored.right.find((one) => one.stream.startsWith(platformEventsOf(account)));
  return E.right(own?.position ?? null);
};

/** Pages of rows that may hold what is asked for; null: the event is not one of the account's. */
const pagesFor = async (
  finding: Finding,
  account: number,
  query: CheckedQuery,
): Promise<E.Either<EventStoreUnavailable, AsyncGenerator<RowPage> | null>> => {
  const rows = rowQuery(account, query);
  if (query.event === undefined) return E.right(walkRows(finding.search, rows, query.after));
  const position = await byEvent(finding, account, query.event);
  if (E.isLeft(position) || position.right === null) return E.map(() => null)(position);
  return E.right(rowsCovering(finding.search, rows, { position: position.right, after: query.after }));
};

/** Deliveries of the account, newest first. */
export const findDeliveries =
  (finding: Finding) =>
  (actor: Actor, query: DeliveryQuery) =>
  async (): Promise<E.Either<DeliveryRefusal, DeliveryPage>> => {
    const checked = checkQuery(query);
    if (E.isLeft(checked)) return checked;
    const own = query.hook === undefined ? E.right(undefined) : ownHook(finding, actor, query.hook);
    if (E.isLeft(own)) return own;
    const pages = await pagesFor(finding, actor.account, checked.right);
    if (E.isLeft(pages)) return pages;
    const found = pages.right === null ? E.right([]) : await collect(finding, pages.right, checked.right);
    return E.isLeft(found) ? found : pageOf(finding, found.right, checked.right.limit);
  };
