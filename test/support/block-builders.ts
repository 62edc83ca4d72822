import { type BlockCommand, type BlockItem } from '../../src/application/deliver/block-command';

/** The delivery at a place of its block; parts win. */
export const anItem = (index: number, parts: Partial<BlockItem> = {}): BlockItem => ({
  index,
  delivery: `delivery-${String(index)}`,
  event: `event-${String(index)}`,
  type: 'click',
  position: BigInt(1000 + index),
  owner: `profile-${String(index)}`,
  body: `{"n":${String(index)}}`,
  recordedAt: 0,
  round: 0,
  attempt: 1,
  lastOn: 'none',
  ...parts,
});

export const someItems = (count: number, parts: Partial<BlockItem> = {}): ReadonlyArray<BlockItem> =>
  Array.from({ length: count }, (_, index) => anItem(index, parts));

let publications = 0;

/** A block of hook 7 as capture publishes it first; parts win. */
export const aBlock = (block: string, parts: Partial<BlockCommand> = {}): BlockCommand => {
  publications += 1;
  const items = parts.items ?? someItems(1);
  return {
    account: 23,
    hook: 7,
    lane: `hook:${String(parts.hook ?? 7)}`,
    block,
    root: block,
    turn: 0,
    publication: `1.${String(publications)}`,
    hookRevision: 3,
    entity: 'MyEntity',
    format: { kind: 'altcraft' },
    stamp: null,
    probe: false,
    connections: 1,
    setAside: [],
    items,
    bytes: items.reduce((sum, { body }) => sum + (body?.length ?? 0), 0),
    ...parts,
  };
};
