import * as E from 'fp-ts/Either';
import { type EventStoreUnavailable } from '../ports/event-store';
import { type DeliveryDependencies } from './delivery-dependencies';
import { unavailable } from './delivery-failure';
import { type FoundDelivery } from './delivery-view';

/** Of these the deliveries whose event opens no more: its person was erased, and what came back may repeat what was sent. */
export const erasedAmong = async (
  { keyStore }: Pick<DeliveryDependencies, 'keyStore'>,
  found: ReadonlyArray<FoundDelivery>,
): Promise<E.Either<EventStoreUnavailable, ReadonlySet<string>>> => {
  const asked = found.flatMap(({ row, item: { delivery, owner, sealed } }) =>
    owner === undefined || sealed === undefined ? [] : [{ delivery, toOpen: { account: row.account, owner, sealed } }],
  );
  if (asked.length === 0) return E.right(new Set());
  const opened = await keyStore.open(asked.map(({ toOpen }) => toOpen))();
  if (E.isLeft(opened)) return E.left(unavailable(opened.left));
  return E.right(new Set(asked.flatMap(({ delivery }, n) => (opened.right[n] === null ? [delivery] : []))));
};
