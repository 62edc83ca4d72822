import { randomUUID } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { isNonEmpty } from 'fp-ts/ReadonlyArray';
import { type ReadonlyNonEmptyArray } from 'fp-ts/ReadonlyNonEmptyArray';
import { type TaskEither } from 'fp-ts/TaskEither';
import {
  type Appended,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type RangePage,
  type RecordedEvent,
  type StreamPage,
} from '../../src/application/ports/event-store';

export const anEvent = (fields: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(),
  type: 'Clicked',
  data: '{"link":1}',
  ...fields,
});
export const nonEmpty = <Item>(items: ReadonlyArray<Item>): ReadonlyNonEmptyArray<Item> => {
  if (!isNonEmpty(items)) throw new Error('expected at least one');
  return items;
};
export const someEvents = (count: number, fields: Partial<NewEvent> = {}): ReadonlyNonEmptyArray<NewEvent> =>
  nonEmpty(Array.from({ length: count }, () => anEvent(fields)));

/** The result, or an exception that shows the failure. */
export const must = async <Failure, Result>(task: TaskEither<Failure, Result>): Promise<Result> => {
  const result = await task();
  if (E.isLeft(result))
    throw new Error(
      JSON.stringify(result.left, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    );
  return result.right;
};
export const failureOf = async <Failure, Result>(task: TaskEither<Failure, Result>): Promise<Failure> => {
  const result = await task();
  if (E.isRight(result)) throw new Error('expected a failure');
  return result.left;
};

/** Expects nothing of the stream unless told otherwise. */
export const append = (
  store: EventStore,
  ...[stream, events, expected = 'any']: readonly [string, ReadonlyNonEmptyArray<NewEvent>, ExpectedRevision?]
): Promise<Appended> => must(store.append(stream, expected, events));

export const readAll = (store: EventStore, stream: string): Promise<StreamPage> =>
  must(store.readStream(stream, { direction: 'forwards', from: 'start', maxCount: 1000 }));

export const idsOf = (events: ReadonlyArray<{ readonly id: string }>): ReadonlyArray<string> =>
  events.map(({ id }) => id);

export const ROOMY = { maxCount: 1000, maxBytes: 8 * 1024 * 1024 };

export const readPrefixes = (
  store: EventStore,
  prefixes: ReadonlyArray<string>,
  after: bigint | null,
): Promise<RangePage> => must(store.readRange({ prefixes, after, to: null, ...ROOMY }));

/** Takes pages until so many events have come, or the subscription ends. */
export const take = async (
  subscription: { readonly next: () => Promise<ReadonlyArray<RecordedEvent> | null> },
  count: number,
): Promise<ReadonlyArray<RecordedEvent>> => {
  const events: RecordedEvent[] = [];
  while (events.length < count) {
    const page = await subscription.next();
    if (page === null) break;
    events.push(...page);
  }
  return events;
};
