import {
  type BehindMove,
  type ClosedBlock,
  type PageCaptured,
  type ParkedAtOnce,
  type PartialEvent,
} from '../../domain/capture/capture-record';
import { type Drafted, NOTHING_DRAFTED } from '../../domain/capture/lane';
import { type NamedUuid } from '../../domain/shared/named-uuid';
import { type Accumulating, asOpenBlock, closed, closesWithPage, fits, hasConditions, isFull } from './accumulating';
import { type BlockContent, type ContentItem, type ShapingHook } from './block-content';

const BLOCK_ENTRY_BYTES = 170;
/** Of one delivery in a block that names its own. */
const PICK_BYTES = 6;
const MAX_RECORD_BYTES = 400 * 1024;
const MAX_PAGE_BYTES = 32 * 1024 * 1024;

export interface DraftDependencies {
  readonly named: NamedUuid;
  /** Blocks still open, by hook; they outlive the draft. */
  readonly accumulating: Map<number, Accumulating>;
  /** Whether the lane takes another block besides the drafted ones. */
  readonly hasRoom: (hook: number, drafted: Drafted) => boolean;
  /** Milliseconds since the epoch, and monotonic. */
  readonly now: { readonly wall: number; readonly mono: number };
}

/** What one capture record will say, while a page is being worked through. */
export interface PageDraft {
  /** Adds a delivery to its hook's open block, closing what is full. */
  readonly add: (hook: ShapingHook, item: ContentItem) => void;
  /** Closes the hook's open block: its window ended, the hook changes, the engine stops. */
  readonly close: (hook: number) => void;
  readonly park: (parked: ParkedAtOnce) => void;
  readonly move: (move: BehindMove) => void;
  readonly catchUp: (hook: number) => void;
  /** The hook fell behind in this draft. */
  readonly isBehind: (hook: number) => boolean;
  readonly isFull: () => boolean;
  readonly hasBlocks: () => boolean;
  /** Null when there is nothing to say. */
  readonly finish: (
    position: bigint,
    partial: PartialEvent | null,
    copies?: ReadonlyArray<bigint>,
  ) => FinishedPage | null;
}

export interface FinishedPage {
  readonly record: PageCaptured;
  /** By root block. */
  readonly contents: ReadonlyMap<string, BlockContent>;
  /** Hooks with a block that stays open, to be closed at the end of their window. */
  readonly opened: ReadonlyArray<Accumulating>;
}

export const pageDraft = ({ named, accumulating, hasRoom, now }: DraftDependencies): PageDraft => {
  const blocks: ClosedBlock[] = [];
  const contents = new Map<string, BlockContent>();
  const drafted = new Map<number, Drafted>();
  const touched = new Set<number>();
  const parked: ParkedAtOnce[] = [];
  const moves: BehindMove[] = [];
  const behind = new Set<number>();
  const caughtUp: number[] = [];
  let bytes = 0;
  let picked = 0;

  const fallBehind = (hook: number, after: bigint): void => {
    behind.add(hook);
    moves.push({ hook, after, skipped: 0 });
  };

  const close = (hook: number): void => {
    const open = accumulating.get(hook);
    if (open === undefined) return;
    accumulating.delete(hook);
    const made = closed(named, open);
    if (made === null) return;
    if (hasConditions(open.hook) && !touched.has(hook)) picked += open.items.length;
    const so = drafted.get(hook) ?? NOTHING_DRAFTED;
    if (!hasRoom(hook, so)) {
      fallBehind(hook, made.block.from - 1n);
      return;
    }
    drafted.set(hook, { count: so.count + 1, bytes: so.bytes + made.block.bytes });
    blocks.push(made.block);
    contents.set(made.block.id, made.content);
  };

  const openFor = (hook: ShapingHook, item: ContentItem): Accumulating => {
    const open = accumulating.get(hook.hook);
    if (open !== undefined && fits(open, item)) return open;
    if (open !== undefined) close(hook.hook);
    const fresh = { hook, items: [], bytes: 0, openedAt: now.wall, openedMono: now.mono };
    accumulating.set(hook.hook, fresh);
    return fresh;
  };

  const add = (hook: ShapingHook, item: ContentItem): void => {
    const open = openFor(hook, item);
    if (behind.has(hook.hook)) {
      accumulating.delete(hook.hook);
      return;
    }
    open.items.push(item);
    open.bytes += item.bytes;
    bytes += item.bytes;
    if (hasConditions(hook)) picked += touched.has(hook.hook) ? 1 : open.items.length;
    touched.add(hook.hook);
    if (isFull(open)) close(hook.hook);
  };

  /** Blocks that wait for nothing close with the page; the others stay open. */
  const settle = (): ReadonlyArray<Accumulating> => {
    const opened: Accumulating[] = [];
    for (const hook of touched) {
      const open = accumulating.get(hook);
      if (open === undefined) continue;
      if (closesWithPage(open.hook)) close(hook);
      else opened.push(open);
    }
    return opened;
  };

  /** Read again by the hook's catch-up reader, and parked then. */
  const leftBehind = ({ hook, position }: ParkedAtOnce): boolean =>
    moves.some((move) => move.hook === hook && move.after < position);

  return {
    add,
    close,
    park: (one) => void parked.push(one),
    move: (move) => void moves.push(move),
    catchUp: (hook) => void caughtUp.push(hook),
    isBehind: (hook) => behind.has(hook),
    isFull: () =>
      bytes >= MAX_PAGE_BYTES ||
      (blocks.length + touched.size + moves.length + 2 * parked.length) * BLOCK_ENTRY_BYTES + picked * PICK_BYTES >=
        MAX_RECORD_BYTES,
    hasBlocks: () => blocks.length > 0,
    finish: (position, partial, copies = []) => {
      const opened = settle();
      const open = opened.flatMap((one) => asOpenBlock(one) ?? []);
      const counted = parked.filter((one) => !leftBehind(one));
      const lists = [blocks, open, counted, moves, caughtUp, copies];
      if (partial === null && lists.every((list) => list.length === 0)) return null;
      const record: PageCaptured = {
        type: 'PageCaptured',
        position,
        at: now.wall,
        blocks,
        open,
        parked: counted,
        behind: moves,
        caughtUp: caughtUp.filter((hook) => !behind.has(hook)),
        ...(copies.length === 0 ? {} : { copies }),
        ...(partial === null ? {} : { partial }),
      };
      return { record, contents, opened };
    },
  };
};
