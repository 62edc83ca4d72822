import * as E from 'fp-ts/Either';
import { type SnapshotPlace } from '../../domain/retention/snapshot-walk';
import { type AppendFailure, type EventStoreUnavailable } from '../ports/event-store';
import { CAPTURES, PREFIXES } from '../streams';
import { forgetPage } from './forget-page';
import { keepCopies } from './keep-copies';
import { type Done, type Progress } from './progress';
import { type RetentionDependencies } from './retention-dependencies';
import { truncateStream } from './truncate-stream';

type Forgotten<A> = Promise<E.Either<EventStoreUnavailable | AppendFailure, A>>;

const FORGOTTEN = [PREFIXES.outcomes, PREFIXES.parked];
const MOST_PAGES = 50;

/**
 * Takes away what the snapshot covers: first the capture records before it, so that whoever begins at the oldest
 * snapshot there is finds everything after it; then outcomes and parked entries.
 */
export const forgetCovered = async (
  progress: Progress,
  dependencies: RetentionDependencies,
  place: SnapshotPlace,
): Forgotten<Done> => {
  const begun = await beginAt(progress, dependencies, place);
  if (E.isLeft(begun)) return begun;
  for (let pages = 0; pages < MOST_PAGES && !progress.stopping; pages += 1) {
    if (hasForgotten(progress, place)) return E.right('done');
    const forgotten = await forgetPage(dependencies.eventStore, {
      prefixes: FORGOTTEN,
      after: progress.forgottenTo,
      to: place.position,
    });
    if (E.isLeft(forgotten)) return forgotten;
    progress.forgottenTo = forgotten.right;
  }
  return E.right(hasForgotten(progress, place) ? 'done' : 'more');
};

const hasForgotten = ({ forgottenTo }: Progress, { position }: SnapshotPlace): boolean =>
  forgottenTo !== null && forgottenTo >= position;

const beginAt = async (
  progress: Progress,
  dependencies: RetentionDependencies,
  { first, position }: SnapshotPlace,
): Forgotten<void> => {
  const { eventStore, exactIds, log } = dependencies;
  if (first <= progress.beginsAt) return E.right(undefined);
  const kept = exactIds
    ? E.right(undefined)
    : await keepCopies(dependencies, { from: progress.beginsAt, before: first });
  if (E.isLeft(kept)) return kept;
  const truncated = await truncateStream(eventStore, CAPTURES, first);
  if (E.isLeft(truncated)) return truncated;
  progress.beginsAt = first;
  log.info('what an old snapshot covers is past its retention', { position: String(position) });
  return E.right(undefined);
};
