import * as E from 'fp-ts/Either';
import { type SnapshotPlace } from '../../domain/retention/snapshot-walk';
import { type AppendFailure, type EventStore, type EventStoreUnavailable } from '../ports/event-store';
import { PREFIXES } from '../streams';
import { newestByStream } from './newest-by-stream';
import { type Done, type Progress } from './progress';
import { type RetentionDependencies } from './retention-dependencies';
import { truncateStream } from './truncate-stream';

type Forgotten<A> = Promise<E.Either<EventStoreUnavailable | AppendFailure, A>>;

const PAGE = { maxCount: 500, maxBytes: 2 * 1024 * 1024 };

/** Takes away what export runs parked, once it has expired and the snapshot covers it. */
export const forgetParkedOfRuns = async (
  progress: Progress,
  { eventStore }: Pick<RetentionDependencies, 'eventStore'>,
  { position }: SnapshotPlace,
): Forgotten<Done> => {
  const { expiredTo, runsForgottenTo: after } = progress;
  const to = expiredTo === null || expiredTo > position ? position : expiredTo;
  if (expiredTo === null || (after !== null && after >= to)) return E.right('done');
  const reached = await forgetPage(eventStore, after, to);
  if (E.isLeft(reached)) return reached;
  progress.runsForgottenTo = reached.right;
  return E.right(reached.right < to ? 'more' : 'done');
};

/** Answers the position up to which all is gone. */
const forgetPage = async (eventStore: EventStore, after: bigint | null, to: bigint): Forgotten<bigint> => {
  const page = await eventStore.readRange({ prefixes: [PREFIXES.exportParked], after, to, ...PAGE })();
  if (E.isLeft(page)) return page;
  const { events, complete } = page.right;
  for (const [stream, newest] of newestByStream(events)) {
    const truncated = await truncateStream(eventStore, stream, newest + 1n);
    if (E.isLeft(truncated)) return truncated;
  }
  return E.right(complete ? to : (events.at(-1)?.position ?? to));
};
