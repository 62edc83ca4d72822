import { type DeliveryPage } from '../use-cases/deliveries';
import { type CheckedQuery } from './check-query';
import { type DeliveryCursor, writeCursor } from './delivery-cursor';
import { type FoundDelivery } from './delivery-view';

const cursorAt = ({ row, item }: FoundDelivery, towards: DeliveryCursor['towards']): string => {
  const { capturedAt, from, root } = row;
  return writeCursor({ capturedAt, from, root, index: item.index, towards });
};

/** Where the pages on either side begin; `more`: the walk found more than the page shows. */
export const cursorsOf = (
  shown: ReadonlyArray<FoundDelivery>,
  { after }: CheckedQuery,
  more: boolean,
): Pick<DeliveryPage, 'next' | 'previous'> => {
  const first = shown[0];
  const last = shown.at(-1);
  if (first === undefined || last === undefined) return {};
  const back = after?.towards === 'previous';
  return {
    ...((back || more) && { next: cursorAt(last, 'next') }),
    ...((back ? more : after !== undefined) && { previous: cursorAt(first, 'previous') }),
  };
};
