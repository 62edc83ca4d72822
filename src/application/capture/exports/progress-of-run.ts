import * as E from 'fp-ts/Either';
import { laneOf, runOf } from '../../../domain/capture/capture-state';
import { waitingOf } from '../../../domain/capture/lane';
import { redeliverableOf } from '../../../domain/capture/redeliverable';
import { type RunLane } from '../../../domain/capture/run-lane';
import { type EventStoreUnavailable } from '../../ports/event-store';
import { type RunProgress } from '../../use-cases/run-progress';
import { type CaptureDependencies } from '../capture-dependencies';
import { type CaptureRun } from '../capture-run';
import { type DayOfRun, daysOfRun } from './days-of-run';
import { doneOf } from './run-meter';

export type ProgressOfRun = (run: string) => () => Promise<E.Either<EventStoreUnavailable, RunProgress | null>>;

const DAYS_KNOWN_FOR_MS = 2000;

interface Known {
  readonly at: number;
  readonly days: ReadonlyArray<DayOfRun>;
}

/** How far a run is, off the fold; how much there is in all, off the days' streams, looked at every other second at most. */
export const progressOfRun = (
  run: CaptureRun,
  { eventStore, clock }: Pick<CaptureDependencies, 'eventStore' | 'clock'>,
): ProgressOfRun => {
  const read = daysOfRun(eventStore);
  const known = new Map<string, Known>();

  const daysOf = async (lane: RunLane): Promise<E.Either<EventStoreUnavailable, ReadonlyArray<DayOfRun>>> => {
    const before = known.get(lane.run.run);
    const now = clock.monotonic();
    if (before !== undefined && now - before.at < DAYS_KNOWN_FOR_MS) return E.right(before.days);
    const days = await read(lane.run, lane.began)();
    if (E.isRight(days)) known.set(lane.run.run, { at: now, days: days.right });
    return days;
  };

  return (id) => async () => {
    const asked = runOf(run.state, id);
    if (asked === undefined) return E.right(null);
    const days = await daysOf(asked);
    if (E.isLeft(days)) return days;
    const lane = runOf(run.state, id) ?? asked;
    const { state } = laneOf(run.state, lane.run.hook)?.circuit ?? { state: 'closed' };
    const perSecond = run.exports.meter.perSecond(id, clock.monotonic());
    return E.right(progressFrom(lane, days.right, { circuit: state, perSecond }));
  };
};

const progressFrom = (
  lane: RunLane,
  days: ReadonlyArray<DayOfRun>,
  { circuit, perSecond }: Pick<RunProgress, 'circuit' | 'perSecond'>,
): RunProgress => {
  const { notMatched, notExportable, alreadyDelivered, outside } = lane.tally;
  const inAll = days.reduce((sum, { pinned }) => sum + pinned, 0);
  const done = doneOf(lane);
  const current = lane.cursor?.day ?? null;
  const isUnderWay = lane.run.status === 'in-progress' && perSecond !== null && perSecond > 0;
  return {
    run: lane.run.run,
    ...lane.lane.counts,
    redeliverable: redeliverableOf(lane),
    waiting: waitingOf(lane.lane),
    events: { done, inAll },
    days: { done: days.filter(({ day }) => current === null || day < current).length, inAll: days.length, current },
    leftOut: { notMatched, notExportable, alreadyDelivered, outsideOfPeriod: outside },
    late: days.reduce((sum, { late }) => sum + late, 0),
    perSecond: isUnderWay ? perSecond : null,
    secondsLeft: isUnderWay ? Math.ceil(Math.max(0, inAll - done) / perSecond) : null,
    circuit,
  };
};
