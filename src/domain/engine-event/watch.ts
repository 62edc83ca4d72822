import { type ParkedAtOnce } from '../capture/capture-record';
import { type Circuit, circuitAfter, CLOSED } from '../delivery/circuit';
import { type Outcome } from '../delivery/outcome';
import { type HookEvent, type HookSuspended } from '../hook/hook-event';
import { type EngineEvent } from './engine-event';
import { isEngineType } from '../catalogue/engine-types';

/** What is known where the log was read to. */
export interface Watch {
  /**
   * Hooks that receive engine events, with their accounts. Their own troubles beget none: one of them that fails would
   * tell itself so for ever.
   */
  readonly listening: ReadonlyMap<number, number>;
  /** Of endpoints that have failed lately. */
  readonly circuits: ReadonlyMap<number, Circuit>;
}
export const NOTHING_WATCHED: Watch = { listening: new Map(), circuits: new Map() };

export interface Watched {
  readonly watch: Watch;
  readonly told: ReadonlyArray<EngineEvent>;
}

const SILENT: ReadonlyArray<EngineEvent> = [];
const NOW = { now: 0, age: 0 };

/** Somebody of the account wants to be told. */
export const isListening = ({ listening }: Watch, account: number): boolean =>
  [...listening.values()].includes(account);
export const anybodyListens = ({ listening }: Watch): boolean => listening.size > 0;

const withListener = (watch: Watch, hook: number, account: number | null): Watch => {
  if (account === null ? !watch.listening.has(hook) : watch.listening.get(hook) === account) return watch;
  const listening = new Map(watch.listening);
  if (account === null) listening.delete(hook);
  else listening.set(hook, account);
  return { ...watch, listening };
};

const withCircuit = (watch: Watch, hook: number, circuit: Circuit): Watch => {
  const circuits = new Map(watch.circuits);
  if (circuit.state === 'closed' && circuit.failures === 0) circuits.delete(hook);
  else circuits.set(hook, circuit);
  return { ...watch, circuits };
};

const isTellable = ({ listening }: Watch, hook: number): boolean => !listening.has(hook);

const suspension = ({ hook, account, at, by, reason, note }: HookSuspended): EngineEvent => ({
  type: 'hook_suspended',
  account,
  hook,
  at,
  data: { hook, reason, by, ...(note === undefined ? {} : { note }) },
});

export const afterHook = (watch: Watch, event: HookEvent): Watched => {
  const { hook, account } = event;
  switch (event.type) {
    case 'HookCreated':
    case 'HookChanged': {
      const listens = event.definition.rule.types.some(isEngineType);
      return { watch: withListener(watch, hook, listens ? account : null), told: SILENT };
    }
    case 'HookDeleted':
      return { watch: withCircuit(withListener(watch, hook, null), hook, CLOSED), told: SILENT };
    case 'HookSuspended':
      return { watch, told: isTellable(watch, hook) ? [suspension(event)] : SILENT };
    case 'HookActivated':
    case 'HookDeactivated':
    case 'HookResumed':
    case 'SigningSecretRotated':
      return { watch, told: SILENT };
  }
};

type Base = Pick<EngineEvent, 'account' | 'hook' | 'at'>;

const parkedIn = ({ answers }: Outcome, base: Base): ReadonlyArray<EngineEvent> =>
  answers
    .filter(({ answer }) => answer === 'parked')
    .map(({ indexes, reason, status }) => ({
      ...base,
      type: 'delivery_parked',
      data: {
        hook: base.hook,
        deliveries: indexes.length,
        ...(reason === undefined ? {} : { reason }),
        ...(status === undefined ? {} : { status }),
      },
    }));

const turned = (before: Circuit, after: Circuit, base: Base): ReadonlyArray<EngineEvent> => {
  if (before.state === after.state) return SILENT;
  return after.state === 'open'
    ? [{ ...base, type: 'hook_failing', data: { hook: base.hook } }]
    : [{ ...base, type: 'hook_recovered', data: { hook: base.hook } }];
};

/** Outcomes of export runs tell of the endpoint, not of deliveries that wait in the hook. */
export const afterOutcome = (watch: Watch, outcome: Outcome): Watched => {
  const { account, hook, streak, probe } = outcome;
  if (!isTellable(watch, hook)) return { watch, told: SILENT };
  const before = watch.circuits.get(hook) ?? CLOSED;
  const after = circuitAfter(before, { streak, probe, wouldSpendLast: false }, NOW);
  const base = { account, hook, at: new Date(outcome.at).toISOString() };
  return {
    watch: after === before ? watch : withCircuit(watch, hook, after),
    told: [...turned(before, after, base), ...(outcome.run === undefined ? parkedIn(outcome, base) : SILENT)],
  };
};

/** Parked at once, because they cannot be shaped: one event for each hook of a page. */
export const afterUnshaped = (
  watch: Watch,
  parked: ReadonlyArray<Pick<ParkedAtOnce, 'hook'>>,
  { at, accountOf }: { readonly at: number; readonly accountOf: (hook: number) => number | undefined },
): Watched => {
  const counts = new Map<number, number>();
  for (const { hook } of parked) counts.set(hook, (counts.get(hook) ?? 0) + 1);
  const told = [...counts].flatMap(([hook, deliveries]): ReadonlyArray<EngineEvent> => {
    const account = accountOf(hook);
    if (account === undefined || !isTellable(watch, hook)) return SILENT;
    const data = { hook, deliveries, reason: 'cannot-be-shaped' };
    return [{ type: 'delivery_parked', account, hook, at: new Date(at).toISOString(), data }];
  });
  return { watch, told };
};
