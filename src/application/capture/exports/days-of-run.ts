import * as E from 'fp-ts/Either';
import { type StartedRun } from '../../../domain/export-run/export-run';
import { utcDaysOf } from '../../../domain/shared/zoned-days';
import { type EventStore, type EventStoreUnavailable, type RecordedEvent } from '../../ports/event-store';
import { platformEventsStream } from '../../streams';

type Reading = Pick<EventStore, 'readStream'>;
type Read<A> = Promise<E.Either<EventStoreUnavailable, A>>;

/** A day's stream as it is, and as it was when the run began; events are counted by revision. */
export interface DayOfRun {
  readonly day: string;
  readonly pinned: number;
  readonly late: number;
}

/** How much each day of a run holds: two reads a day, some more where events came late. Days without any are left out. */
export type DaysOfRun = (run: StartedRun, began: bigint) => () => Read<ReadonlyArray<DayOfRun>>;

const AT_ONCE = 16;

/** `pinned` never changes, so it is looked up once a day. */
export const daysOfRun = (eventStore: Reading): DaysOfRun => {
  const known = new Map<string, Map<string, bigint>>();

  const dayOf = async (run: StartedRun, began: bigint, day: string): Read<DayOfRun | null> => {
    const stream = platformEventsStream(run.account, day);
    const last = await eventAt(eventStore, stream, 'end');
    if (E.isLeft(last)) return last;
    if (last.right === null) return E.right(null);
    const behind = last.right.revision + 1n;
    const pinned = await pinnedEnd({ run, began, day }, stream, last.right);
    if (E.isLeft(pinned)) return pinned;
    return E.right({ day, pinned: Number(pinned.right), late: Number(behind - pinned.right) });
  };

  const pinnedEnd = async (
    { run, began, day }: { readonly run: StartedRun; readonly began: bigint; readonly day: string },
    stream: string,
    last: RecordedEvent,
  ): Read<bigint> => {
    const ofRun = known.get(run.run) ?? new Map<string, bigint>();
    known.set(run.run, ofRun);
    const before = ofRun.get(day);
    if (before !== undefined) return E.right(before);
    const found =
      last.position < began ? E.right(last.revision + 1n) : await firstLate(eventStore, stream, { began, last });
    // Until something comes late, the end may still be one that another process has just appended to.
    if (E.isRight(found) && last.position >= began) ofRun.set(day, found.right);
    return found;
  };

  return (run, began) => async () => {
    const days = utcDaysOf(run.period.begins, run.period.ends);
    const found: DayOfRun[] = [];
    for (let at = 0; at < days.length; at += AT_ONCE) {
      const some = await Promise.all(days.slice(at, at + AT_ONCE).map((day) => dayOf(run, began, day)));
      for (const one of some) {
        if (E.isLeft(one)) return one;
        if (one.right !== null) found.push(one.right);
      }
    }
    return E.right(found);
  };
};

const eventAt = async (eventStore: Reading, stream: string, from: bigint | 'end'): Read<RecordedEvent | null> => {
  const page = await eventStore.readStream(stream, { direction: 'backwards', from, maxCount: 1 })();
  return E.isLeft(page) ? page : E.right(page.right.events[0] ?? null);
};

/** Positions rise with revisions: halving finds the first event behind the run's start. */
const firstLate = async (
  eventStore: Reading,
  stream: string,
  { began, last }: { readonly began: bigint; readonly last: RecordedEvent },
): Read<bigint> => {
  let low = 0n;
  let high = last.revision;
  while (low < high) {
    const middle = (low + high) / 2n;
    const event = await eventAt(eventStore, stream, middle);
    if (E.isLeft(event)) return event;
    if (event.right !== null && event.right.position >= began) high = middle;
    else low = middle + 1n;
  }
  return E.right(high);
};
