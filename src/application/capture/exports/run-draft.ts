import { withoutContent } from '../../../domain/content/message-content';
import { runBlockId } from '../../../domain/block/ids';
import { NOTHING_READ, type RunBlock, type RunCursor, type RunTally } from '../../../domain/capture/run-record';
import { type NamedUuid } from '../../../domain/shared/named-uuid';
import { maxItemsOf, MAX_BLOCK_BYTES } from '../accumulating';
import { type BlockContent, type ContentItem, type ShapingHook } from '../block-content';
import { type LeftOut } from './run-matching';

export interface DraftedBlock {
  readonly block: RunBlock;
  readonly content: BlockContent;
}

/** How far a turn has come with nothing left open. */
export interface Checkpoint {
  readonly cursor: RunCursor | null;
  readonly tally: RunTally;
  readonly blocks: ReadonlyArray<DraftedBlock>;
}

/** Blocks in the making, in the order of a day's stream. */
export interface RunDraft {
  /** `hidden`: the log in clear does not tell that it was left out, so that the block must say what it took. */
  readonly leave: (revision: bigint, because: LeftOut, hidden: boolean) => void;
  readonly add: (revision: bigint, item: ContentItem) => void;
  /** Parked by the reader: counts as an event, and ends the block. */
  readonly pass: (revision: bigint) => void;
  /** All of the day is read. */
  readonly endDay: (next: RunCursor | null) => void;
  readonly blocks: () => number;
  readonly bytes: () => number;
  /** The last place where no block was open. */
  readonly checkpoint: () => Checkpoint;
  /** As far as was read; what is open is closed. */
  readonly finish: (cursor: RunCursor) => Checkpoint;
}

interface Open {
  readonly items: ContentItem[];
  readonly revisions: bigint[];
  bytes: number;
  /** Some between its ends were left out though they match. */
  hasGap: boolean;
}

interface Setting {
  readonly named: NamedUuid;
  readonly run: string;
  readonly hook: ShapingHook;
  readonly from: RunCursor;
}

export const runDraft = ({ named, run, hook, from }: Setting): RunDraft => {
  const most = maxItemsOf(hook.definition);
  const blocks: DraftedBlock[] = [];
  let day = from.day;
  let open: Open | null = null;
  const tally: { -readonly [count in keyof RunTally]: number } = { ...NOTHING_READ };
  let bytes = 0;
  let safe: { readonly cursor: RunCursor | null; readonly tally: RunTally; readonly closed: number } = {
    cursor: from,
    tally: NOTHING_READ,
    closed: 0,
  };

  const save = (cursor: RunCursor | null): void => {
    safe = { cursor, tally: { ...tally }, closed: blocks.length };
  };
  const checkpoint = (): Checkpoint => ({
    cursor: safe.cursor,
    tally: safe.tally,
    blocks: blocks.slice(0, safe.closed),
  });

  const close = (): void => {
    const closing = open;
    const first = closing?.revisions[0];
    const last = closing?.revisions.at(-1);
    open = null;
    if (closing === null || first === undefined || last === undefined) return;
    const stretch = { day, from: first, to: last };
    blocks.push({
      block: {
        id: runBlockId(named, run, stretch),
        ...stretch,
        n: closing.items.length,
        bytes: closing.bytes,
        ...(closing.hasGap ? { only: closing.revisions } : {}),
      },
      content: { entity: hook.entity, format: withoutContent(hook.definition.format), items: closing.items },
    });
  };

  const fits = (item: ContentItem): Open => {
    if (open !== null && (open.items.length === 0 || open.bytes + item.bytes <= MAX_BLOCK_BYTES)) return open;
    close();
    open = { items: [], revisions: [], bytes: 0, hasGap: false };
    return open;
  };

  return {
    leave: (revision, because, hidden) => {
      tally.events += 1;
      tally[because] += 1;
      if (hidden && open !== null) open.hasGap = true;
      if (open === null) save({ day, next: revision + 1n });
    },
    add: (revision, item) => {
      const before = open;
      const into = fits(item);
      if (before !== null && into !== before) save({ day, next: revision });
      tally.events += 1;
      into.items.push(item);
      into.revisions.push(revision);
      into.bytes += item.bytes;
      bytes += item.bytes;
      if (into.items.length < most) return;
      close();
      save({ day, next: revision + 1n });
    },
    pass: (revision) => {
      close();
      tally.events += 1;
      save({ day, next: revision + 1n });
    },
    endDay: (next) => {
      close();
      if (next !== null) day = next.day;
      save(next);
    },
    blocks: () => blocks.length,
    bytes: () => bytes,
    checkpoint,
    finish: (cursor) => {
      close();
      save(cursor);
      return checkpoint();
    },
  };
};
