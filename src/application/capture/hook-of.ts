import { type RecordedEvent } from '../ports/event-store';

/** The number at the end of a `hook-<bb>-<hook>` stream's name. */
export const hookOf = ({ stream }: Pick<RecordedEvent, 'stream'>): number =>
  Number(stream.slice(stream.lastIndexOf('-') + 1));
