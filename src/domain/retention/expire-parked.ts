import { type Lane } from '../capture/lane';
import { type DeliveriesParked, type DeliveryRef, type ParkedExpired } from '../parked/parked-event';
import { refOf } from '../parked/ref-of';
import { lookup } from '../shared/table';

/** Of deliveries parked long ago those that are parked still, as expired; null: none is. */
export const expireParked = (
  lane: Lane,
  { hook, deliveries }: Pick<DeliveriesParked, 'hook' | 'deliveries'>,
  at: string,
): ParkedExpired | null => {
  const expired = deliveries.filter((delivery) => isParked(lane, delivery)).map(refOf);
  return expired.length === 0 ? null : { type: 'ParkedExpired', hook, at, deliveries: expired };
};

const isParked = (lane: Lane, { root, index }: DeliveryRef): boolean => {
  const settled = lookup(lane.parkedBlocks, root) ?? lane.blocks.find((block) => block.root === root);
  return settled?.parked.includes(index) ?? false;
};
