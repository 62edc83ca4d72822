import { recordOf, textOf } from '../../adapters/inbound/cli/print/read-json';
import { SUM_PARTS, sumTable } from '../../adapters/inbound/cli/print/sum-text';
import { table } from '../../adapters/inbound/cli/print/table';
import { type Comparison } from './settle';

export const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : `   ${line}`))
    .join('\n');

export const sumsText = (results: ReadonlyArray<Comparison>): string =>
  indented(sumTable(results.map(({ sum }) => sum)));

export const auditsText = (results: ReadonlyArray<Comparison>): string =>
  indented(
    table(
      [
        { head: 'HOOK', cell: ({ hook }) => String(hook), right: true },
        ...SUM_PARTS.map((part) => ({
          head: part.toUpperCase(),
          cell: ({ audit }: Comparison) => textOf(recordOf(audit['recounted'])[part]),
          right: true,
        })),
        { head: 'AGREES', cell: ({ audit }) => (audit['agrees'] === true ? 'yes' : 'NO') },
      ],
      results,
    ),
  );

export const comparisonText = (results: ReadonlyArray<Comparison>): string =>
  indented(
    table(
      [
        { head: 'RECEIVER', cell: ({ receiver }) => receiver },
        { head: 'MEANT FOR IT', cell: ({ meant }) => String(meant), right: true },
        { head: 'RECEIVED', cell: ({ received }) => String(received), right: true },
        { head: 'MISSING', cell: ({ missing }) => String(missing), right: true },
        { head: 'NOT MEANT', cell: ({ strange }) => String(strange), right: true },
        { head: 'REPEATS', cell: ({ repeats }) => String(repeats), right: true },
      ],
      results,
    ),
  );
