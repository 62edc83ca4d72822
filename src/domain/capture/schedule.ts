import { type Lane } from './lane';
import { type Member, membersOf, type WaitingBlock } from './waiting-block';

/** A block to be published now, with the deliveries that are due. */
export interface Due {
  readonly block: WaitingBlock;
  /** Null: all, none tried yet. */
  readonly members: ReadonlyArray<Member> | null;
  readonly probe: boolean;
  readonly connections: number;
  readonly setAside: ReadonlyArray<string>;
}

export interface Schedule {
  readonly publish: ReadonlyArray<Due>;
  /** When to look again if nothing else happens, monotonic milliseconds; null: only an event changes anything. */
  readonly wakeAt: number | null;
}

const NOTHING: Schedule = { publish: [], wakeAt: null };
const MOST_SET_ASIDE = 64;

/** What of a lane goes on the bus now: decided from its fold alone (design 4, Scheduling). */
export const scheduleOf = (lane: Lane, now: number): Schedule => {
  if (lane.status !== 'active' || lane.blocks.length === 0 || lane.demand !== null) return NOTHING;
  if (now < lane.restUntil) return { publish: [], wakeAt: lane.restUntil };
  if (lane.circuit.state === 'open') return probe(lane, lane.circuit.dueAt, now);
  switch (lane.settings.ordering.mode) {
    case 'none':
      return parallel(lane, now);
    case 'strict':
      return headOnly(lane, now);
    case 'per-profile':
      return perProfile(lane, now);
  }
};

const isOnBus = (block: WaitingBlock): boolean => block.publication !== null;

/** Behind an open circuit one probe goes: the oldest block. */
const probe = (lane: Lane, dueAt: number, now: number): Schedule => {
  const [oldest] = lane.blocks;
  if (oldest === undefined || lane.blocks.some(isOnBus)) return NOTHING;
  if (now < dueAt) return { publish: [], wakeAt: dueAt };
  return {
    publish: [{ block: oldest, members: oldest.members, probe: true, connections: 1, setAside: [] }],
    wakeAt: null,
  };
};

/** Twice the parallelism for a hook that answers, one block on one connection for a hook that does not. */
const parallel = (lane: Lane, now: number): Schedule => {
  const { parallelism } = lane.settings;
  const connections = lane.proven ? parallelism : 1;
  let free = (lane.proven ? 2 * parallelism : 1) - onBus(lane);
  let wakeAt: number | null = null;
  const publish: Due[] = [];
  for (const block of lane.blocks) {
    if (free <= 0) break;
    if (isOnBus(block)) continue;
    const due = dueMembers(lane, block, now);
    if (due.members !== null && due.members.length === 0) {
      wakeAt = earlier(wakeAt, due.next);
      continue;
    }
    publish.push({ block, members: due.members, probe: false, connections, setAside: [] });
    wakeAt = earlier(wakeAt, due.next);
    free -= 1;
  }
  return { publish, wakeAt };
};

const onBus = (lane: Lane): number => {
  let count = 0;
  for (const block of lane.blocks) if (isOnBus(block)) count += 1;
  return count;
};

const earlier = (one: number | null, other: number | null): number | null =>
  one === null || (other !== null && other < one) ? other : one;

interface DueMembers {
  readonly members: ReadonlyArray<Member> | null;
  readonly next: number | null;
}

/** One by one each delivery has its own time; a together request goes when its last one is due. */
const dueMembers = (lane: Lane, block: WaitingBlock, now: number): DueMembers => {
  if (block.members === null) return { members: null, next: null };
  if (lane.settings.packaging === 'together') return dueTogether(block.members, now);
  const members = block.members.filter((member) => member.dueAt <= now);
  const later = block.members.reduce<number | null>(
    (next, member) => (member.dueAt > now ? earlier(next, member.dueAt) : next),
    null,
  );
  return { members, next: later };
};

const dueTogether = (members: ReadonlyArray<Member>, now: number): DueMembers => {
  const dueAt = members.reduce((latest, member) => Math.max(latest, member.dueAt), 0);
  return dueAt <= now ? { members, next: null } : { members: [], next: dueAt };
};

/** Strict: one block at a time, the head; waiting for it is no attempt. */
const headOnly = (lane: Lane, now: number): Schedule => {
  const [head] = lane.blocks;
  if (head === undefined || lane.blocks.some(isOnBus)) return NOTHING;
  const due = head.members === null ? { members: null, next: null } : dueTogether(firstDue(lane, head.members), now);
  if (due.members !== null && due.members.length === 0) return { publish: [], wakeAt: due.next };
  return {
    publish: [{ block: head, members: head.members, probe: false, connections: 1, setAside: [] }],
    wakeAt: null,
  };
};

/** One by one only the first delivery's time matters: the others wait behind it anyway. */
const firstDue = (lane: Lane, members: ReadonlyArray<Member>): ReadonlyArray<Member> =>
  lane.settings.packaging === 'together' ? members : members.slice(0, 1);

/** Per profile: one block at a time, past profiles whose earlier delivery is unsettled. */
const perProfile = (lane: Lane, now: number): Schedule => {
  if (lane.blocks.some(isOnBus)) return NOTHING;
  const setAside = new Set<string>();
  let wakeAt: number | null = null;
  for (const block of lane.blocks) {
    const due = unblocked(block, setAside, now);
    wakeAt = earlier(wakeAt, due.next);
    if (due.members === null || due.members.length > 0) {
      const connections = lane.proven ? lane.settings.parallelism : 1;
      return {
        publish: [{ block, members: due.members, probe: false, connections, setAside: due.asideBefore }],
        wakeAt,
      };
    }
    if (setAside.size > MOST_SET_ASIDE) return { publish: [], wakeAt };
  }
  return { publish: [], wakeAt };
};

/** The members that may go, in order; a member that may not sets its profile aside for all that follows. */
const unblocked = (
  block: WaitingBlock,
  setAside: Set<string>,
  now: number,
): DueMembers & { readonly asideBefore: ReadonlyArray<string> } => {
  const asideBefore = [...setAside];
  if (block.members === null) return { members: null, next: null, asideBefore };
  const members: Member[] = [];
  let next: number | null = null;
  for (const member of membersOf(block)) {
    const owner = member.owner ?? '';
    if (owner !== '' && setAside.has(owner)) continue;
    if (member.dueAt <= now) {
      members.push(member);
      continue;
    }
    if (owner !== '') setAside.add(owner);
    next = earlier(next, member.dueAt);
  }
  return { members, next, asideBefore };
};

/** The lane with these blocks on the bus. */
export const published = (lane: Lane, numbers: ReadonlyMap<string, string>, now: number): Lane => ({
  ...lane,
  blocks: lane.blocks.map((block) => {
    const publication = numbers.get(block.root);
    return publication === undefined ? block : { ...block, publication, publishedAt: now };
  }),
});

/** The lane without a publication the bus did not take; what else it holds stays there. */
export const withdrawn = (lane: Lane, publication: string): Lane => ({
  ...lane,
  blocks: lane.blocks.map((block) => (block.publication === publication ? { ...block, publication: null } : block)),
});

/** The lane as if the bus held nothing of it. */
export const takenOffBus = (lane: Lane): Lane => ({
  ...lane,
  blocks: lane.blocks.map((block) => (block.publication === null ? block : { ...block, publication: null })),
});
