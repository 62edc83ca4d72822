import * as E from 'fp-ts/Either';
import { type EventStoreUnavailable } from '../ports/event-store';
import { stateOf } from '../read-models/delivery-search/standing';
import { platformEventsOf } from '../streams';
import {
  type DeliveryPage,
  type DeliveryQuery,
  type DeliveryRefusal,
  type DeliveryState,
} from '../use-cases/deliveries';
import { type Actor } from '../use-cases/hooks';
import { checkQuery, type CheckedQuery } from './check-query';
import { type DeliveryDependencies, type StretchDelivery } from './delivery-dependencies';
import { unavailable } from './delivery-failure';
import { deliveryView, erasedBy, type FoundDelivery } from './delivery-view';
import { expandRows } from './expand-rows';
import { type KnownDeliveries } from './known-deliveries';
import { ownHook } from './own-hook';
import { cursorsOf } from './page-cursors';
import { readOutcomes } from './read-attempts';
import { type RowPage, rowQuery, rowsCovering, walkRows } from './walk-rows';

export interface Finding extends DeliveryDependencies {
  readonly known: KnownDeliveries;
}
type Found = E.Either<EventStoreUnavailable, ReadonlyArray<FoundDelivery>>;

const isIn = (row: FoundDelivery['row'], { index }: StretchDelivery, state: DeliveryState | undefined): boolean => {
  const standing = row.standings[index];
  return standing !== undefined && (state === undefined || stateOf(standing) === state);
};

/** The deliveries of the row that answer to the query, in the order of the walk. */
const foundIn = (
  row: FoundDelivery['row'],
  items: ReadonlyArray<StretchDelivery>,
  { state, event, after, walked }: CheckedQuery,
): ReadonlyArray<FoundDelivery> => {
  const isBehind = ({ index }: StretchDelivery): boolean =>
    after?.root !== row.root || (walked === 'newest' ? index < after.index : index > after.index);
  const wanted = items.filter(
    (item) => isIn(row, item, state) && isBehind(item) && (event === undefined || item.event === event),
  );
  const found = wanted.map((item) => ({ row, item, beside: items }));
  return walked === 'newest' ? found.reverse() : found;
};

const collect = async (finding: Finding, pages: AsyncGenerator<RowPage>, query: CheckedQuery): Promise<Found> => {
  const found: FoundDelivery[] = [];
  for await (const page of pages) {
    if (E.isLeft(page)) return E.left(unavailable(page.left));
    const items = await expandRows(finding, page.right);
    if (E.isLeft(items)) return items;
    for (const row of page.right) found.push(...foundIn(row, items.right.get(row.root) ?? [], query));
    if (found.length > query.limit) return E.right(found);
  }
  return E.right(found);
};

const pageOf = async (
  finding: Finding,
  found: ReadonlyArray<FoundDelivery>,
  query: CheckedQuery,
): Promise<E.Either<EventStoreUnavailable, DeliveryPage>> => {
  const walked = found.slice(0, query.limit);
  const shown = query.after?.towards === 'previous' ? walked.toReversed() : walked;
  const outcomes = await readOutcomes(finding, [...new Set(shown.map(({ row }) => row))]);
  if (E.isLeft(outcomes)) return outcomes;
  const isErased = erasedBy(finding.erased);
  const deliveries = shown.map((one) => {
    finding.known.remember(one.row.hook, one.item.delivery, { root: one.row.root, index: one.item.index });
    const packaging = finding.hookOf(one.row.hook)?.packaging ?? 'together';
    return deliveryView(one, outcomes.right, { packaging, isErased });
  });
  return E.right({ deliveries, ...cursorsOf(shown, query, found.length > query.limit) });
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

/** Deliveries of the account, in the order asked for. */
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
    return E.isLeft(found) ? found : pageOf(finding, found.right, checked.right);
  };
