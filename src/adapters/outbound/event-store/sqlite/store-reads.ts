import * as E from 'fp-ts/Either';
import {
  type EventStore,
  type EventStoreUnavailable,
  type StreamMetadata,
  type StreamRead,
  type SubscriptionOptions,
} from '../../../../application/ports/event-store';
import { boundedNumber } from '../expectation';
import { type Answer, type MetadataColumns, type Question } from './engine-protocol';
import { eventsOf } from './event-columns';
import { type ReadHistory } from './log-subscription';
import { MISMATCH, unavailable } from './unavailable';

type Ask = (question: Question) => Promise<Answer>;
type Reads = Pick<EventStore, 'readStream' | 'readRange' | 'find' | 'lastPosition' | 'readMetadata'>;

export interface StoreReads {
  readonly port: Reads;
  readonly history: (options: SubscriptionOptions) => ReadHistory;
}

const refused = (answer: Answer): E.Either<EventStoreUnavailable, never> =>
  E.left(answer.kind === 'fault' ? unavailable(answer) : MISMATCH);

const fromOf = ({ from }: StreamRead): number | 'start' | 'end' =>
  typeof from === 'bigint' ? boundedNumber(from) : from;
const orNull = (position: bigint | null): number | null => (position === null ? null : boundedNumber(position));

const metadataOf = ({ maxCount, maxAgeSeconds, truncateBefore }: MetadataColumns): StreamMetadata => ({
  ...(maxCount === null ? {} : { maxCount }),
  ...(maxAgeSeconds === null ? {} : { maxAgeSeconds }),
  ...(truncateBefore === null ? {} : { truncateBefore: BigInt(truncateBefore) }),
});

export const storeReads = (ask: Ask, now: () => number): StoreReads => ({
  port: {
    readStream: (stream, read) => async () => {
      const { direction, maxCount } = read;
      const answer = await ask({ kind: 'stream', now: now(), stream, direction, from: fromOf(read), maxCount });
      if (answer.kind !== 'stream') return refused(answer);
      return E.right({ exists: answer.exists, events: eventsOf(answer.events) });
    },
    readRange:
      ({ prefixes, after, to, maxCount, maxBytes }) =>
      async () => {
        const place = { after: orNull(after) ?? 0, to: orNull(to) };
        const answer = await ask({ kind: 'range', now: now(), prefixes, ...place, maxCount, maxBytes });
        if (answer.kind !== 'range') return refused(answer);
        return E.right({ events: eventsOf(answer.events), complete: answer.complete });
      },
    find: (ids) => async () => {
      const answer = await ask({ kind: 'find', now: now(), ids });
      return answer.kind === 'found' ? E.right(eventsOf(answer.events)) : refused(answer);
    },
    lastPosition: () => async () => {
      const answer = await ask({ kind: 'last-position' });
      if (answer.kind !== 'last-position') return refused(answer);
      return E.right(answer.position === null ? null : BigInt(answer.position));
    },
    readMetadata: (stream) => async () => {
      const answer = await ask({ kind: 'metadata', stream });
      return answer.kind === 'metadata' ? E.right(metadataOf(answer.metadata)) : refused(answer);
    },
  },
  history:
    ({ prefixes, maxCount, maxBytes }) =>
    async (after) => {
      const answer = await ask({ kind: 'range', now: now(), prefixes, after, to: null, maxCount, maxBytes });
      if (answer.kind !== 'range') return null;
      return { events: eventsOf(answer.events), complete: answer.complete, end: answer.end };
    },
});
