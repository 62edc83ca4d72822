import { redeliveryRoot } from '../block/ids';
import { type NamedUuid } from '../shared/named-uuid';
import { type RedeliveryAsked } from './parked-event';

/** A block that a person's request makes; a delivery's place in it is its index from now on. */
export interface RedeliveryBlock {
  readonly root: string;
  /** The hook's revision that shaped all of them. */
  readonly revision: number;
  readonly deliveries: RedeliveryAsked['deliveries'];
}

const MOST_DELIVERIES = 100;
const MOST_BYTES = 512 * 1024;

/** The same request makes the same blocks for ever: runs of equal revision in the order asked, bounded like any block. */
export const redeliveryBlocks =
  (named: NamedUuid) =>
  ({ ask, deliveries }: Pick<RedeliveryAsked, 'ask' | 'deliveries'>): ReadonlyArray<RedeliveryBlock> => {
    const runs: Array<Array<RedeliveryAsked['deliveries'][number]>> = [];
    let bytes = 0;
    for (const delivery of deliveries) {
      const run = runs.at(-1);
      const fits = run !== undefined && run.length < MOST_DELIVERIES && bytes + delivery.bytes <= MOST_BYTES;
      if (fits && run[0]?.revision === delivery.revision) {
        run.push(delivery);
        bytes += delivery.bytes;
      } else {
        runs.push([delivery]);
        bytes = delivery.bytes;
      }
    }
    return runs.map((run, n) => ({
      root: redeliveryRoot(named, ask, n),
      revision: run[0]?.revision ?? 0,
      deliveries: run,
    }));
  };
