import * as E from 'fp-ts/Either';
import { type BlockRow, type Place } from '../ports/delivery-search';
import { type EventStoreUnavailable } from '../ports/event-store';
import { unavailable } from './delivery-failure';
import { type FoundDelivery } from './delivery-view';
import { expandRow } from './expand-rows';
import { type Finding } from './find-deliveries';
import { walkRows } from './walk-rows';

type Located = Map<string, FoundDelivery>;

/** How far back an id is looked for that is neither in the search nor was shown lately. */
const MOST_SCANNED = 50_000;

const takeFrom = async (
  finding: Finding,
  row: BlockRow,
  { wanted, located }: { readonly wanted: Set<string>; readonly located: Located },
): Promise<E.Either<EventStoreUnavailable, void>> => {
  const items = await expandRow(finding, row);
  if (E.isLeft(items)) return items;
  const beside = items.right;
  for (const item of beside) if (wanted.delete(item.delivery)) located.set(item.delivery, { row, item, beside });
  return E.right(undefined);
};

const knownPlaces = async (
  finding: Finding,
  hook: number,
  deliveries: ReadonlyArray<string>,
): Promise<E.Either<EventStoreUnavailable, ReadonlyArray<Place>>> => {
  const named = await finding.search.named(hook, deliveries)();
  if (E.isLeft(named)) return E.left(unavailable(named.left));
  const shown = deliveries.flatMap((delivery) => finding.known.placeOf(hook, delivery) ?? []);
  return E.right([...named.right.map(({ place }) => place), ...shown]);
};

/** Deliveries of a hook by id; those nobody knows are missing in the answer. */
export const locate = async (
  finding: Finding,
  {
    account,
    hook,
    deliveries,
  }: { readonly account: number; readonly hook: number; readonly deliveries: ReadonlyArray<string> },
): Promise<E.Either<EventStoreUnavailable, ReadonlyMap<string, FoundDelivery>>> => {
  const search = { wanted: new Set(deliveries), located: new Map<string, FoundDelivery>() };
  const places = await knownPlaces(finding, hook, deliveries);
  if (E.isLeft(places)) return places;
  const rows = await finding.search.rows([...new Set(places.right.map((place) => place.root))])();
  if (E.isLeft(rows)) return E.left(unavailable(rows.left));
  for (const row of rows.right) {
    const taken = await takeFrom(finding, row, search);
    if (E.isLeft(taken)) return taken;
  }
  return search.wanted.size === 0 ? E.right(search.located) : scan(finding, { account, hook }, search);
};

/** Newest first, a bounded way back: an id says nothing about where its delivery is. */
const scan = async (
  finding: Finding,
  whose: { readonly account: number; readonly hook: number },
  search: { readonly wanted: Set<string>; readonly located: Located },
): Promise<E.Either<EventStoreUnavailable, ReadonlyMap<string, FoundDelivery>>> => {
  let scanned = 0;
  for await (const page of walkRows(finding.search, { ...whose, limit: 25 }, undefined)) {
    if (E.isLeft(page)) return E.left(unavailable(page.left));
    for (const row of page.right) {
      const taken = await takeFrom(finding, row, search);
      if (E.isLeft(taken)) return taken;
      scanned += row.n;
    }
    if (search.wanted.size === 0 || scanned >= MOST_SCANNED) break;
  }
  return E.right(search.located);
};
