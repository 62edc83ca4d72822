import { type CorruptEvent } from '../codecs/corrupt-event';
import {
  type AppendTooLarge,
  type EventIdsTaken,
  type EventStoreUnavailable,
  type InvalidAppend,
} from '../ports/event-store';

type BeyondACommand = CorruptEvent | EventIdsTaken | AppendTooLarge | InvalidAppend;

const detailOf = (failure: BeyondACommand): string => {
  switch (failure.type) {
    case 'CorruptEvent':
      return `event ${String(failure.revision)} of ${failure.stream} cannot be read: ${failure.detail}`;
    case 'EventIdsTaken':
      return `ids of new events are taken: ${failure.ids.join(', ')}`;
    case 'AppendTooLarge':
      return `${String(failure.bytes)} bytes are more than the ${String(failure.limit)} of one append`;
    case 'InvalidAppend':
      return failure.detail;
  }
};

/** What no caller of a command can mend becomes "the log does not answer", with the cause for the operator. */
export const asUnavailable = <F extends { readonly type: string }>(
  failure: F | BeyondACommand,
): Exclude<F, BeyondACommand> | EventStoreUnavailable =>
  isBeyond(failure)
    ? { type: 'EventStoreUnavailable', retryable: false, outcome: 'not-written', detail: detailOf(failure) }
    : (failure as Exclude<F, BeyondACommand>);

const BEYOND: ReadonlySet<string> = new Set(['CorruptEvent', 'EventIdsTaken', 'AppendTooLarge', 'InvalidAppend']);
const isBeyond = (failure: { readonly type: string }): failure is BeyondACommand => BEYOND.has(failure.type);
