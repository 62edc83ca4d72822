import * as E from 'fp-ts/Either';
import { pageIn } from '../capture/copies/copies-in-log';
import { decodeKeptCopies, encodeKeptCopies } from '../codecs/kept-copies-codec';
import { newestOf } from '../last-before';
import { type AppendFailure, type EventStoreUnavailable, type RecordedEvent } from '../ports/event-store';
import { CAPTURES, COPIES } from '../streams';
import { type RetentionDependencies } from './retention-dependencies';

type KeepDependencies = Pick<RetentionDependencies, 'eventStore' | 'identity'>;
type Kept<A> = Promise<E.Either<EventStoreUnavailable | AppendFailure, A>>;

const RECORDS_A_PAGE = 50;
const MOST_IN_AN_ENTRY = 10_000;

/**
 * Before capture records go: writes down which copies they name, because the platform events stay, and every later
 * reader must skip the same ones. What an interrupted run has written already is not written again.
 */
export const keepCopies = async (
  dependencies: KeepDependencies,
  { from, before }: { readonly from: bigint; readonly before: bigint },
): Kept<void> => {
  const newest = await newestKept(dependencies);
  if (E.isLeft(newest)) return newest;
  let copies: bigint[] = [];
  for (let next = from; next < before; next += BigInt(RECORDS_A_PAGE)) {
    const read = { direction: 'forwards' as const, from: next, maxCount: RECORDS_A_PAGE };
    const page = await dependencies.eventStore.readStream(CAPTURES, read)();
    if (E.isLeft(page)) return page;
    copies.push(...page.right.events.flatMap((stored) => copiesIn(stored, { before, after: newest.right })));
    if (copies.length < MOST_IN_AN_ENTRY) continue;
    const written = await write(dependencies, copies);
    if (E.isLeft(written)) return written;
    copies = [];
  }
  return write(dependencies, copies);
};

const newestKept = async ({ eventStore }: KeepDependencies): Kept<bigint> => {
  const entry = await newestOf(eventStore, COPIES);
  if (E.isLeft(entry)) return entry;
  const positions = entry.right === null ? E.right([]) : decodeKeptCopies(entry.right);
  return E.right(E.isRight(positions) ? (positions.right.at(-1) ?? -1n) : -1n);
};

const copiesIn = (
  stored: RecordedEvent,
  { before, after }: { readonly before: bigint; readonly after: bigint },
): ReadonlyArray<bigint> =>
  stored.revision < before ? pageIn(stored).copies.filter((position) => position > after) : [];

const write = async ({ eventStore, identity }: KeepDependencies, copies: ReadonlyArray<bigint>): Kept<void> => {
  for (let at = 0; at < copies.length; at += MOST_IN_AN_ENTRY) {
    const entry = encodeKeptCopies(copies.slice(at, at + MOST_IN_AN_ENTRY));
    const appended = await eventStore.append(COPIES, 'any', [{ id: identity.random(), ...entry }])();
    if (E.isLeft(appended)) return appended;
  }
  return E.right(undefined);
};
