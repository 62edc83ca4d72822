import { type RecordFailure } from '../../../application/use-cases/events';
import { bodyProblems } from './body-problems';
import { type EventCountRefusal, type IncomingRefusal } from './incoming-refusal';
import { type ProblemTable } from './problem';

const RETRY_AFTER = { 'retry-after': '2' };
const SEND_AGAIN =
  'Send the same request again, unchanged and with the same ids: what is stored already is recognised and not stored twice.';

const eventProblems: ProblemTable<RecordFailure | EventCountRefusal> = {
  EventsRefused: ({ problems }) => ({
    status: 422,
    slug: 'events-refused',
    title: 'Not all events are acceptable',
    detail: 'None of the events of this request was stored. Correct those listed in errors and send all of them again.',
    errors: problems,
  }),
  EventConflict: ({ conflicts }) => ({
    status: 409,
    slug: 'event-conflict',
    title: 'A known id came with another body',
    detail:
      'None of the events of this request was stored. An id names one event for ever: send a changed event under an id of its own.',
    errors: conflicts.map(({ index, id, event }) => ({
      index,
      field: 'id',
      reason: `${JSON.stringify(id)} is recorded with another body, as event ${event}`,
    })),
  }),
  EventTooLarge: ({ indexes, limit }) => ({
    status: 413,
    slug: 'event-too-large',
    title: 'An event is too large',
    detail: `None of the events of this request was stored. One event may have up to ${String(limit)} bytes of JSON.`,
    errors: indexes.map((index) => ({ index, field: '', reason: `larger than ${String(limit)} bytes` })),
  }),
  TooManyEvents: ({ count, limit }) => ({
    status: 422,
    slug: 'too-many-events',
    title: 'Too many events in one request',
    detail: `${String(count)} events came and none was stored. Send at most ${String(limit)} in one request.`,
  }),
  EventStoreUnavailable: ({ outcome }) => ({
    status: 503,
    slug: 'event-store-unavailable',
    title: 'The event store does not answer',
    detail: `${outcome === 'not-written' ? 'Nothing was stored.' : 'Whether it was stored is not known.'} ${SEND_AGAIN}`,
    headers: RETRY_AFTER,
  }),
  ContentStoreUnavailable: () => ({
    status: 503,
    slug: 'content-store-unavailable',
    title: 'The store of contents does not answer',
    detail: `The content of messages cannot be kept at the moment, so no event was stored. ${SEND_AGAIN}`,
    headers: RETRY_AFTER,
  }),
  KeyStoreUnavailable: () => ({
    status: 503,
    slug: 'key-store-unavailable',
    title: 'The key store does not answer',
    detail: `Personal data cannot be sealed at the moment, so nothing was stored. ${SEND_AGAIN}`,
    headers: RETRY_AFTER,
  }),
};

/** What every door says about an incoming event that was not recorded. */
export const incomingProblems: ProblemTable<IncomingRefusal> = { ...bodyProblems, ...eventProblems };
