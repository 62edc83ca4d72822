import { type BlockRow, type Place } from '../../ports/delivery-search';

/** A block that a redelivery made: per index, where its delivery was captured; null: it was left alone. */
export interface RedeliveryRow {
  readonly root: string;
  readonly origins: ReadonlyArray<Place | null>;
}

export interface SearchedHook {
  readonly hook: number;
  readonly account: number;
  readonly deleted: boolean;
  /** Position of the newest deletion or skip; what was captured from before it is discarded. */
  readonly discardedTo: bigint;
}

/** What a store lends the fold for the time of one page: its tables, to be read and written at once. */
export interface SearchTables {
  readonly block: (root: string) => BlockRow | undefined;
  readonly putBlock: (row: BlockRow) => void;
  readonly waitingBlocks: (hook: number) => ReadonlyArray<BlockRow>;
  readonly redelivery: (root: string) => RedeliveryRow | undefined;
  readonly putRedelivery: (row: RedeliveryRow) => void;
  readonly hook: (hook: number) => SearchedHook | undefined;
  readonly putHook: (hook: SearchedHook) => void;
  readonly putName: (hook: number, delivery: string, place: Place) => void;
  /** Changes how many deliveries are parked now under this event of the hook's parked stream. */
  readonly countParked: (hook: number, revision: string, change: number) => void;
}
