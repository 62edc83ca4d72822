import * as E from 'fp-ts/Either';
import { newRecount, type Recount, recounted, sumOfRecount } from '../../domain/audit/recount';
import { type NamedUuid } from '../../domain/shared/named-uuid';
import { type EventStore, type EventStoreUnavailable, type RecordedEvent } from '../ports/event-store';
import { CAPTURES, hookStream, parkedStream, PREFIXES } from '../streams';
import { type AuditedSum, type HookSum, type Sum } from '../use-cases/sums';
import { recountFacts } from './recount-facts';

export interface AuditDependencies {
  readonly eventStore: Pick<EventStore, 'readRange'>;
  readonly named: NamedUuid;
  readonly sumOf: (hook: number) => HookSum | null;
}
interface Recounting {
  readonly recount: Recount;
  readonly events: number;
  readonly unreadable: number;
  /** Revision of the oldest capture record there is: above 0, older ones were taken away by retention. */
  readonly oldestRecord: bigint | null;
  readonly to: bigint | null;
}
type Recounted = E.Either<EventStoreUnavailable, Recounting>;

const PAGE = { maxCount: 1000, maxBytes: 2 * 1024 * 1024 };
/** The log grows while it is read: a difference counts once both sums stood still. */
const TRIES = 3;

const withEvent = (facts: ReturnType<typeof recountFacts>, counting: Recounting, stored: RecordedEvent): Recounting => {
  const read = facts(stored);
  const oldestRecord = counting.oldestRecord ?? (stored.stream === CAPTURES ? stored.revision : null);
  const next = { ...counting, oldestRecord, events: counting.events + 1, to: stored.position };
  if (E.isLeft(read)) return { ...next, unreadable: counting.unreadable + 1 };
  return { ...next, recount: read.right.reduce(recounted, counting.recount) };
};

/** Reads the log page by page; holds what can still change, never the whole. */
const recountAll = async (
  { eventStore, named }: AuditDependencies,
  { account, hook }: { readonly account: number; readonly hook: number },
): Promise<Recounted> => {
  const own = new Set([CAPTURES, hookStream(account, hook), parkedStream(account, hook)]);
  const prefixes = [...own, PREFIXES.outcomes];
  const isOwn = ({ stream }: RecordedEvent): boolean => own.has(stream) || stream.startsWith(PREFIXES.outcomes);
  const facts = recountFacts(named);
  let counting: Recounting = { recount: newRecount(hook), events: 0, unreadable: 0, oldestRecord: null, to: null };
  let after: bigint | null = null;
  for (;;) {
    const page: Awaited<ReturnType<ReturnType<EventStore['readRange']>>> = await eventStore.readRange({
      prefixes,
      after,
      to: null,
      ...PAGE,
    })();
    if (E.isLeft(page)) return page;
    for (const stored of page.right.events) if (isOwn(stored)) counting = withEvent(facts, counting, stored);
    after = page.right.events.at(-1)?.position ?? after;
    if (page.right.complete) return E.right(counting);
  }
};

const TOTALS = ['captured', 'delivered', 'parked', 'discarded', 'waiting'] as const;

const isSame = (one: Sum, other: Sum): boolean => TOTALS.every((total) => one[total] === other[total]);

const totalsOf = ({ captured, delivered, parked, discarded, waiting }: Sum): Sum => ({
  captured,
  delivered,
  parked,
  discarded,
  waiting,
});

const noteOn = ({ events, unreadable, oldestRecord, to }: Recounting, stoodStill: boolean): string => {
  const range = `Recounted from ${String(events)} events of the log, up to position ${String(to ?? 'none')}`;
  const start =
    (oldestRecord ?? 0n) > 0n
      ? `; capture records before revision ${String(oldestRecord)} were taken away by retention, so older totals are known from the last snapshot only`
      : ', from its start';
  const damaged = unreadable > 0 ? `; ${String(unreadable)} events could not be read` : '';
  return `${range}${start}${damaged}${stoodStill ? '.' : '; the totals changed meanwhile, ask again when the hook is quiet.'}`;
};

interface Compared {
  readonly sum: AuditedSum;
  /** False: it disagrees while the totals change. */
  readonly settled: boolean;
}

const compare = async (
  dependencies: AuditDependencies,
  whose: { readonly account: number; readonly hook: number },
): Promise<E.Either<EventStoreUnavailable, Compared | null>> => {
  const before = dependencies.sumOf(whose.hook);
  const counting = await recountAll(dependencies, whose);
  if (E.isLeft(counting)) return counting;
  const kept = dependencies.sumOf(whose.hook);
  if (before === null || kept === null) return E.right(null);
  const recount = sumOfRecount(counting.right.recount);
  const agrees = isSame(kept, recount);
  const settled = agrees || isSame(before, kept);
  const note = noteOn(counting.right, settled);
  return E.right({ sum: { hook: whose.hook, kept: totalsOf(kept), recounted: recount, agrees, note }, settled });
};

/** Capture's totals beside those that the events themselves add up to. Null: capture has not heard of the hook. */
export const recountSum =
  (dependencies: AuditDependencies) =>
  (whose: { readonly account: number; readonly hook: number }) =>
  async (): Promise<E.Either<EventStoreUnavailable, AuditedSum | null>> => {
    for (let attempt = 1; ; attempt += 1) {
      const compared = await compare(dependencies, whose);
      if (E.isLeft(compared)) return compared;
      if (compared.right === null || compared.right.settled || attempt === TRIES)
        return E.right(compared.right?.sum ?? null);
    }
  };
