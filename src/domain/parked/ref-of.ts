import { type DeliveryRef } from './parked-event';

/** The reference alone, of something that says more about the delivery. */
export const refOf = ({ delivery, event, position, revision, root, index, round }: DeliveryRef): DeliveryRef => ({
  delivery,
  event,
  position,
  revision,
  root,
  index,
  round,
});
