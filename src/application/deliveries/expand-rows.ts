import * as E from 'fp-ts/Either';
import { type BlockRow } from '../ports/delivery-search';
import { type EventStoreUnavailable } from '../ports/event-store';
import { type DeliveryDependencies, type StretchDelivery } from './delivery-dependencies';
import { unavailable } from './delivery-failure';
import { eventAt } from './event-at';

type Needs = Pick<DeliveryDependencies, 'eventStore' | 'deliveriesOfStretches'>;
type Deliveries = ReadonlyArray<StretchDelivery>;
/** By root. */
type Expanded = ReadonlyMap<string, Deliveries>;
type Reading<A> = Promise<E.Either<EventStoreUnavailable, A>>;

const parkedAtOnce = async (needs: Needs, row: BlockRow): Reading<Expanded> => {
  const event = await eventAt(needs, row.account, row.from);
  if (E.isLeft(event)) return E.left(unavailable(event.left));
  if (event.right === null) return E.right(new Map());
  const { id, type, occurredAt, position, owner } = event.right;
  const item = { index: 0, delivery: row.root, event: id, eventType: type, occurredAt, position, owner };
  return E.right(new Map([[row.root, [item]]]));
};

const blocksOf = async (needs: Needs, hook: number, rows: ReadonlyArray<BlockRow>): Reading<Expanded> => {
  const found = await needs.deliveriesOfStretches(hook, rows)();
  if (E.isLeft(found)) return found;
  return E.right(new Map(rows.map(({ root }, n) => [root, found.right[n] ?? []])));
};

/** The deliveries of rows, read from the log, each row's by its index. */
export const expandRows = async (needs: Needs, rows: ReadonlyArray<BlockRow>): Reading<Expanded> => {
  const stretches = Map.groupBy(
    rows.filter(({ kind }) => kind === 'stretch'),
    ({ hook }) => hook,
  );
  const parts = await Promise.all([
    ...[...stretches].map(([hook, blocks]) => blocksOf(needs, hook, blocks)),
    ...rows.filter(({ kind }) => kind === 'at-once').map((row) => parkedAtOnce(needs, row)),
  ]);
  const expanded = new Map<string, Deliveries>();
  for (const part of parts) {
    if (E.isLeft(part)) return part;
    for (const [root, items] of part.right) expanded.set(root, items);
  }
  return E.right(expanded);
};

export const expandRow = async (needs: Needs, row: BlockRow): Reading<Deliveries> => {
  const expanded = await expandRows(needs, [row]);
  return E.isLeft(expanded) ? expanded : E.right(expanded.right.get(row.root) ?? []);
};
