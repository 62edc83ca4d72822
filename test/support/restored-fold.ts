import * as E from 'fp-ts/Either';
import { captureRun } from '../../src/application/capture/capture-run';
import { restore } from '../../src/application/capture/restore';
import { type EventStore } from '../../src/application/ports/event-store';
import { type CaptureState } from '../../src/domain/capture/capture-state';
import { type Lane } from '../../src/domain/capture/lane';
import { entriesOf } from '../../src/domain/shared/table';
import { plainNames } from './search-log';

/** Capture's fold as a start makes it again from what is left of the log; time stands still meanwhile. */
export const restoredFold = async (
  eventStore: EventStore,
  { now, named = plainNames }: { readonly now: () => number; readonly named?: (space: string, name: string) => string },
): Promise<CaptureState> => {
  const defaultPolicy = { maxAttempts: 3, firstDelayMs: 1000, factor: 2, maxDelayMs: 8000, jitter: 0.5 };
  const run = captureRun(defaultPolicy);
  const ignore = (): void => undefined;
  const restored = await restore(run, {
    eventStore,
    clock: { now, monotonic: () => 1_000_000, after: () => ignore },
    log: {
      info: ignore,
      warn: ignore,
      error: (message) => {
        throw new Error(message);
      },
    },
    identity: { named, random: () => 'unused' },
    defaultPolicy,
  });
  if (E.isLeft(restored)) throw new Error(restored.left.detail);
  return run.state;
};

/** Lanes in the order of their hooks, tables as plain lists. */
export const lanesOf = (state: CaptureState): ReadonlyArray<object> =>
  [...entriesOf(state.lanes)]
    .sort(([one], [other]) => one - other)
    .map(([, lane]: readonly [number, Lane]) => ({ ...lane, parkedBlocks: [...entriesOf(lane.parkedBlocks)].sort() }));
