import { type CountedBefore } from '../../domain/audit/recount';
import { type StoredBlock, type StoredLane } from '../codecs/snapshot-shapes';

const waitingOf = ({ members, n }: StoredBlock): ReadonlyArray<number> =>
  members === undefined
    ? Array.from({ length: n }, (_, index) => index)
    : members.flatMap(({ index, uncounted }) => (uncounted === true ? [] : [index]));

/** A lane of a snapshot as the recount goes on from it. */
export const countedBefore = ({
  counts,
  blocks,
  parkedBlocks = [],
  discardedBlocks = [],
}: StoredLane): CountedBefore => ({
  ...counts,
  blocks: [
    ...blocks.map((block) => ({
      root: block.root,
      waiting: waitingOf(block),
      parked: block.parked ?? [],
      discarded: block.discarded ?? [],
    })),
    ...[...discardedBlocks, ...parkedBlocks].map(({ root, parked, discarded }) => ({
      root,
      waiting: [],
      parked,
      discarded,
    })),
  ],
});
