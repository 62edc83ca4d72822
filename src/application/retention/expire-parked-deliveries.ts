import * as E from 'fp-ts/Either';
import { laneOf } from '../../domain/capture/capture-state';
import { expireParked } from '../../domain/retention/expire-parked';
import { decodeParkedEvent, encodeParkedEvent } from '../codecs/parked-codec';
import { appendSurely } from '../commands/append-surely';
import { type AppendFailure, type EventStoreUnavailable, type RecordedEvent } from '../ports/event-store';
import { PREFIXES } from '../streams';
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
  const tooOld = dependencies.clock.now() - dependencies.keep.parkedMs;
  for (let pages = 0; pages < MOST_PAGES && !progress.stopping; pages += 1) {
    const page = await dependencies.eventStore.readRange({
      prefixes: [PREFIXES.parked],
      after: progress.expiredTo,
      to: position,
      ...PAGE,
    })();
    if (E.isLeft(page)) return page;
    for (const stored of page.right.events) {
      if (stored.recordedAt > tooOld) return E.right('done');
      const expired = await expire(dependencies, stored);
      if (E.isLeft(expired)) return expired;
      progress.expiredTo = stored.position;
    }
    if (page.right.complete) return E.right('done');
  }
  return E.right('more');
};

const expire = async (
  { eventStore, state, clock, identity, log }: RetentionDependencies,
  stored: RecordedEvent,
): Promise<E.Either<Failure, void>> => {
  const decoded = decodeParkedEvent(stored);
  if (E.isLeft(decoded) || decoded.right.type !== 'DeliveriesParked') return E.right(undefined);
  const lane = laneOf(state(), decoded.right.hook);
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
