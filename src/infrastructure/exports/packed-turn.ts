import { type ContentItem } from '../../application/capture/block-content';
import { type DraftedBlock } from '../../application/capture/exports/run-draft';
import { type RunTurn } from '../../application/capture/exports/run-turn';

/** Columns: a message between threads costs by the object. */
interface PackedItems {
  readonly delivery: string[];
  readonly event: string[];
  readonly type: string[];
  readonly position: BigInt64Array;
  readonly owner: (string | undefined)[];
  readonly body: (string | null)[];
  readonly bytes: Float64Array;
  readonly recordedAt: Float64Array;
  readonly occurredAt: string[];
}

interface PackedBlock extends Pick<DraftedBlock, 'block'> {
  readonly content: Omit<DraftedBlock['content'], 'items'>;
  readonly items: PackedItems;
}

export interface PackedTurn extends Omit<RunTurn, 'blocks'> {
  readonly blocks: ReadonlyArray<PackedBlock>;
}

const packedItems = (items: ReadonlyArray<ContentItem>): PackedItems => ({
  delivery: items.map(({ delivery }) => delivery),
  event: items.map(({ event }) => event),
  type: items.map(({ type }) => type),
  position: BigInt64Array.from(items, ({ position }) => position),
  owner: items.map(({ owner }) => owner),
  body: items.map(({ body }) => body),
  bytes: Float64Array.from(items, ({ bytes }) => bytes),
  recordedAt: Float64Array.from(items, ({ recordedAt }) => recordedAt),
  occurredAt: items.map(({ occurredAt }) => occurredAt),
});

const unpackedItems = (packed: PackedItems): ReadonlyArray<ContentItem> =>
  packed.delivery.map((delivery, at) => ({
    delivery,
    event: packed.event[at] ?? '',
    type: packed.type[at] ?? '',
    position: packed.position[at] ?? 0n,
    recordedAt: packed.recordedAt[at] ?? 0,
    occurredAt: packed.occurredAt[at] ?? '',
    owner: packed.owner[at],
    body: packed.body[at] ?? null,
    bytes: packed.bytes[at] ?? 0,
  }));

export const packedTurn = ({ blocks, ...turn }: RunTurn): PackedTurn => ({
  ...turn,
  blocks: blocks.map(({ block, content: { items, ...content } }) => ({ block, content, items: packedItems(items) })),
});

export const unpackedTurn = ({ blocks, ...turn }: PackedTurn): RunTurn => ({
  ...turn,
  blocks: blocks.map(({ block, content, items }) => ({ block, content: { ...content, items: unpackedItems(items) } })),
});
