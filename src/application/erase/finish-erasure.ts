import * as E from 'fp-ts/Either';
import { ERASED, type ErasureCompleted } from '../../domain/erasure/erasure-event';
import { encodeErasureEvent } from '../codecs/erasure-codec';
import { appendSurely } from '../commands/append-surely';
import { appendDecision } from '../deliveries/append-decision';
import { type DeliveryDependencies } from '../deliveries/delivery-dependencies';
import { unavailable } from '../deliveries/delivery-failure';
import { type Clock } from '../ports/clock';
import { type ContentStore, type ContentStoreUnavailable } from '../ports/content-store';
import { type EventStoreUnavailable } from '../ports/event-store';
import { type KeyStore, type KeyStoreUnavailable } from '../ports/key-store';
import { type AskedErasure } from '../read-models/erasures';
import { erasuresStream } from '../streams';
import { searchAbreast } from './abreast';
import { deliveriesOfPerson, type Person } from './deliveries-of-person';

export interface FinishErasureDependencies extends Pick<
  DeliveryDependencies,
  'eventStore' | 'search' | 'identity' | 'deliveriesOfStretches'
> {
  readonly keyStore: Pick<KeyStore, 'drop'>;
  /** Dropping the key has made them unreadable; removing them leaves nothing at all. */
  readonly contentStore: Pick<ContentStore, 'erase'>;
  readonly clock: Clock;
  /** Every hook the account ever had. */
  readonly hooksOf: (account: number) => ReadonlyArray<number>;
}
type Failure = EventStoreUnavailable | KeyStoreUnavailable | ContentStoreUnavailable;
export type Discarded = Pick<ErasureCompleted, 'parked' | 'waiting'>;

const SEARCH_WITHIN_MS = 10_000;

const discardOfHook = async (
  dependencies: FinishErasureDependencies,
  { erased, position }: AskedErasure,
  hook: number,
): Promise<E.Either<EventStoreUnavailable, Discarded>> => {
  const person: Person = { account: erased.account, hook, owner: erased.owner, before: position };
  const found = await deliveriesOfPerson(dependencies, person);
  if (E.isLeft(found)) return found;
  const at = new Date(dependencies.clock.now()).toISOString();
  const recorded = await appendDecision(dependencies, { ...person, deliveries: found.right }, (deliveries) => ({
    type: 'DeliveriesDiscarded',
    hook,
    at,
    by: erased.by,
    reason: ERASED,
    deliveries,
  }));
  if (E.isLeft(recorded)) return recorded;
  const parked = found.right.filter(({ from }) => from === 'parked').length;
  return E.right({ parked, waiting: found.right.length - parked });
};

const discardAll = async (
  dependencies: FinishErasureDependencies,
  asked: AskedErasure,
): Promise<E.Either<EventStoreUnavailable, Discarded>> => {
  const abreast = await searchAbreast(dependencies, asked.position, SEARCH_WITHIN_MS);
  if (E.isLeft(abreast)) return abreast;
  let [parked, waiting] = [0, 0];
  for (const hook of dependencies.hooksOf(asked.erased.account)) {
    const discarded = await discardOfHook(dependencies, asked, hook);
    if (E.isLeft(discarded)) return discarded;
    parked += discarded.right.parked;
    waiting += discarded.right.waiting;
  }
  return E.right({ parked, waiting });
};

/**
 * Drops the key, discards what is parked or waits, and records that it is done. What is missed, as what an open block
 * or a hook behind holds, is discarded by whoever is to send it: it opens nowhere.
 */
export const finishErasure =
  (dependencies: FinishErasureDependencies) =>
  (asked: AskedErasure) =>
  async (): Promise<E.Either<Failure, Discarded>> => {
    const { erasure, account, owner } = asked.erased;
    const { keyStore, contentStore, eventStore, identity, clock } = dependencies;
    const dropped = await keyStore.drop(account, owner)();
    if (E.isLeft(dropped)) return dropped;
    const removed = await contentStore.erase(account, owner)();
    if (E.isLeft(removed)) return removed;
    const discarded = await discardAll(dependencies, asked);
    if (E.isLeft(discarded)) return discarded;
    const at = new Date(clock.now()).toISOString();
    const completed: ErasureCompleted = { type: 'ErasureCompleted', erasure, account, owner, at, ...discarded.right };
    const events = [{ id: identity.random(), ...encodeErasureEvent(completed) }] as const;
    const appended = await appendSurely(eventStore)({ stream: erasuresStream(account), expected: 'any', events })();
    return E.isLeft(appended) ? E.left(unavailable(appended.left)) : discarded;
  };
