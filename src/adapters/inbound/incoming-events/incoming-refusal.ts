import { type RecordFailure } from '../../../application/use-cases/events';
import { type FieldError } from './problem';

/** What is wrong with a body before anything in it is looked at as an event. */
export type BodyRefusal =
  | { readonly type: 'BodyMissing' }
  | { readonly type: 'BodyMalformed'; readonly detail: string }
  | { readonly type: 'BodyUnsafe'; readonly problem: FieldError }
  | { readonly type: 'BodyTooLarge'; readonly limit: number }
  | { readonly type: 'BodyInvalid'; readonly problems: ReadonlyArray<FieldError> }
  | { readonly type: 'MediaTypeUnsupported'; readonly given: string }
  | { readonly type: 'ContentEncodingUnsupported'; readonly given: string };

export type EventCountRefusal =
  | { readonly type: 'EventTooLarge'; readonly indexes: ReadonlyArray<number>; readonly limit: number }
  | { readonly type: 'TooManyEvents'; readonly count: number; readonly limit: number };

/** Everything an incoming event can meet instead of being recorded, whatever the door. */
export type IncomingRefusal = BodyRefusal | EventCountRefusal | RecordFailure;
