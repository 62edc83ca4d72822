import { type Figure } from './figure';

const HEADS = ['name', 'value', 'unit', 'baseline', 'ratio', 'target', 'ok'] as const;

const cells = ({ name, value, unit, baseline, ratio, target, ok }: Figure): ReadonlyArray<string> => [
  name,
  String(value),
  unit,
  baseline === null ? '' : String(baseline),
  ratio === null ? '' : String(ratio),
  target,
  ok ? 'yes' : 'NO',
];

/** The figures as columns for people. */
export const table = (figures: ReadonlyArray<Figure>): string => {
  const rows = [HEADS, ...figures.map(cells)];
  const widths = HEADS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
