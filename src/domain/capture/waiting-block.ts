/** A delivery of a block that has no final answer yet. */
export interface Member {
  /** Place in the root block. */
  readonly index: number;
  readonly attempts: number;
  readonly round: number;
  /** Not before, monotonic milliseconds; 0: now. */
  readonly dueAt: number;
  /** Pseudonym, once an answer under per-profile ordering named it. */
  readonly owner?: string;
  /** A resend of something already settled: changes no total. */
  readonly uncounted?: true;
}

/** Where the bytes come from when the block has to be built again. */
export type BlockSource =
  | {
      readonly kind: 'stretch';
      readonly from: bigint;
      readonly to: bigint;
      /** Of a hook with conditions on data: which of the stretch, see picks.ts. */
      readonly picks?: string;
    }
  | { readonly kind: 'list'; readonly positions: ReadonlyArray<bigint> }
  /** Of an export run: revisions in a day's stream; all that match, or `only` those. */
  | {
      readonly kind: 'day';
      readonly day: string;
      readonly from: bigint;
      readonly to: bigint;
      readonly only?: ReadonlyArray<bigint>;
    };

/** An unsettled block of a lane. */
export interface WaitingBlock {
  readonly id: string;
  readonly root: string;
  /** Answers folded so far. */
  readonly turn: number;
  readonly source: BlockSource;
  /** The hook's revision that shapes it. */
  readonly revision: number;
  /** Deliveries of the root block. */
  readonly n: number;
  readonly bytes: number;
  /** Null: all of them, none tried yet. */
  readonly members: ReadonlyArray<Member> | null;
  readonly parked: ReadonlyArray<number>;
  readonly discarded: ReadonlyArray<number>;
  /** Milliseconds since the epoch. */
  readonly capturedAt: number;
  /** Who asked for it, when a person did. */
  readonly manual: string | null;
  /** On the bus under this number since `publishedAt` (monotonic); not part of the fold: it is not in the log. */
  readonly publication: string | null;
  readonly publishedAt: number;
}

/** A settled block whose answers may still be outdone by a stronger one, or whose parked ones may be redelivered. */
export interface SettledBlock {
  readonly root: string;
  readonly parked: ReadonlyArray<number>;
  readonly discarded: ReadonlyArray<number>;
  /** Position of its oldest event. */
  readonly oldest: bigint;
}

/** Position of the block's oldest event; 0 for one of an export run, which is found by its day. */
export const oldestIn = ({ source }: Pick<WaitingBlock, 'source'>): bigint => {
  if (source.kind === 'stretch') return source.from;
  if (source.kind === 'day') return 0n;
  const [first = 0n, ...others] = source.positions;
  return others.reduce((oldest, position) => (position < oldest ? position : oldest), first);
};

const fresh = (index: number): Member => ({ index, attempts: 0, round: 0, dueAt: 0 });

export const membersOf = (block: WaitingBlock): ReadonlyArray<Member> =>
  block.members ?? Array.from({ length: block.n }, (_, index) => fresh(index));

/** Deliveries of the block that count as waiting. */
export const waitingIn = (block: WaitingBlock): number => {
  if (block.members === null) return block.n;
  let counted = 0;
  for (const member of block.members) if (member.uncounted !== true) counted += 1;
  return counted;
};
