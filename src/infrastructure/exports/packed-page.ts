import { type ContentItem } from '../../application/capture/block-content';
import { type LeftOut } from '../../application/capture/exports/run-matching';
import { type ShapedEntry, type ShapedPage } from '../../application/capture/exports/shaped-page';

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

type Unshaped = Extract<ShapedEntry, { readonly kind: 'unshaped' }>;

/** `kinds`: a code for each entry; items and unshaped ones follow in their own order. */
export interface PackedPage extends Omit<ShapedPage, 'entries'> {
  readonly revisions: BigInt64Array;
  readonly kinds: Uint8Array;
  readonly items: PackedItems;
  readonly unshaped: ReadonlyArray<Unshaped>;
}

const ITEM = 0;
const UNSHAPED = 1;
/** Then one code for each reason, and as many again for those that are hidden. */
const FIRST_REASON = 2;
const CODES: Readonly<Record<LeftOut, number>> = { notMatched: 0, notExportable: 1, alreadyDelivered: 2, outside: 3 };
const REASONS = Object.keys(CODES) as ReadonlyArray<LeftOut>;

const kindOf = (entry: ShapedEntry): number => {
  switch (entry.kind) {
    case 'item':
      return ITEM;
    case 'unshaped':
      return UNSHAPED;
    case 'left-out':
      return FIRST_REASON + CODES[entry.because] + (entry.hidden ? REASONS.length : 0);
  }
};

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

const itemAt = (packed: PackedItems, delivery: string, at: number): ContentItem => ({
  delivery,
  event: packed.event[at] ?? '',
  type: packed.type[at] ?? '',
  position: packed.position[at] ?? 0n,
  recordedAt: packed.recordedAt[at] ?? 0,
  occurredAt: packed.occurredAt[at] ?? '',
  owner: packed.owner[at],
  body: packed.body[at] ?? null,
  bytes: packed.bytes[at] ?? 0,
});

export const packedPage = ({ entries, ...reached }: ShapedPage): PackedPage => ({
  ...reached,
  revisions: BigInt64Array.from(entries, ({ revision }) => revision),
  kinds: Uint8Array.from(entries, kindOf),
  items: packedItems(entries.flatMap((entry) => (entry.kind === 'item' ? [entry.item] : []))),
  unshaped: entries.filter((entry) => entry.kind === 'unshaped'),
});

const leftOutAs = (kind: number, revision: bigint): ShapedEntry => {
  const at = kind - FIRST_REASON;
  const because = REASONS.find((reason) => CODES[reason] === at % REASONS.length);
  if (because === undefined) throw new RangeError(`${String(kind)} is no kind of an entry`);
  return { kind: 'left-out', revision, because, hidden: at >= REASONS.length };
};

const nextOf = <T>(rest: Iterator<T, undefined>): T => {
  const { value } = rest.next();
  if (value === undefined) throw new RangeError('a page came with fewer parts than entries');
  return value;
};

export const unpackedPage = ({ revisions, kinds, items, unshaped, ...reached }: PackedPage): ShapedPage => {
  const entries: ShapedEntry[] = [];
  const shaped = items.delivery.map((delivery, at) => itemAt(items, delivery, at)).values();
  const parked = unshaped.values();
  for (const [at, kind] of kinds.entries()) {
    const revision = revisions[at] ?? 0n;
    switch (kind) {
      case ITEM:
        entries.push({ kind: 'item', revision, item: nextOf(shaped) });
        break;
      case UNSHAPED:
        entries.push(nextOf(parked));
        break;
      default:
        entries.push(leftOutAs(kind, revision));
    }
  }
  return { ...reached, entries };
};
