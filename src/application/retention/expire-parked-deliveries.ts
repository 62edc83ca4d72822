import * as E from 'fp-ts/Either';
import { type CaptureState, laneOf, runOf } from '../../domain/capture/capture-state';
import { type Lane } from '../../domain/capture/lane';
import { expireParked } from '../../domain/retention/expire-parked';
import { decodeParkedEvent, encodeParkedEvent } from '../codecs/parked-codec';
import { appendSurely } from '../commands/append-surely';
import { type AppendFailure, type EventStoreUnavailable, type RecordedEvent } from '../ports/event-store';
import { PREFIXES, runOfParkedStream } from '../streams';
import { type Done, type Progress } from './progress';
import { type RetentionDependencies } from './retention-dependencies';

type Failure = EventStoreUnavailable | AppendFailure;

const PAGE = { maxCount: 200, maxBytes: 2 * 1024 * 1024 };
const MOST_PAGES = 20;

/** Records as expired what has been parked for too long: a fact in the log, which every fold counts as discarded. */
export const expireParkedDeliveries = async (
  progress: Progress,
  dependencies: RetentionDependencies,
): Promise<E.Either<Failure, Done>> => {
  const { position } = dependencies.state();
  if (position === null) return E.right('done');
  for (let pages = 0; pages < MOST_PAGES && !progress.stopping; pages += 1) {
    const range = {
      prefixes: [PREFIXES.parked, PREFIXES.exportParked],
      after: progress.expiredTo,
      to: position,
      ...PAGE,
    };
    const page = await dependencies.eventStore.readRange(range)();
    if (E.isLeft(page)) return page;
    const expired = await expireOld(progress, dependencies, page.right.events);
    if (E.isLeft(expired)) return expired;
    if (page.right.complete || expired.right === 'too young') return E.right('done');
  }
  return E.right('more');
};

const expireOld = async (
  progress: Progress,
  dependencies: RetentionDependencies,
  events: ReadonlyArray<RecordedEvent>,
): Promise<E.Either<Failure, 'all' | 'too young'>> => {
  const tooOld = dependencies.clock.now() - dependencies.keep.parkedMs;
  for (const stored of events) {
    if (stored.recordedAt > tooOld) return E.right('too young');
    const expired = await expire(dependencies, stored);
    if (E.isLeft(expired)) return expired;
    progress.expiredTo = stored.position;
  }
  return E.right('all');
};

/** Of the hook, or of the export run that parked it. */
const laneOfEntry = (state: CaptureState, { stream }: RecordedEvent, hook: number): Lane | undefined => {
  const run = runOfParkedStream(stream);
  return run === null ? laneOf(state, hook) : runOf(state, run)?.lane;
};

const expire = async (
  { eventStore, state, clock, identity, log }: RetentionDependencies,
  stored: RecordedEvent,
): Promise<E.Either<Failure, void>> => {
  const decoded = decodeParkedEvent(stored);
  if (E.isLeft(decoded) || decoded.right.type !== 'DeliveriesParked') return E.right(undefined);
  const lane = laneOfEntry(state(), stored, decoded.right.hook);
  const expired = lane === undefined ? null : expireParked(lane, decoded.right, new Date(clock.now()).toISOString());
  if (expired === null) return E.right(undefined);
  const event = { id: identity.random(), ...encodeParkedEvent(expired) };
  const appended = await appendSurely(eventStore)({ stream: stored.stream, expected: 'any', events: [event] })();
  if (E.isLeft(appended)) return appended;
  log.info('parked deliveries have expired and count as discarded', {
    hook: expired.hook,
    deliveries: expired.deliveries.length,
  });
  return E.right(undefined);
};
