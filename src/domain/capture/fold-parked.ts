import { leftOverId } from '../block/ids';
import { probeNow } from '../delivery/circuit';
import { type DeliveriesDiscarded, isUnshaped, type RedeliveryAsked } from '../parked/parked-event';
import { type RedeliveryBlock } from '../parked/redelivery-blocks';
import { type NamedUuid } from '../shared/named-uuid';
import { lookup, put, without } from '../shared/table';
import { keepSettled } from './fold-outcome';
import { type Lane } from './lane';
import { type Member, membersOf, oldestIn, type SettledBlock, type WaitingBlock } from './waiting-block';

/**
 * The lane after somebody asked for redelivery: parked and delivered ones become new blocks at its head (a new round),
 * waiting ones are due now. What is no longer as the request saw it is left alone.
 */
export const foldRedelivery = (
  lane: Lane,
  asked: RedeliveryAsked,
  { blocks, now, at }: { readonly blocks: ReadonlyArray<RedeliveryBlock>; readonly now: number; readonly at: number },
): Lane => {
  if (lane.status === 'deleted') return lane;
  const hurried = asked.deliveries.reduce((next, ref) => (ref.from === 'waiting' ? dueNow(next, ref) : next), lane);
  return blocks.reduce((next, block, place) => withRedelivery(next, { block, place, by: asked.by, at }, now), hurried);
};

const dueNow = (lane: Lane, { root, index }: { readonly root: string; readonly index: number }): Lane => ({
  ...lane,
  restUntil: 0,
  circuit: probeNow(lane.circuit, 0),
  blocks: lane.blocks.map((block) =>
    block.root !== root || block.members === null
      ? block
      : {
          ...block,
          members: block.members.map((member) => (goesWith(lane, member, index) ? { ...member, dueAt: 0 } : member)),
        },
  ),
});

/** Together one delivery cannot go without the others. */
const goesWith = ({ settings }: Lane, member: Member, index: number): boolean =>
  settings.packaging === 'together' || member.index === index;

interface NewBlock {
  readonly block: RedeliveryBlock;
  readonly place: number;
  readonly by: string;
  readonly at: number;
}

const withRedelivery = (lane: Lane, { block, place, by, at }: NewBlock, now: number): Lane => {
  const members: Member[] = [];
  let next = lane;
  block.deliveries.forEach((ref, index) => {
    if (ref.from === 'waiting') return;
    const member: Member = { index, attempts: 0, round: ref.round, dueAt: 0 };
    if (ref.from === 'delivered') {
      members.push({ ...member, uncounted: true });
      return;
    }
    const taken = isUnshaped(ref) ? null : takeParked(next, ref);
    if (taken === null) return;
    next = taken;
    members.push(member);
  });
  if (members.length === 0) return next;
  const made = redelivered(block, members, { by, at });
  const head = insertionPoint(next) + place;
  return {
    ...next,
    circuit: probeNow(next.circuit, now),
    blocks: [...next.blocks.slice(0, head), made, ...next.blocks.slice(head)],
    bytes: next.bytes + made.bytes,
  };
};

/** At the head; under an ordering after the block on the bus. */
const insertionPoint = (lane: Lane): number =>
  lane.settings.ordering.mode === 'none' ? 0 : lane.blocks.findLastIndex((block) => block.publication !== null) + 1;

const redelivered = (
  block: RedeliveryBlock,
  members: ReadonlyArray<Member>,
  { by, at }: { readonly by: string; readonly at: number },
): WaitingBlock => ({
  id: block.root,
  root: block.root,
  turn: 0,
  source: { kind: 'list', positions: block.deliveries.map((ref) => ref.position) },
  revision: block.revision,
  n: block.deliveries.length,
  bytes: block.deliveries.reduce((sum, ref) => sum + ref.bytes, 0),
  members,
  parked: [],
  discarded: [],
  capturedAt: at,
  manual: by,
  publication: null,
  publishedAt: 0,
});

