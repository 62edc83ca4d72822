import { type DeliveryFailure } from '../ports/delivery-transport';

const endpointFailure = (reason: string, detail: string): DeliveryFailure => ({
  type: 'DeliveryFailure',
  kind: 'endpoint',
  reason,
  detail,
  gone: false,
  tooLarge: false,
});

/** A secret cannot be opened: nothing can leave for the hook as a whole, so nothing is parked for it. */
export const UNREADABLE_SECRET = endpointFailure(
  'secret',
  'a secret of the hook cannot be opened with this master key: start with the key it was saved under, or save the hook anew',
);

/** Our own bug met this request. It is answered all the same: a block without an outcome would wait for ever. */
export const DEFECT = endpointFailure('defect', 'the engine failed on this request; its log says where');
