import { countedPartly, type Letters, newRecount, type PartlyCounted, type Recount } from '../../domain/audit/recount';
import {
  type BehindMove,
  type ClosedBlock,
  type PageCaptured,
  type ParkedAtOnce,
} from '../../domain/capture/capture-record';
import { cover, type Expected, NOTHING_UNCOVERED, type Uncovered } from '../../domain/replay/expected';

/** Which platform events have been read: what lies outside is in no block as far as anybody can tell. */
export interface Walked {
  /** Exclusive. */
  readonly after: bigint;
  /** Inclusive; null while they are still being read. */
  readonly to: bigint | null;
}

/** What a replay knows of a hook. */
export interface ReplayedLane {
  readonly hook: number;
  matched: number;
  /** Beyond the position at which the hook waited when the reading began. */
  waiting: number;
  skipped: number;
  unclear: number;
  readonly waitsAfter: bigint | null;
  readonly queue: Expected[];
  passed: Uncovered['passed'];
  recount: Recount;
}

export const newLane = (hook: number, waitsAfter: bigint | null): ReplayedLane => ({
  hook,
  matched: 0,
  waiting: 0,
  skipped: 0,
  unclear: 0,
  waitsAfter,
  queue: [],
  passed: NOTHING_UNCOVERED.passed,
  recount: newRecount(hook),
});

/** An event the hook wanted. */
export const expectOne = (lane: ReplayedLane, expected: Expected): void => {
  if (expected.counted) lane.matched += 1;
  if (lane.waitsAfter === null || expected.position <= lane.waitsAfter) lane.queue.push(expected);
  else if (expected.counted) lane.waiting += 1;
};

const keep = (lane: ReplayedLane, { queue, passed }: Uncovered): void => {
  lane.queue.splice(0, lane.queue.length - queue.length);
  lane.passed = passed;
};

const coverIn = (
  lane: ReplayedLane,
  stretch: { readonly from: bigint; readonly to: bigint },
): ReadonlyArray<Expected> => {
  const { left, covered } = cover(lane, stretch);
  keep(lane, left);
  return covered;
};

const lettersOf = (covered: ReadonlyArray<Expected>): Letters =>
  covered.map(({ counted }) => (counted ? 'w' : 'o')).join('');

const countedIn = (covered: ReadonlyArray<Expected>): number => covered.filter(({ counted }) => counted).length;

type Letter = { readonly letters: Letters } | 'unclear' | 'spanning';

/** A letter for each delivery of the block, where what was read tells which are which. */
const lettersIn = ({ n, from, to }: ClosedBlock, covered: ReadonlyArray<Expected>, walked: Walked): Letter => {
  const others = n - covered.length;
  if (others === 0) return { letters: lettersOf(covered) };
  if (others < 0) return 'unclear';
  const beganBefore = from <= walked.after;
  const endsBehind = walked.to !== null && to > walked.to;
  if (beganBefore && endsBehind) return 'spanning';
  if (beganBefore) return { letters: 'o'.repeat(others) + lettersOf(covered) };
  return endsBehind ? { letters: lettersOf(covered) + 'o'.repeat(others) } : 'unclear';
};

/** Positions of a block's deliveries, in order; null: they cannot be read. */
export type PlacesOf = (block: ClosedBlock) => Promise<ReadonlyArray<bigint> | null>;

const fromPlaces = (
  covered: ReadonlyArray<Expected>,
  places: ReadonlyArray<bigint> | null,
): Exclude<Letter, 'spanning'> => {
  if (places === null) return 'unclear';
  const counted = new Set(covered.filter((one) => one.counted).map(({ position }) => position));
  return { letters: places.map((position) => (counted.has(position) ? 'w' : 'o')).join('') };
};

/**
 * A block holds all its hook wanted in a stretch, at its revision. One of another revision in the stretch says that
 * capture missed a change of the hook: the number of deliveries tells whether it took the event nevertheless.
 */
export const coverBlock = async (
  lane: ReplayedLane,
  block: ClosedBlock,
  { walked, placesOf }: { readonly walked: Walked; readonly placesOf: PlacesOf },
): Promise<void> => {
  const inside = coverIn(lane, block);
  if (inside.length === 0) return;
  const same = inside.filter(({ revision }) => revision === block.revision);
  const covered = same.length === block.n ? same : inside;
  if (covered !== inside)
    lane.passed = [...lane.passed, ...inside.filter((one) => !same.includes(one)).map((one) => [one])];
  const told = lettersIn(block, covered, walked);
  const letters = told === 'spanning' ? fromPlaces(covered, await placesOf(block)) : told;
  if (letters === 'unclear') lane.unclear += countedIn(covered);
  else close(lane, { root: block.id, to: block.to, letters: letters.letters });
};

const close = (lane: ReplayedLane, block: PartlyCounted): void => {
  if (!/^o*$/.test(block.letters)) lane.recount = countedPartly(lane.recount, block);
};

export const coverParked = (lane: ReplayedLane, { position, delivery }: ParkedAtOnce): void => {
  if (countedIn(coverIn(lane, { from: position, to: position })) > 0)
    close(lane, { root: delivery, to: position, letters: 'p' });
};

/** What waited was given up: so many deliveries up to a position. */
export const coverSkipped = (lane: ReplayedLane, { after, skipped }: BehindMove): void => {
  const upTo = lane.queue.filter(({ position }) => position <= after).slice(-skipped);
  const [first] = upTo;
  if (skipped > 0 && first !== undefined) lane.skipped += countedIn(coverIn(lane, { from: first.position, to: after }));
};

/** What a record says of the hook, in the order of the log. */
export type SaidOfLane =
  | { readonly at: bigint; readonly kind: 'block'; readonly block: ClosedBlock }
  | { readonly at: bigint; readonly kind: 'parked'; readonly parked: ParkedAtOnce }
  | { readonly at: bigint; readonly kind: 'skipped'; readonly move: BehindMove };

export const saidBy = ({
  blocks,
  parked,
  behind,
}: PageCaptured): ReadonlyArray<SaidOfLane & { readonly hook: number }> =>
  [
    ...blocks.map((block) => ({ at: block.from, kind: 'block' as const, block, hook: block.hook })),
    ...parked.map((one) => ({ at: one.position, kind: 'parked' as const, parked: one, hook: one.hook })),
    ...behind
      .filter(({ skipped }) => skipped > 0)
      .map((move) => ({ at: move.after, kind: 'skipped' as const, move, hook: move.hook })),
  ].toSorted((one, other) => (one.at < other.at ? -1 : 1));

/** Nothing further on in the log can change what is counted. */
export const isSettled = ({ queue, passed, recount }: ReplayedLane): boolean =>
  countedIn(queue) === 0 && passed.every((run) => countedIn(run) === 0) && recount.blocks.size === 0;
