import { type ClosedBlock, type OpenBlock } from '../../domain/capture/capture-record';
import { blockId } from '../../domain/block/ids';
import { picksOf } from '../../domain/capture/picks';
import { type HookDefinition } from '../../domain/hook/hook-definition';
import { packagingOf } from '../../domain/message/payload-format';
import { type NamedUuid } from '../../domain/shared/named-uuid';
import { type BlockContent, type ContentItem, type ShapingHook } from './block-content';

/** A block still open; lives in memory only, the record says where it began. */
export interface Accumulating {
  readonly hook: ShapingHook;
  readonly items: ContentItem[];
  bytes: number;
  /** Milliseconds since the epoch, and monotonic. */
  readonly openedAt: number;
  readonly openedMono: number;
}

export const MAX_BLOCK_BYTES = 512 * 1024;
const MAX_ONE_BY_ONE = 100;

export const maxItemsOf = ({ format, maxBatch }: HookDefinition): number =>
  packagingOf(format) === 'together' ? maxBatch : MAX_ONE_BY_ONE;

/** Nothing is gained by waiting: the block closes with the page. */
export const closesWithPage = ({ definition }: ShapingHook): boolean =>
  packagingOf(definition.format) === 'one-by-one' || definition.windowMs === 0;

export const isFull = (open: Accumulating): boolean =>
  open.items.length >= maxItemsOf(open.hook.definition) || open.bytes >= MAX_BLOCK_BYTES;

export const fits = (open: Accumulating, item: ContentItem): boolean =>
  open.items.length === 0 || open.bytes + item.bytes <= MAX_BLOCK_BYTES;

/** The log in clear does not tell what the block took: its record does. */
export const hasConditions = ({ definition }: ShapingHook): boolean => definition.rule.conditions !== undefined;

export interface Closed {
  readonly block: ClosedBlock;
  readonly content: BlockContent;
}

/** Null when there is nothing in it. */
export const closed = (named: NamedUuid, open: Accumulating): Closed | null => {
  const first = open.items[0];
  const last = open.items.at(-1);
  if (first === undefined || last === undefined) return null;
  const stretch = { from: first.position, to: last.position };
  return {
    block: {
      id: blockId(named, open.hook.hook, stretch),
      hook: open.hook.hook,
      ...stretch,
      n: open.items.length,
      bytes: open.bytes,
      revision: open.hook.revision,
      ...(hasConditions(open.hook) ? { picks: picksOf(open.items.map(({ position }) => position)) } : {}),
    },
    content: { entity: open.hook.entity, format: open.hook.definition.format, items: open.items },
  };
};

export const asOpenBlock = (open: Accumulating): OpenBlock | null => {
  const [first] = open.items;
  return first === undefined
    ? null
    : { hook: open.hook.hook, from: first.position, n: open.items.length, openedAt: open.openedAt };
};
