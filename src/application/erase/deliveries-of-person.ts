import * as E from 'fp-ts/Either';
import { type DeliveriesDiscarded, isUnshaped } from '../../domain/parked/parked-event';
import { refOf } from '../../domain/parked/ref-of';
import { type DeliveryDependencies, type StretchDelivery } from '../deliveries/delivery-dependencies';
import { unavailable } from '../deliveries/delivery-failure';
import { eventAt } from '../deliveries/event-at';
import { expandRows } from '../deliveries/expand-rows';
import { parkedEntries, type ParkedEntry } from '../deliveries/parked-entries';
import { walkRows } from '../deliveries/walk-rows';
import { type BlockRow } from '../ports/delivery-search';
import { type EventStoreUnavailable } from '../ports/event-store';
import { placeOf, stateOf, UNTRIED } from '../read-models/delivery-search/standing';

export type PersonNeeds = Pick<DeliveryDependencies, 'eventStore' | 'search' | 'deliveriesOfStretches'>;

/** A person's deliveries of one hook, of events recorded before a position. */
export interface Person {
  readonly account: number;
  readonly hook: number;
  /** Pseudonym. */
  readonly owner: string;
  readonly before: bigint;
}
export type Discarding = DeliveriesDiscarded['deliveries'][number];
type Found<A> = Promise<E.Either<EventStoreUnavailable, A>>;

const ROWS_AT_ONCE = 25;

/** Parked whole it names its owner; what could not be shaped names nobody, and its event is asked. */
const isTheirs = async (
  needs: PersonNeeds,
  { account, owner, before }: Person,
  { delivery }: ParkedEntry,
): Found<boolean> => {
  if (delivery.position >= before) return E.right(false);
  if (!isUnshaped(delivery)) return E.right(delivery.owner === owner);
  const event = await eventAt(needs, account, delivery.position);
  return E.isLeft(event) ? E.left(unavailable(event.left)) : E.right(event.right?.owner === owner);
};

const parkedOf = async (needs: PersonNeeds, person: Person): Found<ReadonlyArray<Discarding>> => {
  const found: Discarding[] = [];
  for await (const entries of parkedEntries(needs, person, null)) {
    if (E.isLeft(entries)) return entries;
    for (const entry of entries.right) {
      const theirs = await isTheirs(needs, person, entry);
      if (E.isLeft(theirs)) return theirs;
      if (theirs.right) found.push({ ...refOf(entry.delivery), from: 'parked' });
    }
  }
  return E.right(found);
};

const waitingIn = (
  row: BlockRow,
  items: ReadonlyArray<StretchDelivery>,
  { owner, before }: Person,
): ReadonlyArray<Discarding> =>
  items
    .filter((item) => item.owner === owner && item.position < before)
    .flatMap(({ index, delivery, event, position }) => {
      const standing = row.standings[index] ?? UNTRIED;
      if (stateOf(standing) !== 'waiting') return [];
      const { revision } = row;
      const { round } = standing;
      return [{ delivery, event, position, revision, round, ...placeOf(row, index), from: 'waiting' }];
    });

const waitingOf = async (needs: PersonNeeds, person: Person): Found<ReadonlyArray<Discarding>> => {
  const found: Discarding[] = [];
  const query = { account: person.account, hook: person.hook, state: 'waiting', limit: ROWS_AT_ONCE } as const;
  for await (const page of walkRows(needs.search, query, undefined)) {
    if (E.isLeft(page)) return E.left(unavailable(page.left));
    const expanded = await expandRows(needs, page.right);
    if (E.isLeft(expanded)) return expanded;
    for (const row of page.right) found.push(...waitingIn(row, expanded.right.get(row.root) ?? [], person));
  }
  return E.right(found);
};

/** What of the person is parked or waits for the hook, as far as the search has read. */
export const deliveriesOfPerson = async (needs: PersonNeeds, person: Person): Found<ReadonlyArray<Discarding>> => {
  const parked = await parkedOf(needs, person);
  if (E.isLeft(parked)) return parked;
  const waiting = await waitingOf(needs, person);
  return E.isLeft(waiting) ? waiting : E.right([...parked.right, ...waiting.right]);
};
