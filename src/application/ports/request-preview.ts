import { type Either } from 'fp-ts/Either';
import { type DeliveryFailure, type OpenedDestination, type OutgoingMessage } from './delivery-transport';

/** A request as the transport would send it now. */
export interface PreviewedRequest {
  readonly method: string;
  readonly url: string;
  /** In the order of sending; secrets and signatures are masked. */
  readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
}

/** Says what would be sent, and sends nothing. A failure is one the transport would meet before it connects. */
export type RequestPreview = (
  to: Pick<OpenedDestination, 'destination'>,
  message: OutgoingMessage,
) => Either<DeliveryFailure, PreviewedRequest>;
