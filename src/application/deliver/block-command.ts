import { type PayloadFormat } from '../../domain/message/payload-format';

/** The delivery command: one block as published. Immutable; shaped at capture. */
export interface BlockCommand {
  readonly account: number;
  readonly hook: number;
  /** Of an export run: the worker's view of it must have reached its newest event. */
  readonly run?: { readonly id: string; readonly stamp: bigint };
  /** Order is kept inside a lane: `hook:<id>`, `run:<id>`. */
  readonly lane: string;
  /** webhook-id of a together request. */
  readonly block: string;
  /** The block as first closed; retries of a part of it are new blocks of the same root. */
  readonly root: string;
  /** How many answers had been folded for this block; the same block and turn is a repeat. */
  readonly turn: number;
  /** `<takeover>.<n>`, never given twice. */
  readonly publication: string;
  /** The hook's revision that shaped it. */
  readonly hookRevision: number;
  readonly entity: string;
  readonly format: PayloadFormat;
  /** Position of the newest hook event capture knew: a worker's view must have reached it. Null: none. */
  readonly stamp: bigint | null;
  /** The one block let through an open circuit. */
  readonly probe: boolean;
  /** Requests in flight at once for the hook. */
  readonly connections: number;
  /** Pseudonyms whose earlier deliveries are unsettled (per-profile ordering): returned untried. */
  readonly setAside: ReadonlyArray<string>;
  /** Who asked, when a person did. */
  readonly manual?: string;
  readonly items: ReadonlyArray<BlockItem>;
  /** Bytes of the items' bodies. */
  readonly bytes: number;
}

export interface BlockItem {
  /** Place in the root block. */
  readonly index: number;
  readonly delivery: string;
  readonly event: string;
  readonly type: string;
  readonly position: bigint;
  /** Absent for an event without a profile. */
  readonly owner?: string | undefined;
  /** JSON text: a whole message (one-by-one), an element of the array (together). Null: the person was erased, unless `refusal`. */
  readonly body: string | null;
  /** Why the event cannot become a message: it is parked again. */
  readonly refusal?: string | undefined;
  /** When the event was recorded, milliseconds since the epoch. */
  readonly recordedAt: number;
  readonly round: number;
  /** Number of the attempt to be made, 1-based. */
  readonly attempt: number;
  /** Attempts end with this one on a failure of that kind. */
  readonly lastOn: 'any' | 'message' | 'none';
}
