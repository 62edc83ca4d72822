import { type HookVerdict } from '../crash/check-hook';

/** What a fault did, in figures. Durations in milliseconds. */
export interface FaultResult {
  readonly fault: string;
  /** Events accepted in a second before the fault. */
  readonly rate: number;
  /** What it had to be. */
  readonly leastRate: number;
  readonly events: number;
  /** Requests that had no 2xx and were sent again. */
  readonly retriedRequests: number;
  /** From the end of healing until every hook had a delivery it did not have; null: it did not come. */
  readonly recoveryMs: number | null;
  /** From the fault until the others did its work, nothing healed; null: they did not. */
  readonly takeoverMs?: number | null;
  readonly takeoverWithinMs?: number;
  /** From the last 2xx until nothing waited; null: something still did. */
  readonly settledMs: number | null;
  /** Processes that ended without being killed. */
  readonly deaths: number;
  readonly verdicts: ReadonlyArray<HookVerdict>;
  /** Why it did not come to its end. */
  readonly broken?: string;
}

export const brokenOff = (fault: string, cause: unknown): FaultResult => ({
  fault,
  rate: 0,
  leastRate: 0,
  events: 0,
  retriedRequests: 0,
  recoveryMs: null,
  settledMs: null,
  deaths: 0,
  verdicts: [],
  broken: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
});

const tookOver = ({ takeoverMs, takeoverWithinMs }: FaultResult): ReadonlyArray<string> => {
  if (takeoverWithinMs === undefined) return [];
  const bound = `instead of ${String(takeoverWithinMs)} ms`;
  if (takeoverMs === null || takeoverMs === undefined) return [`nobody took over while the fault lasted, ${bound}`];
  return takeoverMs <= takeoverWithinMs ? [] : [`taken over after ${takeoverMs.toFixed(0)} ms ${bound}`];
};

/** Everything that does not hold, a sentence each. */
export const wrongIn = (result: FaultResult): ReadonlyArray<string> =>
  result.broken === undefined ? faultsOf(result) : [result.broken];

const faultsOf = (result: FaultResult): ReadonlyArray<string> => [
  ...(result.rate < result.leastRate ? [`the load was only ${result.rate.toFixed(0)} events/s`] : []),
  ...tookOver(result),
  ...(result.recoveryMs === null ? ['not every hook had a new delivery after healing'] : []),
  ...(result.settledMs === null ? ['sums, parked deliveries and the search did not come to rest'] : []),
  ...(result.deaths === 0 ? [] : [`${String(result.deaths)} processes ended without being killed`]),
  ...result.verdicts.flatMap(({ hook, faults }) => faults.map((fault) => `${hook}: ${fault}`)),
];
