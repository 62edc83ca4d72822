import { type EndpointStreak } from './outcome';

/** Guards an endpoint that is in trouble as a whole. `dueAt`: when the next probe may go, monotonic milliseconds. */
export type Circuit =
  | { readonly state: 'closed'; readonly failures: number }
  | { readonly state: 'open'; readonly delayMs: number; readonly dueAt: number };

export const CLOSED: Circuit = { state: 'closed', failures: 0 };
export const FAILURES_THAT_OPEN = 5;
export const FIRST_PROBE_MS = 15_000;
export const LONGEST_PROBE_MS = 5 * 60_000;

/** When something happened: the monotonic clock now, and how long ago it was (0 unless read back after a start). */
export interface Moment {
  readonly now: number;
  readonly age: number;
}

/** A wait that began at the moment; after a start what is left of it, never more than the whole. */
export const dueAfter = (moment: Moment, waitMs: number): number =>
  moment.now + Math.max(0, waitMs - Math.max(0, moment.age));

export interface CircuitAnswer {
  readonly streak: EndpointStreak;
  readonly probe: boolean;
  /** An endpoint failure would have spent a delivery's last attempt. */
  readonly wouldSpendLast: boolean;
}

const opened = (delayMs: number, moment: Moment): Circuit => ({
  state: 'open',
  delayMs,
  dueAt: dueAfter(moment, delayMs),
});

/** The circuit after one block's answer; an answer without any request leaves it as it is. */
export const circuitAfter = (circuit: Circuit, answer: CircuitAnswer, moment: Moment): Circuit => {
  const { failures, broken } = answer.streak;
  if (failures === 0) return broken ? CLOSED : circuit;
  if (circuit.state === 'open') {
    if (!answer.probe) return circuit;
    return opened(broken ? FIRST_PROBE_MS : Math.min(circuit.delayMs * 2, LONGEST_PROBE_MS), moment);
  }
  return failedAgain(broken ? 0 : circuit.failures, answer, moment);
};

const failedAgain = (before: number, { streak, wouldSpendLast, probe }: CircuitAnswer, moment: Moment): Circuit => {
  const failures = before + streak.failures;
  const opens = failures >= FAILURES_THAT_OPEN || wouldSpendLast || probe;
  return opens ? opened(FIRST_PROBE_MS, moment) : { state: 'closed', failures };
};

/** A change of the hook or a resume: the probe is due at once. */
export const probeNow = (circuit: Circuit, now: number): Circuit =>
  circuit.state === 'open' ? { ...circuit, dueAt: now } : circuit;
