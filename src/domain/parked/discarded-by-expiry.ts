import { ENGINE } from '../shared/engine';
import { type DeliveriesDiscarded, type ParkedExpired } from './parked-event';

/** What an expiry does to sums and to the search: the same as a discard of parked ones. */
export const discardedByExpiry = ({ hook, at, deliveries }: ParkedExpired): DeliveriesDiscarded => ({
  type: 'DeliveriesDiscarded',
  hook,
  at,
  by: ENGINE,
  reason: 'parked for longer than parked deliveries are kept',
  deliveries: deliveries.map((ref) => ({ ...ref, from: 'parked' })),
});
