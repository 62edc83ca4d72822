import { waitUntil } from '../support/wait-until';
import { CRASH_HOOKS, type CrashHook, hookBodyOf } from './crash-hooks';
import { answered, type Ask } from './engine-client';
import { type EngineAccount, type HookEvidence } from './hook-evidence';
import { type AcceptedEvent } from './load';
import { receivingEnd, type ReceivingEnd, type RunFacts } from './receipts';

/** A hook of the running engine and the endpoint it sends to. */
export interface OpenHook {
  readonly hook: CrashHook;
  readonly id: number;
  readonly end: ReceivingEnd;
}

const SETTLED_WITHIN_MS = 60_000;

export const openHooks = async (
  ask: Ask,
  facts: RunFacts,
  hooks: ReadonlyArray<CrashHook> = CRASH_HOOKS,
): Promise<ReadonlyArray<OpenHook>> => {
  const open: OpenHook[] = [];
  for (const hook of hooks) {
    const end = await receivingEnd(hook, facts);
    const created = await answered(ask('POST', '/v1/hooks', hookBodyOf(hook, end.url)));
    end.learn(String(created['signingSecret']));
    open.push({ hook, id: Number(created['id']), end });
  }
  return open;
};

export const sumOf = (ask: Ask, id: number): Promise<EngineAccount['sum']> =>
  answered(ask('GET', `/v1/hooks/${String(id)}/sum`));

const expectedBy = ({ type }: CrashHook, accepted: ReadonlyArray<AcceptedEvent>): ReadonlyArray<AcceptedEvent> =>
  accepted.filter((event) => event.type === type);

/** What an operator does once the far side is mended: any change makes the probe of an open circuit due. */
const mend = (ask: Ask, { id, hook }: OpenHook, round: number): Promise<unknown> =>
  answered(ask('PATCH', `/v1/hooks/${String(id)}`, { name: `${hook.name}, mended ${String(round)}` }));

/** Waits until every event is captured, nothing waits and the search has read all of it; after the bound the sums say what is missing. */
export const settle = async (
  ask: Ask,
  hooks: ReadonlyArray<OpenHook>,
  accepted: ReadonlyArray<AcceptedEvent>,
  withinMs = SETTLED_WITHIN_MS,
): Promise<boolean> => {
  let round = 0;
  const isSettled = async (open: OpenHook): Promise<boolean> => {
    const sum = await sumOf(ask, open.id);
    if (sum['circuit'] === 'open') await mend(ask, open, (round += 1));
    const captured = expectedBy(open.hook, accepted).length;
    if (sum['captured'] !== captured || sum['waiting'] !== 0 || sum['accumulating'] !== 0) return false;
    return sum['parked'] === (await parkedOf(ask, open.id)).length && !(await showsWaiting(ask, open.id));
  };
  const allSettled = async (): Promise<boolean> => {
    for (const open of hooks) if (!(await isSettled(open))) return false;
    return true;
  };
  return waitUntil(allSettled, withinMs).then(
    () => true,
    () => false,
  );
};

const showsWaiting = async (ask: Ask, id: number): Promise<boolean> => {
  const page = await answered(ask('GET', `/v1/deliveries?hook=${String(id)}&state=waiting&limit=1`));
  return (page['deliveries'] as ReadonlyArray<unknown>).length > 0;
};

/** Ids of the events of all parked deliveries. */
const parkedOf = async (ask: Ask, id: number): Promise<ReadonlyArray<string>> => {
  const events: string[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const from = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await answered(ask('GET', `/v1/hooks/${String(id)}/parked?limit=200${from}`));
    events.push(...(page['parked'] as ReadonlyArray<{ readonly event: string }>).map(({ event }) => event));
    cursor = page['next'] as string | undefined;
  }
  return events;
};

export const evidenceOf = (
  ask: Ask,
  hooks: ReadonlyArray<OpenHook>,
  accepted: ReadonlyArray<AcceptedEvent>,
): Promise<ReadonlyArray<HookEvidence>> =>
  Promise.all(
    hooks.map(async ({ hook, id, end }) => ({
      hook,
      id,
      expected: expectedBy(hook, accepted),
      receipts: end.receipts,
      sum: await sumOf(ask, id),
      parked: await parkedOf(ask, id),
      audit: await answered(ask('POST', `/v1/hooks/${String(id)}/audit-sum`)),
    })),
  );
