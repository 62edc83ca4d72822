import { type RecordedEvent } from '../ports/event-store';

/** A stored event is not what its type promises: a defect or damage, never skipped in silence. */
export interface CorruptEvent {
  readonly type: 'CorruptEvent';
  readonly stream: string;
  readonly revision: bigint;
  readonly detail: string;
}

export const corruptEvent =
  (event: Pick<RecordedEvent, 'stream' | 'revision' | 'type'>) =>
  (detail: string): CorruptEvent => ({
    type: 'CorruptEvent',
    stream: event.stream,
    revision: event.revision,
    detail: `${event.type}: ${detail}`,
  });
