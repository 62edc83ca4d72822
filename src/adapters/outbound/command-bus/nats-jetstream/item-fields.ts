import { type BlockItem } from '../../../../application/deliver/block-command';
import { type ItemColumns } from './block-header';
import { columnOf, valueAt } from './item-columns';

export const columnsOf = (
  items: ReadonlyArray<BlockItem>,
  sectionOf: (item: BlockItem) => number | null,
): ItemColumns => ({
  length: items.length,
  index: columnOf(items, ({ index }) => index),
  delivery: columnOf(items, ({ delivery }) => delivery),
  event: columnOf(items, ({ event }) => event),
  type: columnOf(items, ({ type }) => type),
  position: columnOf(items, ({ position }) => String(position)),
  section: columnOf(items, sectionOf),
  units: columnOf(items, ({ body }) => body?.length ?? null),
  refusal: columnOf(items, ({ refusal }) => refusal ?? null),
  recordedAt: columnOf(items, ({ recordedAt }) => recordedAt),
  round: columnOf(items, ({ round }) => round),
  attempt: columnOf(items, ({ attempt }) => attempt),
  lastOn: columnOf(items, ({ lastOn }) => lastOn),
});

/** Where a body is taken from, as many UTF-16 units as it has. */
export interface SectionText {
  readonly owner: string | undefined;
  readonly take: (units: number) => string | null;
}

const bodyOf = (section: SectionText | undefined, units: number | null): string | null =>
  section === undefined || units === null ? null : section.take(units);

/** The items again; columns that were checked have a value for each. */
export const itemsOf = (columns: ItemColumns, sections: ReadonlyArray<SectionText>): ReadonlyArray<BlockItem> => {
  const items: BlockItem[] = [];
  for (let at = 0; at < columns.length; at += 1) {
    const section = sections[valueAt(columns.section, at, null) ?? -1];
    const refusal = valueAt(columns.refusal, at, null);
    items.push({
      index: valueAt(columns.index, at, 0),
      delivery: valueAt(columns.delivery, at, ''),
      event: valueAt(columns.event, at, ''),
      type: valueAt(columns.type, at, ''),
      position: BigInt(valueAt(columns.position, at, '0')),
      ...(section?.owner === undefined ? {} : { owner: section.owner }),
      ...(refusal === null ? {} : { refusal }),
      recordedAt: valueAt(columns.recordedAt, at, 0),
      round: valueAt(columns.round, at, 0),
      attempt: valueAt(columns.attempt, at, 0),
      lastOn: valueAt(columns.lastOn, at, 'any'),
      body: bodyOf(section, valueAt(columns.units, at, null)),
    });
  }
  return items;
};
