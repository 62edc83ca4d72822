import { namedUuid } from '../../src/adapters/outbound/identity/system/named-uuid';
import { deliveryId } from '../../src/domain/block/ids';
import { orderFaults } from './check-order';
import { blockFamily } from './block-family';
import { type HookEvidence } from './hook-evidence';
import { type Receipt } from './receipts';

export interface HookVerdict {
  readonly hook: string;
  readonly events: number;
  readonly delivered: number;
  readonly parked: number;
  /** Accepted, and neither received nor parked. */
  readonly lost: number;
  /** Receipts of an event that had been confirmed before. */
  readonly repeats: number;
  readonly sumOk: boolean;
  /** Sentences; empty when everything holds. */
  readonly faults: ReadonlyArray<string>;
}

const named = namedUuid();
const SHOWN = 3;

const some = (what: string, cases: ReadonlyArray<string>): ReadonlyArray<string> =>
  cases.length === 0 ? [] : [`${String(cases.length)} ${what}, such as ${cases.slice(0, SHOWN).join(', ')}`];

const confirmedEvents = (receipts: ReadonlyArray<Receipt>): ReadonlySet<string> =>
  new Set(receipts.filter(({ confirmed }) => confirmed).flatMap(({ events }) => events));

/** A webhook-id names one body for ever. */
const bodyFaults = (receipts: ReadonlyArray<Receipt>): ReadonlyArray<string> => {
  const bodies = new Map<string, string>();
  const changed = receipts.filter(({ webhookId, bodyHash }) => {
    const first = bodies.get(webhookId) ?? bodyHash;
    bodies.set(webhookId, first);
    return first !== bodyHash;
  });
  return some(
    'messages came again with another body',
    changed.map(({ webhookId }) => webhookId),
  );
};

const identityFaults = ({ hook, id, receipts }: HookEvidence): ReadonlyArray<string> => {
  if (hook.packaging === 'together') return some('events came in blocks of another origin', strangers(receipts));
  const wrong = receipts.filter(
    ({ webhookId, events }) => events.length !== 1 || webhookId !== deliveryId(named, id, events[0] ?? ''),
  );
  return some(
    'messages with an id that is not the delivery id',
    wrong.map(({ webhookId }) => webhookId),
  );
};

/** Events whose later blocks do not descend from the one they came in first. */
const strangers = (receipts: ReadonlyArray<Receipt>): ReadonlyArray<string> => {
  const roots = new Map<string, string>();
  const isOfFamily = blockFamily(named);
  return receipts.flatMap(({ webhookId, events }) =>
    events.filter((event) => {
      const root = roots.get(event) ?? webhookId;
      roots.set(event, root);
      return root !== webhookId && !isOfFamily(root, webhookId);
    }),
  );
};

interface Repeats {
  readonly count: number;
  readonly uncaused: ReadonlyArray<string>;
}

/** A repeat needs a killed process between the two; a timeout is no confirmation. */
const repeatsIn = (receipts: ReadonlyArray<Receipt>): Repeats => {
  const lives = new Map<string, number>();
  const uncaused: string[] = [];
  let count = 0;
  for (const { events, confirmed, life } of receipts) {
    for (const event of events) {
      const before = lives.get(event);
      if (before !== undefined) count += 1;
      if (before === life) uncaused.push(event);
      if (confirmed) lives.set(event, life);
    }
  }
  return { count, uncaused };
};

const sumFaults = ({ sum, audit }: HookEvidence, wanted: Readonly<Record<string, number>>): ReadonlyArray<string> => [
  ...Object.entries(wanted)
    .filter(([total, value]) => sum[total] !== value)
    .map(([total, value]) => `the sum says ${total} ${String(sum[total])}, counted here: ${String(value)}`),
  ...(audit['agrees'] === true ? [] : [`the recount differs: ${JSON.stringify(audit)}`]),
];

const parkedFaults = (parked: ReadonlyArray<string>, unconfirmed: ReadonlySet<string>): ReadonlyArray<string> => [
  ...some(
    'parked ones are listed twice',
    parked.filter((event, index) => parked.indexOf(event) !== index),
  ),
  ...some(
    'parked ones had been confirmed or never accepted',
    parked.filter((event) => !unconfirmed.has(event)),
  ),
];

/** Holds what a receiver got against what was accepted and what the engine says. */
export const checkHook = (evidence: HookEvidence): HookVerdict => {
  const { hook, expected, receipts, parked } = evidence;
  const accepted = new Set(expected.map(({ event }) => event));
  const confirmed = confirmedEvents(receipts);
  const listed = new Set(parked);
  const unconfirmed = new Set([...accepted].filter((event) => !confirmed.has(event)));
  const lost = [...unconfirmed].filter((event) => !listed.has(event));
  const repeats = repeatsIn(receipts);
  const wanted = {
    captured: accepted.size,
    delivered: confirmed.size,
    parked: listed.size,
    discarded: 0,
    waiting: 0,
    accumulating: 0,
  };
  const sum = sumFaults(evidence, wanted);
  return {
    hook: hook.name,
    events: accepted.size,
    delivered: confirmed.size,
    parked: listed.size,
    lost: lost.length,
    repeats: repeats.count,
    sumOk: sum.length === 0,
    faults: [
      ...some('accepted events are lost', lost),
      ...some(
        'events it does not match',
        [...confirmed].filter((event) => !accepted.has(event)),
      ),
      ...some(
        'signatures do not verify',
        receipts.filter(({ verified }) => !verified).map(({ webhookId }) => webhookId),
      ),
      ...bodyFaults(receipts),
      ...identityFaults(evidence),
      ...some('repeats without a kill before them', repeats.uncaused),
      ...parkedFaults(parked, unconfirmed),
      ...sum,
      ...orderFaults(evidence),
    ],
  };
};
