import { type Circuit, circuitAfter, dueAfter, type Moment } from '../delivery/circuit';
import { type Outcome } from '../delivery/outcome';
import { type Lane, type SuspensionDemand } from './lane';

const FIVE_DAYS_MS = 5 * 24 * 3_600_000;

/** What the answer says about the endpoint as a whole: circuit, rest, and whether to ask for a suspension. */
export const withEndpoint = (lane: Lane, outcome: Outcome, moment: Moment): Lane => {
  const { streak } = outcome;
  const next: Lane = {
    ...lane,
    circuit: circuitOf(lane, outcome, moment),
    proven: streak.failures > 0 ? false : streak.broken || lane.proven,
    restUntil: outcome.restMs > 0 ? Math.max(lane.restUntil, dueAfter(moment, outcome.restMs)) : lane.restUntil,
    troubleSince: troubleAfter(lane.troubleSince, outcome),
  };
  const demand = demandOf(next, outcome);
  return demand === null || next.demand !== null || next.status !== 'active' ? next : { ...next, demand };
};

const troubleAfter = (since: number | null, { answers, at }: Outcome): number | null => {
  if (answers.some(({ answer }) => answer === 'delivered')) return null;
  const failed = answers.some(({ answer }) => answer === 'failed' || answer === 'parked');
  return since ?? (failed ? at : null);
};

const circuitOf = (lane: Lane, outcome: Outcome, moment: Moment): Circuit => {
  if (lane.settings.circuit === 'off') return lane.circuit;
  const last = lane.settings.policy.maxAttempts;
  const wouldSpendLast = outcome.answers.some(
    (answers) => answers.answer === 'failed' && answers.kind === 'endpoint' && answers.attempt >= last,
  );
  return circuitAfter(lane.circuit, { streak: outcome.streak, probe: outcome.probe, wouldSpendLast }, moment);
};

const demandOf = (lane: Lane, outcome: Outcome): SuspensionDemand | null => {
  if (outcome.gone) return 'endpoint-gone';
  if (lane.troubleSince !== null && outcome.at - lane.troubleSince >= FIVE_DAYS_MS) return 'no-success-for-five-days';
  return exhaustedUnderOrdering(lane, outcome) ? 'delivery-exhausted-under-ordering' : null;
};

const exhaustedUnderOrdering = ({ settings }: Lane, outcome: Outcome): boolean =>
  settings.ordering.mode !== 'none' &&
  settings.ordering.onExhausted === 'suspend' &&
  outcome.answers.some(
    (answers) =>
      answers.answer === 'failed' &&
      answers.attempt >= settings.policy.maxAttempts &&
      (settings.circuit === 'off' || answers.kind === 'message'),
  );
