import * as E from 'fp-ts/Either';
import { type SnapshotPlace } from '../../domain/retention/snapshot-walk';
import { type AppendFailure, type EventStoreUnavailable } from '../ports/event-store';
import { PREFIXES } from '../streams';
import { forgetPage } from './forget-page';
import { type Done, type Progress } from './progress';
import { type RetentionDependencies } from './retention-dependencies';

type Forgotten<A> = Promise<E.Either<EventStoreUnavailable | AppendFailure, A>>;

/** Takes away what export runs parked, once it has expired and the snapshot covers it. */
export const forgetParkedOfRuns = async (
  progress: Progress,
  { eventStore }: Pick<RetentionDependencies, 'eventStore'>,
  { position }: SnapshotPlace,
): Forgotten<Done> => {
  const { expiredTo, runsForgottenTo: after } = progress;
  const to = expiredTo === null || expiredTo > position ? position : expiredTo;
  if (expiredTo === null || (after !== null && after >= to)) return E.right('done');
  const reached = await forgetPage(eventStore, { prefixes: [PREFIXES.exportParked], after, to });
  if (E.isLeft(reached)) return reached;
  progress.runsForgottenTo = reached.right;
  return E.right(reached.right < to ? 'more' : 'done');
};
