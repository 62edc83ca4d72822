import { type Matchable } from '../../domain/capture-rule/deciding-clause';
import { type PlatformEvent } from '../../domain/platform-event/platform-event';
import { type RecordedEvent } from '../ports/event-store';
import { type SealedPart } from './platform-event-shapes';

/** Where the rest of a stored event is: under the key of its owner, or in clear. */
export type Enclosed =
  | { readonly form: 'sealed'; readonly owner: string; readonly text: string }
  | { readonly form: 'open'; readonly part: SealedPart };

/** A stored platform event as far as it can be read without a key: enough to match it. Subjects have ids only. */
export interface RoutedEvent
  extends
    Matchable,
    Pick<PlatformEvent, 'id' | 'source' | 'occurredAt' | 'isTest' | 'entity'>,
    Pick<RecordedEvent, 'stream' | 'revision' | 'position' | 'recordedAt'> {
  /** Pseudonym of the profile; absent for an event without one. */
  readonly owner?: string;
  readonly enclosed: Enclosed;
}
