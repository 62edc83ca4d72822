import * as E from 'fp-ts/Either';
import {
  type EventStoreUnavailable,
  type RecordedEvent,
  type StreamRead,
} from '../../../../application/ports/event-store';
import { type AppendAsked } from './append-request';
import { type StreamReader } from './stream-reader';

/** What stands in the stream of an append: all of it as a whole, or these of its events, or nothing of it. */
export interface FoundAppend {
  readonly whole: { readonly revision: bigint; readonly position: bigint } | null;
  readonly found: ReadonlyArray<RecordedEvent>;
  /** Last revision seen; null: an absent stream, or one in which nothing can be read. */
  readonly lastRead: bigint | null;
}

/** How far back from the end of the stream an append without an expected revision is looked for. */
const LOOKED_AT = 1_000;

const whereToLook = ({ expected, events }: AppendAsked): StreamRead => {
  const maxCount = events.length;
  if (typeof expected === 'bigint') return { direction: 'forwards', from: expected + 1n, maxCount };
  if (expected === 'no-stream') return { direction: 'forwards', from: 'start', maxCount };
  return { direction: 'backwards', from: 'end', maxCount: maxCount + LOOKED_AT };
};

const wholeOf = (asked: AppendAsked, found: ReadonlyArray<RecordedEvent>): FoundAppend['whole'] => {
  const last = found.at(-1);
  const first = found[0];
  if (last === undefined || first === undefined) return null;
  const inOrder = asked.events.every(
    ({ id }, index) =>
      found[index]?.id === id.toLowerCase() && found[index].revision === first.revision + BigInt(index),
  );
  return inOrder && found.length === asked.events.length ? { revision: last.revision, position: last.position } : null;
};

/** Looks for the events of an append by their ids, bounded. */
export const readBack = async (
  { readStream }: Pick<StreamReader, 'readStream'>,
  asked: AppendAsked,
): Promise<E.Either<EventStoreUnavailable, FoundAppend>> => {
  const read = whereToLook(asked);
  const page = await readStream(asked.stream, read);
  if (E.isLeft(page)) return page;
  const events = read.direction === 'forwards' ? page.right.events : page.right.events.toReversed();
  const ids = new Set(asked.events.map(({ id }) => id.toLowerCase()));
  const found = events.filter(({ id }) => ids.has(id));
  return E.right({ whole: wholeOf(asked, found), found, lastRead: events.at(-1)?.revision ?? null });
};
