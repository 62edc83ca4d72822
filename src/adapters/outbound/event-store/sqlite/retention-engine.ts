import { existsFor, meetsExpectation } from '../append-rules';
import { NO_STREAM } from '../expectation';
import { type Answer, type MetadataColumns } from './engine-protocol';
import { type StreamTable } from './stream-table';

export interface RetentionEngine {
  readonly read: (stream: string) => Answer;
  /** Inside a transaction, as is `remove`. Metadata may come before the first event. */
  readonly write: (stream: string, metadata: MetadataColumns) => Answer;
  readonly remove: (stream: string, expected: number) => Answer;
}

const NONE: MetadataColumns = { maxCount: null, maxAgeSeconds: null, truncateBefore: null };

export const retentionEngine = (streams: StreamTable): RetentionEngine => ({
  read: (name) => {
    const { maxCount, maxAgeSeconds, truncateBefore } = streams.named(name) ?? NONE;
    return { kind: 'metadata', metadata: { maxCount, maxAgeSeconds, truncateBefore } };
  },
  write: (name, metadata) => {
    streams.change({ ...(streams.named(name) ?? streams.create(name)), ...metadata });
    streams.flush();
    return { kind: 'done' };
  },
  remove: (name, expected) => {
    const stream = streams.named(name);
    if (stream === null || !existsFor(stream))
      return expected === NO_STREAM ? { kind: 'done' } : { kind: 'wrong-revision', actual: null };
    if (!meetsExpectation(stream, expected)) return { kind: 'wrong-revision', actual: stream.next - 1 };
    streams.change({ ...stream, deleted: true, deletedBelow: stream.next });
    streams.flush();
    return { kind: 'done' };
  },
});