type Place = { readonly root: string; readonly index: number };
type PlaceInLog = Place & { readonly position: bigint };

/** The parked delivery leaves its total and waits again; null when it is not parked any more. */
const takeParked = (lane: Lane, { root, index }: Place): Lane | null => {
  const counts = { ...lane.counts, parked: lane.counts.parked - 1 };
  const settled = lookup(lane.parkedBlocks, root);
  if (settled?.parked.includes(index) === true) {
    const rest = { ...settled, parked: settled.parked.filter((one) => one !== index) };
    return keepSettled({ ...lane, counts, parkedBlocks: without(lane.parkedBlocks, root) }, rest);
  }
  const block = lane.blocks.find((one) => one.root === root && one.parked.includes(index));
  if (block === undefined) return null;
  const rest = { ...block, parked: block.parked.filter((one) => one !== index) };
  return { ...lane, counts, blocks: lane.blocks.map((one) => (one === block ? rest : one)) };
};

/** The lane after a person's decision to discard: parked and waiting ones, each named. */
export const foldDiscard = (lane: Lane, discarded: Pick<DeliveriesDiscarded, 'deliveries'>, named: NamedUuid): Lane =>
  discarded.deliveries.reduce(
    (next, ref) => (ref.from === 'parked' ? discardParked(next, ref) : discardWaiting(next, ref, named)),
    lane,
  );

const discardParked = (lane: Lane, place: PlaceInLog): Lane => {
  const taken = takeParked(lane, place);
  if (taken === null) return lane;
  const counts = { ...taken.counts, discarded: taken.counts.discarded + 1 };
  return rememberDiscarded({ ...taken, counts }, place);
};

const rememberDiscarded = (lane: Lane, { root, index, position }: PlaceInLog): Lane => {
  const settled = lookup(lane.parkedBlocks, root);
  if (settled !== undefined) {
    const more: SettledBlock = { ...settled, discarded: [...settled.discarded, index] };
    return { ...lane, parkedBlocks: put(lane.parkedBlocks, root, more) };
  }
  const block = lane.blocks.find((one) => one.root === root);
  if (block !== undefined) {
    const more = { ...block, discarded: [...block.discarded, index] };
    return { ...lane, blocks: lane.blocks.map((one) => (one === block ? more : one)) };
  }
  const known = lane.discardedBlocks.find((one) => one.root === root);
  const others = { ...lane, discardedBlocks: lane.discardedBlocks.filter((one) => one.root !== root) };
  const discarded = [...(known?.discarded ?? []), index];
  return keepSettled(others, { root, parked: [], discarded, oldest: known?.oldest ?? position });
};

/** What is left of the block is another block from now on: the same id must not come with other bytes. */
const discardWaiting = (lane: Lane, { root, index }: Place, named: NamedUuid): Lane => {
  const at = lane.blocks.findIndex((one) => one.root === root);
  const block = lane.blocks[at];
  const member = block === undefined ? undefined : membersOf(block).find((one) => one.index === index);
  if (block === undefined || member === undefined || member.uncounted === true) return lane;
  const members = membersOf(block).filter((one) => one.index !== index);
  const turn = block.turn + 1;
  const id = leftOverId(named, root, turn);
  const left: WaitingBlock = { ...block, id, turn, members, discarded: [...block.discarded, index] };
  const counts = { ...lane.counts, discarded: lane.counts.discarded + 1 };
  if (members.length > 0) {
    return { ...lane, counts, blocks: lane.blocks.map((one, place) => (place === at ? left : one)) };
  }
  const gone = {
    ...lane,
    counts,
    blocks: lane.blocks.filter((_, place) => place !== at),
    bytes: lane.bytes - block.bytes,
  };
  return keepSettled(gone, { root, parked: left.parked, discarded: left.discarded, oldest: oldestIn(left) });
};
