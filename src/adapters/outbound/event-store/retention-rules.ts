/** What hides events of a stream from readers. Null: no limit. */
export interface Retention {
  readonly next: number;
  readonly deleted: boolean;
  readonly deletedBelow: number;
  readonly maxCount: number | null;
  readonly maxAgeSeconds: number | null;
  readonly truncateBefore: number | null;
}

/** The lowest revision that count, truncation and deletion leave to readers. */
export const lowestVisible = (stream: Retention): number =>
  stream.deleted
    ? stream.next
    : Math.max(
        stream.deletedBelow,
        stream.truncateBefore ?? 0,
        stream.maxCount === null ? 0 : stream.next - stream.maxCount,
      );

/** Events recorded at or before this are too old; in milliseconds. */
export const tooOldAt = ({ maxAgeSeconds }: Retention, now: number): number =>
  maxAgeSeconds === null ? -1 : now - maxAgeSeconds * 1000;

export const isVisible = (
  stream: Retention,
  event: { readonly revision: number; readonly recordedAt: number },
  now: number,
): boolean => event.revision >= lowestVisible(stream) && event.recordedAt > tooOldAt(stream, now);
