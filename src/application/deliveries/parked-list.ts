import * as E from 'fp-ts/Either';
import { type EventStoreUnavailable } from '../ports/event-store';
import { type DeliveryRefusal, type DeliveryUseCases, type ParkedPage, type ParkedView } from '../use-cases/deliveries';
import { type Actor } from '../use-cases/hooks';
import { checkLimit } from './check-query';
import { type DeliveryDependencies } from './delivery-dependencies';
import { unavailable } from './delivery-failure';
import { eventAt } from './event-at';
import { invalid, ownHook } from './own-hook';
import { parkedEntries, type ParkedEntry } from './parked-entries';

type Asked = Parameters<DeliveryUseCases['parked']>[2];
interface Cursor {
  readonly revision: bigint;
  readonly place: number;
}

const CURSOR = /^(\d{1,19})\.(\d{1,9})$/;

const readCursor = (text: string): Cursor | null => {
  const [, revision, place] = CURSOR.exec(text) ?? [];
  return revision === undefined || place === undefined ? null : { revision: BigInt(revision), place: Number(place) };
};

const viewOf = async (
  dependencies: DeliveryDependencies,
  account: number,
  { parkedAt, delivery }: ParkedEntry,
): Promise<E.Either<EventStoreUnavailable, ParkedView>> => {
  const event = await eventAt(dependencies, account, delivery.position);
  if (E.isLeft(event)) return E.left(unavailable(event.left));
  return E.right({
    delivery: delivery.delivery,
    event: delivery.event,
    eventType: delivery.eventType,
    occurredAt: event.right?.occurredAt ?? '',
    parkedAt,
    reason: delivery.reason,
    ...(delivery.status !== undefined && { status: delivery.status }),
    attempts: delivery.attempts,
  });
};

const isBehind =
  (after: Cursor | undefined) =>
  ({ revision, place }: ParkedEntry): boolean =>
    after === undefined || revision !== after.revision || place < after.place;

const collect = async (
  dependencies: DeliveryDependencies,
  whose: { readonly account: number; readonly hook: number },
  { after, limit }: { readonly after: Cursor | undefined; readonly limit: number },
): Promise<E.Either<EventStoreUnavailable, ReadonlyArray<ParkedEntry>>> => {
  const found: ParkedEntry[] = [];
  for await (const entries of parkedEntries(dependencies, whose, after?.revision ?? null)) {
    if (E.isLeft(entries)) return entries;
    found.push(...entries.right.filter(isBehind(after)));
    if (found.length > limit) break;
  }
  return E.right(found);
};

const pageOf = async (
  dependencies: DeliveryDependencies,
  account: number,
  { found, limit }: { readonly found: ReadonlyArray<ParkedEntry>; readonly limit: number },
): Promise<E.Either<EventStoreUnavailable, ParkedPage>> => {
  const parked: ParkedView[] = [];
  for (const entry of found.slice(0, limit)) {
    const view = await viewOf(dependencies, account, entry);
    if (E.isLeft(view)) return view;
    parked.push(view.right);
  }
  const last = found.length > limit ? found[limit - 1] : undefined;
  return E.right({ parked, ...(last !== undefined && { next: `${String(last.revision)}.${String(last.place)}` }) });
};

/** What is parked now, newest first. */
export const parkedList =
  (dependencies: DeliveryDependencies) =>
  (actor: Actor, hook: number, asked: Asked) =>
  async (): Promise<E.Either<DeliveryRefusal, ParkedPage>> => {
    const own = ownHook(dependencies, actor, hook);
    if (E.isLeft(own)) return own;
    const limit = checkLimit(asked.limit);
    if (E.isLeft(limit)) return limit;
    const after = asked.cursor === undefined ? undefined : readCursor(asked.cursor);
    if (after === null)
      return invalid('cursor', 'is no cursor of a page before; leave it out to begin with the newest');
    const found = await collect(dependencies, { account: actor.account, hook }, { after, limit: asked.limit });
    return E.isLeft(found) ? found : pageOf(dependencies, actor.account, { found: found.right, limit: asked.limit });
  };
