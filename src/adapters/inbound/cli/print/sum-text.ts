import { type JsonRecord, recordOf, textOf } from './read-json';
import { type Column, table } from './table';

/** The first is the sum of the others (design 9.5). */
export const SUM_PARTS = ['captured', 'delivered', 'parked', 'discarded', 'waiting'] as const;

const columns: ReadonlyArray<Column<JsonRecord>> = SUM_PARTS.map((part) => ({
  head: part.toUpperCase(),
  cell: (sum) => textOf(sum[part]),
  right: true,
}));

/** One line a hook. */
export const sumTable = (sums: ReadonlyArray<JsonRecord>): string =>
  table([{ head: 'HOOK', cell: ({ hook }) => textOf(hook), right: true }, ...columns], sums);

/** A hook's sum, and what is going on with it. */
export const sumText = (sum: JsonRecord): string => {
  const { after, since } = recordOf(sum['behind']);
  return [
    sumTable([sum]),
    ...(sum['accumulating'] === 0 || sum['accumulating'] === undefined
      ? []
      : [`Matched and still accumulating in an open block: ${textOf(sum['accumulating'])}.`]),
    ...(since === undefined
      ? []
      : [`Behind: events after position ${textOf(after)} wait in the log since ${textOf(since)}.`]),
    ...(sum['circuit'] === 'closed' || sum['circuit'] === undefined
      ? []
      : [`The circuit is ${textOf(sum['circuit'])}: the endpoint is in trouble and is tried again now and then.`]),
  ].join('\n');
};

/** The kept sum beside the recounted one. */
export const auditText = (audit: JsonRecord): string => {
  const rows = ['kept', 'recounted'].map((name): JsonRecord => ({ ...recordOf(audit[name]), name }));
  return [
    `Hook ${textOf(audit['hook'])}`,
    table([{ head: '', cell: ({ name }) => textOf(name) }, ...columns], rows),
    audit['agrees'] === true ? 'They agree.' : 'THEY DO NOT AGREE.',
    textOf(audit['note']),
  ]
    .filter((line) => line !== '')
    .join('\n');
};
