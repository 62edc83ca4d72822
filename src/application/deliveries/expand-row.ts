import * as E from 'fp-ts/Either';
import { type BlockRow } from '../ports/delivery-search';
import { type EventStoreUnavailable } from '../ports/event-store';
import { type DeliveryDependencies, type StretchDelivery } from './delivery-dependencies';
import { unavailable } from './delivery-failure';
import { eventAt } from './event-at';

/** The deliveries of a row, read from the log. */
export const expandRow = async (
  dependencies: Pick<DeliveryDependencies, 'eventStore' | 'deliveriesOfStretch'>,
  row: BlockRow,
): Promise<E.Either<EventStoreUnavailable, ReadonlyArray<StretchDelivery>>> => {
  switch (row.kind) {
    case 'stretch':
      return dependencies.deliveriesOfStretch(row.hook, row)();
    case 'at-once': {
      const event = await eventAt(dependencies, row.account, row.from);
      if (E.isLeft(event)) return E.left(unavailable(event.left));
      if (event.right === null) return E.right([]);
      const { id, type, occurredAt, position, owner } = event.right;
      return E.right([{ index: 0, delivery: row.root, event: id, eventType: type, occurredAt, position, owner }]);
    }
  }
};
