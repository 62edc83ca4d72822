import { CLOSED, type Circuit } from '../../domain/delivery/circuit';
import { type Lane, newLane } from '../../domain/capture/lane';
import {
  type BlockSource,
  type Member,
  type SettledBlock,
  type WaitingBlock,
} from '../../domain/capture/waiting-block';
import { entriesOf, tableOf } from '../../domain/shared/table';
import { type StoredBlock, type StoredLane, type StoredMember, type StoredSettled } from './snapshot-shapes';

/** What is left of a wait at `now`, so that another process can go on with it. */
const left = (dueAt: number, now: number): number => Math.max(0, Math.round(dueAt - now));
/** The wait again, where `passed` of it is over. */
const again = (dueIn: number, now: number, passed: number): number =>
  dueIn === 0 ? 0 : now + Math.max(0, dueIn - passed);

const storeMember = ({ dueAt, ...member }: Member, now: number): StoredMember => ({
  ...member,
  dueIn: left(dueAt, now),
});

const storeOnly = (only: ReadonlyArray<bigint> | undefined): Pick<StoredBlock['source'], 'positions'> =>
  only === undefined ? {} : { positions: only.map(String) };
const readOnly = (positions: ReadonlyArray<string> | undefined): { readonly only?: ReadonlyArray<bigint> } =>
  positions === undefined ? {} : { only: positions.map(BigInt) };

const storeSource = (source: BlockSource): StoredBlock['source'] => {
  if (source.kind === 'list') return { kind: 'list', positions: source.positions.map(String) };
  const ends = { from: String(source.from), to: String(source.to) };
  if (source.kind === 'day') return { kind: 'day', day: source.day, ...ends, ...storeOnly(source.only) };
  return { kind: 'stretch', ...ends, ...(source.picks === undefined ? {} : { picks: source.picks }) };
};

export const storeBlock = (block: WaitingBlock, now: number): StoredBlock => ({
  id: block.id,
  root: block.root,
  turn: block.turn,
  source: storeSource(block.source),
  rev: block.revision,
  n: block.n,
  bytes: block.bytes,
  at: block.capturedAt,
  ...(block.members === null ? {} : { members: block.members.map((member) => storeMember(member, now)) }),
  ...(block.parked.length === 0 ? {} : { parked: block.parked }),
  ...(block.discarded.length === 0 ? {} : { discarded: block.discarded }),
  ...(block.manual === null ? {} : { manual: block.manual }),
});

const storeCircuit = (circuit: Circuit, now: number): Pick<StoredLane, 'failures' | 'circuit'> => {
  if (circuit.state === 'open') return { circuit: { delayMs: circuit.delayMs, dueIn: left(circuit.dueAt, now) } };
  return circuit.failures === 0 ? {} : { failures: circuit.failures };
};

const storeStretches = ({ open, behind }: Lane): Pick<StoredLane, 'open' | 'behind'> => ({
  ...(open === null ? {} : { open: { from: String(open.from), n: open.n, since: open.openedAt } }),
  ...(behind === null
    ? {}
    : {
        behind: {
          after: String(behind.after),
          since: behind.since,
          ...(behind.skipTo === null ? {} : { skipTo: String(behind.skipTo) }),
        },
      }),
});

const storeSettled = (block: SettledBlock): StoredSettled => ({ ...block, oldest: String(block.oldest) });

/** `now`: the monotonic clock. */
export const storeLane = (lane: Lane, now: number): StoredLane => ({
  hook: lane.hook,
  counts: lane.counts,
  blocks: lane.blocks.map((block) => storeBlock(block, now)),
  proven: lane.proven,
  ...storeStretches(lane),
  ...storeCircuit(lane.circuit, now),
  ...(lane.restUntil > now ? { restIn: left(lane.restUntil, now) } : {}),
  ...(lane.troubleSince === null ? {} : { troubleSince: lane.troubleSince }),
  ...(lane.demand === null ? {} : { demand: lane.demand }),
  ...(lane.parkedBlocks.size === 0
    ? {}
    : { parkedBlocks: [...entriesOf(lane.parkedBlocks)].map(([, block]) => storeSettled(block)) }),
  ...(lane.discardedBlocks.length === 0 ? {} : { discardedBlocks: lane.discardedBlocks.map(storeSettled) }),
});

/** The clock of the process that reads, and how long ago the snapshot was written. */
export interface ReadAt {
  readonly now: number;
  readonly passed: number;
}

const readSource = ({ kind, day, from, to, picks, positions }: StoredBlock['source']): BlockSource => {
  if (kind === 'list') return { kind, positions: readOnly(positions).only ?? [] };
  const ends = { from: BigInt(from ?? '0'), to: BigInt(to ?? '0') };
  if (kind === 'day') return { kind, day: day ?? '', ...ends, ...readOnly(positions) };
  return { kind, ...ends, ...(picks === undefined ? {} : { picks }) };
};

const readMember = ({ dueIn, uncounted, ...member }: StoredMember, { now, passed }: ReadAt): Member => ({
  ...member,
  dueAt: again(dueIn, now, passed),
  ...(uncounted === true ? { uncounted } : {}),
});

export const readBlock = (block: StoredBlock, at: ReadAt): WaitingBlock => ({
  id: block.id,
  root: block.root,
  turn: block.turn,
  source: readSource(block.source),
  revision: block.rev,
  n: block.n,
  bytes: block.bytes,
  members: block.members?.map((member) => readMember(member, at)) ?? null,
  parked: block.parked ?? [],
  discarded: block.discarded ?? [],
  capturedAt: block.at,
  manual: block.manual ?? null,
  publication: null,
  publishedAt: 0,
});

const readCircuit = ({ circuit, failures }: StoredLane, { now, passed }: ReadAt): Circuit => {
  if (circuit === undefined) return failures === undefined ? CLOSED : { state: 'closed', failures };
  return { state: 'open', delayMs: circuit.delayMs, dueAt: again(circuit.dueIn, now, passed) };
};

const readStretches = ({ hook, open, behind }: StoredLane): Pick<Lane, 'open' | 'behind'> => ({
  open: open === undefined ? null : { hook, from: BigInt(open.from), n: open.n, openedAt: open.since },
  behind:
    behind === undefined
      ? null
      : {
          after: BigInt(behind.after),
          since: behind.since,
          skipTo: behind.skipTo === undefined ? null : BigInt(behind.skipTo),
        },
});

const readSettled = ({ oldest, ...block }: StoredSettled): SettledBlock => ({
  ...block,
  oldest: BigInt(oldest ?? '0'),
});

/** `of`: account, status and settings, from the hook's own events. */
export const readLane = (stored: StoredLane, of: Pick<Lane, 'account' | 'status' | 'settings'>, at: ReadAt): Lane => {
  const blocks = stored.blocks.map((block) => readBlock(block, at));
  return {
    ...newLane({ ...of, hook: stored.hook }),
    ...readStretches(stored),
    counts: stored.counts,
    blocks,
    bytes: blocks.reduce((sum, block) => sum + block.bytes, 0),
    proven: stored.proven,
    circuit: readCircuit(stored, at),
    restUntil: stored.restIn === undefined ? 0 : again(stored.restIn, at.now, at.passed),
    troubleSince: stored.troubleSince ?? null,
    demand: stored.demand ?? null,
    parkedBlocks: tableOf((stored.parkedBlocks ?? []).map((block) => [block.root, readSettled(block)] as const)),
    discardedBlocks: (stored.discardedBlocks ?? []).map(readSettled),
  };
};
