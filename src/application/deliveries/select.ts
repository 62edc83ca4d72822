import * as E from 'fp-ts/Either';
import { type DeliveryRef } from '../../domain/parked/parked-event';
import { refOf } from '../../domain/parked/ref-of';
import { placeOf, stateOf, UNTRIED } from '../read-models/delivery-search/standing';
import { type DeliveryRefusal, type DeliverySelection, type DeliveryState } from '../use-cases/deliveries';
import { checkTime } from './check-query';
import { type FoundDelivery } from './delivery-view';
import { type Finding } from './find-deliveries';
import { locate } from './locate';
import { invalid } from './own-hook';
import { entriesAt, parkedEntries, type ParkedEntry } from './parked-entries';

/** A delivery a person means, as it stands now. */
export interface Selected {
  readonly ref: DeliveryRef;
  readonly state: DeliveryState;
  readonly bytes: number;
}
export type Selection = E.Either<DeliveryRefusal, ReadonlyArray<Selected>>;

const MOST_NAMED = 1000;

const selectedEntry = ({ delivery }: ParkedEntry): Selected => ({
  ref: refOf(delivery),
  state: 'parked',
  bytes: delivery.bytes,
});

const selectedFound = ({ row, item }: FoundDelivery): Selected => {
  const standing = row.standings[item.index] ?? UNTRIED;
  const { delivery, event, position } = item;
  const ref = { delivery, event, position, revision: row.revision, round: standing.round, ...placeOf(row, item.index) };
  return { ref, state: stateOf(standing), bytes: Math.ceil(row.bytes / Math.max(1, row.n)) };
};

type Period = Extract<DeliverySelection, { readonly parkedFrom: string }>;

interface Whose {
  readonly account: number;
  readonly hook: number;
}

/** A parked one is taken as it was parked: that says which revision shaped it, and how long it is. */
const asItStands = async (
  finding: Finding,
  whose: Whose,
  found: FoundDelivery,
): Promise<E.Either<DeliveryRefusal, Selected>> => {
  const selected = selectedFound(found);
  const revision = found.row.standings[found.item.index]?.parkedRevision;
  if (selected.state !== 'parked' || revision === undefined) return E.right(selected);
  const entries = await entriesAt(finding, whose, BigInt(revision));
  if (E.isLeft(entries)) return entries;
  const entry = entries.right.find((one) => one.delivery.delivery === found.item.delivery);
  return E.right(entry === undefined ? selected : selectedEntry(entry));
};

const selectNamed = async (finding: Finding, whose: Whose, names: ReadonlyArray<string>): Promise<Selection> => {
  const deliveries = [...new Set(names)];
  if (deliveries.length === 0 || deliveries.length > MOST_NAMED)
    return invalid('deliveries', `must name 1 to ${String(MOST_NAMED)} deliveries`);
  const located = await locate(finding, { ...whose, deliveries });
  if (E.isLeft(located)) return located;
  const unknown = deliveries.filter((delivery) => !located.right.has(delivery));
  if (unknown.length > 0) return E.left({ type: 'DeliveriesUnknown', deliveries: unknown });
  const selection: Selected[] = [];
  for (const found of located.right.values()) {
    const selected = await asItStands(finding, whose, found);
    if (E.isLeft(selected)) return selected;
    selection.push(selected.right);
  }
  return E.right(inOrder(selection));
};

/** In the order of the log, so that a redelivery keeps it. */
const inOrder = (selection: ReadonlyArray<Selected>): ReadonlyArray<Selected> =>
  selection.toSorted((one, other) => (one.ref.position < other.ref.position ? -1 : 1));

const checkPeriod = (period: Period): E.Either<DeliveryRefusal, { readonly from: number; readonly to: number }> => {
  const from = checkTime('parkedFrom', period.parkedFrom);
  if (E.isLeft(from)) return from;
  const to = checkTime('parkedTo', period.parkedTo);
  if (E.isLeft(to)) return to;
  if (from.right > to.right) return invalid('parkedTo', 'must not be before parkedFrom');
  return E.right({ from: from.right, to: to.right });
};

const selectPeriod = async (finding: Finding, whose: Whose, asked: Period): Promise<Selection> => {
  const period = checkPeriod(asked);
  if (E.isLeft(period)) return period;
  const { from, to } = period.right;
  const selection: Selected[] = [];
  for await (const entries of parkedEntries(finding, whose, null)) {
    if (E.isLeft(entries)) return entries;
    const within = entries.right.filter(({ parkedAt }) => Date.parse(parkedAt) >= from && Date.parse(parkedAt) <= to);
    selection.push(...within.map(selectedEntry));
  }
  return E.right(inOrder(selection));
};

export const select = (finding: Finding, whose: Whose, which: DeliverySelection): Promise<Selection> =>
  'deliveries' in which ? selectNamed(finding, whose, which.deliveries) : selectPeriod(finding, whose, which);
