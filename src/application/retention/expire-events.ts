import * as E from 'fp-ts/Either';
import { earliestAfter, type EventsExpired } from '../../domain/retention/events-expired';
import { encodeEventsExpired } from '../codecs/expiry-codec';
import { appendSurely } from '../commands/append-surely';
import { lastBefore } from '../last-before';
import { type AppendFailure, type EventStoreUnavailable, type RecordedEvent } from '../ports/event-store';
import { expiriesStream, PREFIXES } from '../streams';
import { newestExpiry } from './earliest-day';
import { neededPosition } from './needed-position';
import { type Done, type Progress } from './progress';
import { type RetentionDependencies } from './retention-dependencies';
import { truncateStream } from './truncate-stream';

type Failure = EventStoreUnavailable | AppendFailure;
type Expired<A> = Promise<E.Either<Failure, A>>;

const MOST_STREAMS = 50;
const DAY_MS = 86_400_000;
const DAY_STREAM = /-(\d+)-(\d{4}-\d{2}-\d{2})$/;

/** Up to where events may go. */
interface Bounds {
  /** Recorded before, milliseconds since the epoch: the beginning of a day. */
  readonly recordedBefore: number;
  /** Positions from here on are needed. */
  readonly needed: bigint;
}

const boundsOf = async (dependencies: RetentionDependencies): Expired<Bounds | null> => {
  const { clock, keep } = dependencies;
  if (keep.eventsMs === null) return E.right(null);
  const needed = await neededPosition(dependencies);
  if (E.isLeft(needed)) return needed;
  if (needed.right === null) return E.right(null);
  const recordedBefore = Math.floor((clock.now() - keep.eventsMs) / DAY_MS) * DAY_MS;
  return E.right({ recordedBefore, needed: needed.right });
};

const mayGo =
  ({ recordedBefore, needed }: Bounds) =>
  ({ recordedAt, position }: RecordedEvent): boolean =>
    recordedAt < recordedBefore && position < needed;

/**
 * Takes away platform events recorded longer ago than they are kept, oldest first, and never what a delivery that is
 * parked or waits, a hook behind or an export run still needs. What goes is counted in the log first; sums stay as they are.
 */
export const expireEvents = async (progress: Progress, dependencies: RetentionDependencies): Expired<Done> => {
  const bounds = await boundsOf(dependencies);
  if (E.isLeft(bounds)) return bounds;
  return bounds.right === null ? E.right('done') : expireWithin(progress, dependencies, bounds.right);
};

const expireWithin = async (progress: Progress, dependencies: RetentionDependencies, bounds: Bounds): Expired<Done> => {
  for (let streams = 0; streams < MOST_STREAMS && !progress.stopping; streams += 1) {
    const oldest = await oldestEvent(dependencies, progress.eventsFrom);
    if (E.isLeft(oldest)) return oldest;
    const day = oldest.right === null ? null : dayOf(oldest.right, bounds);
    if (day === null) return E.right('done');
    const expired = await expireStream(dependencies, day, bounds);
    if (E.isLeft(expired)) return expired;
    progress.eventsFrom = day.oldest.position;
  }
  return E.right('more');
};

/** A day of an account's events, from the first that is left. */
interface Day {
  readonly account: number;
  readonly day: string;
  readonly oldest: RecordedEvent;
}

/** Null: the event stays. */
const dayOf = (oldest: RecordedEvent, bounds: Bounds): Day | null => {
  const [, account, day] = DAY_STREAM.exec(oldest.stream) ?? [];
  return day === undefined || !mayGo(bounds)(oldest) ? null : { account: Number(account), day, oldest };
};

const oldestEvent = async (
  { eventStore }: RetentionDependencies,
  after: bigint | null,
): Expired<RecordedEvent | null> => {
  const range = { prefixes: [PREFIXES.platformEvents], after, to: null, maxCount: 1, maxBytes: 1 };
  const page = await eventStore.readRange(range)();
  return E.isLeft(page) ? page : E.right(page.right.events[0] ?? null);
};

/** The beginning of the oldest event's stream, as far as it may go. */
const expireStream = async (dependencies: RetentionDependencies, day: Day, bounds: Bounds): Expired<void> => {
  const { eventStore, log } = dependencies;
  const { oldest } = day;
  const last = await lastBefore(eventStore, oldest.stream, mayGo(bounds));
  if (E.isLeft(last)) return last;
  const before = (last.right ?? oldest).revision + 1n;
  const counted = await count(dependencies, day, before);
  if (E.isLeft(counted)) return counted;
  const truncated = await truncateStream(eventStore, oldest.stream, before);
  if (E.isLeft(truncated)) return truncated;
  log.info('platform events are past their retention', { stream: oldest.stream, before: String(before) });
  return E.right(undefined);
};

const countedTo = (known: EventsExpired | null, day: string, revision: bigint): bigint =>
  known?.day === day && known.before > revision ? known.before : revision;

/** A run that was broken off behind it counts nothing twice. */
const count = async (
  { eventStore, identity, clock }: RetentionDependencies,
  { account, day, oldest }: Day,
  before: bigint,
): Expired<void> => {
  const known = await newestExpiry(eventStore)(account)();
  if (E.isLeft(known)) return known;
  const from = countedTo(known.right, day, oldest.revision);
  if (from >= before) return E.right(undefined);
  const expired: EventsExpired = {
    type: 'EventsExpired',
    account,
    day,
    at: new Date(clock.now()).toISOString(),
    events: Number(before - from),
    before,
    earliest: earliestAfter(known.right?.earliest ?? null, day),
  };
  const events = [{ id: identity.random(), ...encodeEventsExpired(expired) }] as const;
  const appended = await appendSurely(eventStore)({ stream: expiriesStream(account), expected: 'any', events })();
  return E.isLeft(appended) ? appended : E.right(undefined);
};
