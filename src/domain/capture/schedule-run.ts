import { type Lane } from './lane';
import { isFailing, type RunLane } from './run-lane';
import { type Schedule, scheduleOf } from './schedule';

const NOTHING: Schedule = { publish: [], wakeAt: null };

/**
 * What of a run goes on the bus now: its own blocks under the hook's circuit, rest and settings (design 8). Behind an
 * open circuit the hook's oldest block is the probe; the run's only where the hook has none.
 */
export const scheduleOfRun = (given: RunLane, hook: Lane, now: number): Schedule => {
  const { run, lane } = given;
  if (hook.circuit.state === 'open' && hook.blocks.length > 0) return NOTHING;
  const goesOn = run.status === 'in-progress' && !isFailing(given);
  const blocks = goesOn ? lane.blocks : lane.blocks.filter(({ manual }) => manual !== null);
  const { status, settings, circuit, proven, restUntil, demand } = hook;
  return scheduleOf({ ...lane, status, settings, circuit, proven, restUntil, demand, blocks }, now);
};
