import { harmless } from './harmless';

export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => string;
  /** Numbers stand to the right. */
  readonly right?: boolean;
}

const widthOf = (text: string): number => Array.from(text).length;

const padded = (text: string, width: number, right: boolean): string => {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return right ? space + text : text + space;
};

/** Columns as wide as their widest cell, for people; the head stands above, also over nothing. */
export const table = <Row>(columns: ReadonlyArray<Column<Row>>, rows: ReadonlyArray<Row>): string => {
  const cells = rows.map((row) => columns.map(({ cell }) => harmless(cell(row))));
  const lines = [columns.map(({ head }) => head), ...cells];
  const widths = columns.map((_, at) => lines.reduce((widest, line) => Math.max(widest, widthOf(line[at] ?? '')), 0));
  return lines
    .map((line) =>
      columns
        .map(({ right = false }, at) => padded(line[at] ?? '', widths[at] ?? 0, right))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

/** Names to the left, values to the right of them; what has no value is left out. */
export const pairs = (entries: ReadonlyArray<readonly [name: string, value: string]>): string => {
  const given = entries.filter(([, value]) => value !== '');
  const width = given.reduce((widest, [name]) => Math.max(widest, widthOf(name)), 0);
  return given.map(([name, value]) => `${padded(name, width, false)}  ${harmless(value)}`).join('\n');
};
