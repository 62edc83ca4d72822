import { type Answer, type DeliveryFailure } from '../../../../application/ports/delivery-transport';

/** Trouble of the far side as a whole, or of what the hook says about it. */
export const endpointFailure = (reason: string, detail: string, answer?: Answer): DeliveryFailure => ({
  type: 'DeliveryFailure',
  kind: 'endpoint',
  reason,
  detail,
  gone: false,
  tooLarge: false,
  ...(answer === undefined ? {} : { answer }),
});

/** Trouble with this one message. */
export const messageFailure = (reason: string, detail: string, answer?: Answer): DeliveryFailure => ({
  ...endpointFailure(reason, detail, answer),
  kind: 'message',
});
