import * as E from 'fp-ts/Either';
import { SNAPSHOT_PART } from '../codecs/snapshot-codec';
import { type EventStoreUnavailable, type RecordedEvent } from '../ports/event-store';
import { CAPTURES } from '../streams';
import { untilAvailable } from '../until-available';
import { type CaptureRun } from './capture-run';
import { type CapturedPage } from './captured-page';
import { capturedPageIn } from './read-captured';
import { foldPages, type RestoreDependencies } from './restore';

/** Records between what the fold knows and what the stream still holds have been taken away: it must be made anew. */
export interface RecordsGone {
  readonly type: 'RecordsGone';
}

const RECORDS_A_PAGE = 100;

/** Brings a fold that was made before up to the newest record of whoever captures meanwhile. */
export const restoreMore = async (
  run: CaptureRun,
  dependencies: RestoreDependencies,
): Promise<E.Either<EventStoreUnavailable | RecordsGone, void>> => {
  const { eventStore, clock, log } = dependencies;
  for (;;) {
    const from = run.revision === 'no-stream' ? 0n : run.revision + 1n;
    const read = eventStore.readStream(CAPTURES, { direction: 'forwards', from, maxCount: RECORDS_A_PAGE });
    const page = await untilAvailable(read, { clock, log, stopped: () => run.stopping });
    if (E.isLeft(page)) return page;
    const { events } = page.right;
    const [oldest] = events;
    if (oldest !== undefined && oldest.revision > from) return E.left({ type: 'RecordsGone' });
    const folded = await take(run, dependencies, events);
    if (E.isLeft(folded)) return folded;
    if (events.length < RECORDS_A_PAGE) return E.right(undefined);
  }
};

const take = async (
  run: CaptureRun,
  dependencies: RestoreDependencies,
  records: ReadonlyArray<RecordedEvent>,
): Promise<E.Either<EventStoreUnavailable, void>> => {
  const pages = records.flatMap((stored) => pageOf(stored, dependencies));
  const end = pages.at(-1)?.position;
  if (end !== undefined) {
    const folded = await foldPages(run, dependencies, { after: run.state.position, pages, end });
    if (E.isLeft(folded)) return folded;
  }
  run.revision = records.at(-1)?.revision ?? run.revision;
  if (records.some(({ type }) => type === SNAPSHOT_PART)) run.recordsSinceSnapshot = 0;
  return E.right(undefined);
};

const pageOf = (stored: RecordedEvent, { log }: RestoreDependencies): ReadonlyArray<CapturedPage> => {
  if (stored.type === SNAPSHOT_PART) return [];
  const page = capturedPageIn(stored, log);
  return page === null ? [] : [page];
};
