import { type CaptureState } from '../../domain/capture/capture-state';
import { type CaptureEventsDependencies } from './capture-events';
import { type CaptureJob } from './capture-job';
import { type CaptureRun } from './capture-run';
import { type RepairOrder, type Repaired, repairTurn } from './repair-turn';
import { type Recorded } from './recorder';

/** Capture as it stands while nothing of it moves. */
export interface CaptureNow {
  readonly state: CaptureState;
  /** Of the last record it has written; a newer one in the log is another capture's. */
  readonly revision: bigint | 'no-stream';
  /** Position of the first event in the hook's open block; null: there is none. */
  readonly openFrom: (hook: number) => bigint | null;
  /** The hook's revision; undefined: capture has not heard of it. */
  readonly revisionOf: (hook: number) => number | undefined;
}

/** Turns among the jobs of capture, for a replay. Null: capture has ended. */
export interface CaptureTurns {
  readonly look: <A>(look: (now: CaptureNow) => Promise<A>) => Promise<A | null>;
  readonly repair: (order: RepairOrder) => Promise<Repaired | null>;
}

export interface TurnsDependencies {
  readonly post: (job: CaptureJob) => void;
  readonly ended: Promise<unknown>;
}

interface Done<A> {
  readonly recorded: Recorded;
  readonly answer: A;
}

export const captureTurns = (
  run: CaptureRun,
  dependencies: CaptureEventsDependencies,
  { post, ended }: TurnsDependencies,
): CaptureTurns => {
  const repair = repairTurn(run, dependencies);

  const inTurn = <A>(work: () => Promise<Done<A>>): Promise<A | null> =>
    new Promise((resolve) => {
      void ended.then(() => {
        resolve(null);
      });
      if (run.stopping) return;
      post({
        kind: 'replay',
        work: async () => {
          const { recorded, answer } = await work();
          if (recorded === 'recorded') resolve(answer);
          return recorded;
        },
      });
    });

  const openFrom = (hook: number): bigint | null => run.accumulating.get(hook)?.items[0]?.position ?? null;

  return {
    look: (look) =>
      inTurn(async () => {
        const revisionOf = (hook: number): number | undefined => run.hooks.get(hook)?.revision;
        return {
          recorded: 'recorded',
          answer: await look({ state: run.state, revision: run.revision, openFrom, revisionOf }),
        };
      }),
    repair: (order) => inTurn(() => repair(order)),
  };
};
