import { type CorruptEvent } from '../codecs/corrupt-event';
import { type DeliverySearchUnavailable } from '../ports/delivery-search';
import { type AppendFailure, type EventStoreUnavailable } from '../ports/event-store';
import { type KeyStoreUnavailable } from '../ports/key-store';

type Beneath = AppendFailure | DeliverySearchUnavailable | KeyStoreUnavailable | CorruptEvent;

/** To whoever asks about deliveries, everything beneath is one thing that does not answer; the detail says which. */
export const unavailable = (failure: Beneath): EventStoreUnavailable => {
  switch (failure.type) {
    case 'EventStoreUnavailable':
      return failure;
    case 'KeyStoreUnavailable':
      return notAnswering(failure.detail, failure.retryable);
    case 'DeliverySearchUnavailable':
      return notAnswering(failure.detail, true);
    case 'CorruptEvent':
      return notAnswering(
        `event ${String(failure.revision)} of ${failure.stream} cannot be read: ${failure.detail}`,
        false,
      );
    case 'InvalidAppend':
      return notAnswering(failure.detail, false);
    case 'WrongExpectedRevision':
    case 'EventIdsTaken':
    case 'AppendTooLarge':
      return notAnswering(`the append was refused: ${failure.type}`, false);
  }
};

const notAnswering = (detail: string, retryable: boolean): EventStoreUnavailable => ({
  type: 'EventStoreUnavailable',
  retryable,
  outcome: 'not-written',
  detail,
});
