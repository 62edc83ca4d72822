import * as E from 'fp-ts/Either';
import { countedOn, newRecount, type Recount, recounted } from '../../domain/audit/recount';
import { sumOfRecount } from '../../domain/audit/recounted-sum';
import { type NamedUuid } from '../../domain/shared/named-uuid';
import { type CaptureUnavailable, type CaptureView } from '../ports/capture-view';
import { type EventStore, type EventStoreUnavailable, type RecordedEvent } from '../ports/event-store';
import { CAPTURES, hookStream, parkedStream, PREFIXES } from '../streams';
import { type AuditedSum, type HookSum, type Sum } from '../use-cases/sums';
import { countedBefore } from './counted-before';
import { type Beginning, findOldestSnapshot, firstRecord, type OldestSnapshot } from './oldest-snapshot';
import { recountFacts } from './recount-facts';

export interface AuditDependencies {
  readonly eventStore: Pick<EventStore, 'readRange' | 'readStream'>;
  readonly named: NamedUuid;
  readonly sumOf: CaptureView['sumOf'];
}
interface Recounting {
  readonly recount: Recount;
  readonly events: number;
  readonly unreadable: number;
  readonly to: bigint | null;
}
interface Recounted {
  readonly counting: Recounting;
  readonly beginning: Beginning;
}
type Whose = { readonly account: number; readonly hook: number };
type Audited<A> = Promise<E.Either<EventStoreUnavailable, A>>;

const PAGE = { maxCount: 1000, maxBytes: 2 * 1024 * 1024 };
/** The log grows while it is read: a difference counts once both sums stood still. */
const TRIES = 3;

const withEvent = (facts: ReturnType<typeof recountFacts>, counting: Recounting, stored: RecordedEvent): Recounting => {
  const read = facts(stored);
  const next = { ...counting, events: counting.events + 1, to: stored.position };
  if (E.isLeft(read)) return { ...next, unreadable: counting.unreadable + 1 };
  return { ...next, recount: read.right.reduce(recounted, counting.recount) };
};

interface Stretch {
  readonly prefixes: ReadonlyArray<string>;
  readonly after: bigint | null;
  readonly to: bigint | null;
  readonly isWanted: (stored: RecordedEvent) => boolean;
}

/** Reads the log page by page; holds what can still change, never the whole. */
const recountStretch = async (
  { eventStore, named }: AuditDependencies,
  begun: Recounting,
  { prefixes, after, to, isWanted }: Stretch,
): Audited<Recounting> => {
  const facts = recountFacts(named);
  let counting = begun;
  for (let from = after; ;) {
    const page = await eventStore.readRange({ prefixes, after: from, to, ...PAGE })();
    if (E.isLeft(page)) return page;
    for (const stored of page.right.events) if (isWanted(stored)) counting = withEvent(facts, counting, stored);
    from = page.right.events.at(-1)?.position ?? from;
    if (page.right.complete) return E.right(counting);
  }
};

/** The snapshot's totals; what the hook's own stream said before it is still in the log. */
const begin = async (
  dependencies: AuditDependencies,
  { account, hook }: Whose,
  snapshot: OldestSnapshot | null,
): Audited<Recounting> => {
  const nothing: Recounting = { recount: newRecount(hook), events: 0, unreadable: 0, to: null };
  if (snapshot === null) return E.right(nothing);
  const own = hookStream(account, hook);
  const isWanted = ({ stream }: RecordedEvent): boolean => stream === own;
  const stretch = { prefixes: [own], after: null, to: snapshot.position, isWanted };
  const told = await recountStretch(dependencies, nothing, stretch);
  if (E.isLeft(told) || snapshot.lane === undefined) return told;
  return E.right({ ...told.right, recount: countedOn(told.right.recount, countedBefore(snapshot.lane)) });
};

