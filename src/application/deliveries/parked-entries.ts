import * as E from 'fp-ts/Either';
import { type ParkedDelivery } from '../../domain/parked/parked-event';
import { decodeParkedEvent } from '../codecs/parked-codec';
import { type BlockRow, type Standing } from '../ports/delivery-search';
import { type EventStoreUnavailable } from '../ports/event-store';
import { parkedStream } from '../streams';
import { type DeliveryDependencies } from './delivery-dependencies';
import { unavailable } from './delivery-failure';

type Needs = Pick<DeliveryDependencies, 'eventStore' | 'search'>;
type Whose = { readonly account: number; readonly hook: number };

/** A parked delivery that counts. */
export interface ParkedEntry {
  /** Of its event in the parked stream, and the place inside. */
  readonly revision: bigint;
  readonly place: number;
  readonly parkedAt: string;
  readonly delivery: ParkedDelivery;
}
export type Entries = E.Either<EventStoreUnavailable, ReadonlyArray<ParkedEntry>>;

/** All deliveries of one event of the parked stream; none when it is gone. */
export const entriesAt = async (
  { eventStore }: Needs,
  { account, hook }: Whose,
  revision: bigint,
): Promise<Entries> => {
  const stream = parkedStream(account, hook);
  const page = await eventStore.readStream(stream, { direction: 'forwards', from: revision, maxCount: 1 })();
  if (E.isLeft(page)) return page;
  const stored = page.right.events.find((event) => event.revision === revision);
  if (stored === undefined) return E.right([]);
  const decoded = decodeParkedEvent(stored);
  if (E.isLeft(decoded)) return E.left(unavailable(decoded.left));
  const event = decoded.right;
  if (event.type !== 'DeliveriesParked') return E.right([]);
  return E.right(event.deliveries.map((delivery, place) => ({ revision, place, parkedAt: event.at, delivery })));
};

const standingIn = (
  rows: ReadonlyMap<string, BlockRow>,
  place: { readonly root: string; readonly index: number },
): Standing | undefined => rows.get(place.root)?.standings[place.index];

/** Those that an outcome or a record named, and that nobody has redelivered or discarded since. */
const counting = async ({ search }: Needs, { hook }: Whose, entries: ReadonlyArray<ParkedEntry>): Promise<Entries> => {
  const named = await search.named(
    hook,
    entries.map((entry) => entry.delivery.delivery),
  )();
  if (E.isLeft(named)) return E.left(unavailable(named.left));
  const rows = await search.rows([...new Set(named.right.map(({ place }) => place.root))])();
  if (E.isLeft(rows)) return E.left(unavailable(rows.left));
  const byRoot = new Map(rows.right.map((row) => [row.root, row]));
  const standings = new Map(named.right.map(({ delivery, place }) => [delivery, standingIn(byRoot, place)]));
  return E.right(
    entries.filter(({ revision, delivery }) => {
      const standing = standings.get(delivery.delivery);
      return standing?.answer === 'parked' && standing.parkedRevision === String(revision);
    }),
  );
};

const EVENTS_AT_ONCE = 20;

/** What is parked now, newest first, one event of the parked stream at a time. */
export async function* parkedEntries(needs: Needs, whose: Whose, upTo: bigint | null): AsyncGenerator<Entries> {
  let next = upTo;
  for (;;) {
    const revisions = await needs.search.parkedRevisions({ hook: whose.hook, upTo: next, limit: EVENTS_AT_ONCE })();
    if (E.isLeft(revisions)) {
      yield E.left(unavailable(revisions.left));
      return;
    }
    for (const revision of revisions.right) {
      const entries = await entriesAt(needs, whose, revision);
      yield E.isLeft(entries) ? entries : counting(needs, whose, entries.right.toReversed());
    }
    const last = revisions.right.at(-1);
    if (last === undefined || last === 0n || revisions.right.length < EVENTS_AT_ONCE) return;
    next = last - 1n;
  }
}
