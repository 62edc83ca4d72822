import { type Lane } from '../../domain/capture/lane';
import { type CaptureRun } from './capture-run';

const WITHOUT_AN_ANSWER_MS = 10 * 60_000;

/** On the bus since `at`, monotonic, without an answer of any block of its lane. */
export const isStale = (at: number, now: number): boolean => now - at >= WITHOUT_AN_ANSWER_MS;

/** Lanes that have blocks on the bus and got no answer for long: what lay there may be lost. */
export const staleLanes = (run: CaptureRun, now: number): ReadonlyArray<number> =>
  [...run.onBus].filter(([, publishedAt]) => isStale(publishedAt, now)).map(([hook]) => hook);

/** Keeps the lists of lanes with something to do up to date, for the lanes that changed. */
export const noteBusy = (run: CaptureRun, hook: number, lane: Lane | undefined): void => {
  const blocks = lane?.blocks ?? [];
  if (blocks.length > 0 || lane?.behind != null) run.busy.add(hook);
  else run.busy.delete(hook);
  if (!blocks.some((block) => block.publication !== null)) run.onBus.delete(hook);
};