const recountAll = async (dependencies: AuditDependencies, whose: Whose): Audited<Recounted> => {
  const beginning = await findOldestSnapshot(dependencies.eventStore, whose.hook);
  if (E.isLeft(beginning)) return beginning;
  const { snapshot } = beginning.right;
  const begun = await begin(dependencies, whose, snapshot);
  if (E.isLeft(begun)) return begun;
  const own = new Set([hookStream(whose.account, whose.hook), parkedStream(whose.account, whose.hook)]);
  const isWanted = ({ stream, revision }: RecordedEvent): boolean =>
    stream === CAPTURES ? revision > (snapshot?.last ?? -1n) : own.has(stream) || stream.startsWith(PREFIXES.outcomes);
  const after = snapshot?.position ?? null;
  const prefixes = [CAPTURES, ...own, PREFIXES.outcomes];
  const counting = await recountStretch(dependencies, begun.right, { prefixes, after, to: null, isWanted });
  return E.isLeft(counting) ? counting : E.right({ counting: counting.right, beginning: beginning.right });
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

const startIn = ({ revision, snapshot }: Beginning): string => {
  if (snapshot !== null)
    return `; what was older than ${new Date(snapshot.at).toISOString()} is past its retention, its totals are those of the snapshot of then`;
  return (revision ?? 0n) > 0n
    ? '; older events are past their retention and no whole snapshot of them is left, so older totals are missing'
    : ', from its start';
};

const noteOn = ({ counting: { events, unreadable, to }, beginning }: Recounted, stoodStill: boolean): string => {
  const range = `Recounted from ${String(events)} events of the log, up to position ${String(to ?? 'none')}`;
  const damaged = unreadable > 0 ? `; ${String(unreadable)} events could not be read` : '';
  return `${range}${startIn(beginning)}${damaged}${stoodStill ? '.' : '; the totals changed meanwhile, ask again when the hook is quiet.'}`;
};

interface Compared {
  readonly sum: AuditedSum;
  /** False: it disagrees while the totals change. */
  readonly settled: boolean;
}

/** The recount, and what capture says after it. */
const recountBetween = async (
  dependencies: AuditDependencies,
  whose: Whose,
): Promise<
  E.Either<
    EventStoreUnavailable | CaptureUnavailable,
    { readonly read: Recounted; readonly first: bigint | null; readonly kept: HookSum | null }
  >
> => {
  const read = await recountAll(dependencies, whose);
  if (E.isLeft(read)) return read;
  const first = await firstRecord(dependencies.eventStore);
  if (E.isLeft(first)) return first;
  const now = await dependencies.sumOf(whose.hook)();
  return E.isLeft(now) ? now : E.right({ read: read.right, first: first.right, kept: now.right });
};

const compare = async (
  dependencies: AuditDependencies,
  whose: { readonly account: number; readonly hook: number },
): Promise<E.Either<EventStoreUnavailable | CaptureUnavailable, Compared | null>> => {
  const before = await dependencies.sumOf(whose.hook)();
  if (E.isLeft(before)) return before;
  const seen = await recountBetween(dependencies, whose);
  if (E.isLeft(seen)) return seen;
  const { read, first, kept } = seen.right;
  if (before.right === null || kept === null) return E.right(null);
  const recount = sumOfRecount(read.counting.recount);
  const agrees = isSame(kept, recount);
  const stoodStill = isSame(before.right, kept) && first === read.beginning.revision;
  const settled = agrees || stoodStill;
  const note = noteOn(read, settled);
  return E.right({ sum: { hook: whose.hook, kept: totalsOf(kept), recounted: recount, agrees, note }, settled });
};

/** Capture's totals beside those that the events themselves add up to. Null: capture has not heard of the hook. */
export const recountSum =
  (dependencies: AuditDependencies) =>
  (whose: { readonly account: number; readonly hook: number }) =>
  async (): Promise<E.Either<EventStoreUnavailable | CaptureUnavailable, AuditedSum | null>> => {
    for (let attempt = 1; ; attempt += 1) {
      const compared = await compare(dependencies, whose);
      if (E.isLeft(compared)) return compared;
      if (compared.right === null || compared.right.settled || attempt === TRIES)
        return E.right(compared.right?.sum ?? null);
    }
  };
