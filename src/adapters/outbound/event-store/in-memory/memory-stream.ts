import { type RecordedEvent, type StreamMetadata } from '../../../../application/ports/event-store';
import { boundedNumber } from '../expectation';
import { isVisible, type Retention } from '../retention-rules';

/** A stream with all it ever held: hidden events stay, readers do not see them. */
export interface MemoryStream {
  readonly events: RecordedEvent[];
  deleted: boolean;
  deletedBelow: number;
  metadata: StreamMetadata;
}

export const newMemoryStream = (): MemoryStream => ({ events: [], deleted: false, deletedBelow: 0, metadata: {} });

export const retentionOf = ({ events, deleted, deletedBelow, metadata }: MemoryStream): Retention => ({
  next: events.length,
  deleted,
  deletedBelow,
  maxCount: metadata.maxCount ?? null,
  maxAgeSeconds: metadata.maxAgeSeconds ?? null,
  truncateBefore: metadata.truncateBefore === undefined ? null : boundedNumber(metadata.truncateBefore),
});

export const seesIn = (stream: MemoryStream, now: number): ((event: RecordedEvent) => boolean) => {
  const retention = retentionOf(stream);
  return ({ revision, recordedAt }) => isVisible(retention, { revision: Number(revision), recordedAt }, now);
};
