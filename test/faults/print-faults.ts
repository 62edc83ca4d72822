import { type FaultResult, wrongIn } from './fault-result';

export interface SkippedFault {
  readonly fault: string;
  readonly reason: string;
}

const COLUMNS = [
  'fault',
  'events/s',
  'events',
  'again',
  'recovery',
  'takeover',
  'settled',
  'lost',
  'repeats',
  'sums',
  '',
];
const WIDTHS = [24, 9, 8, 7, 10, 10, 10, 6, 9, 6, 8];

const row = (cells: ReadonlyArray<string>): string =>
  cells.map((cell, index) => (index === 0 ? cell.padEnd(WIDTHS[0] ?? 0) : cell.padStart(WIDTHS[index] ?? 8))).join('');

const ms = (value: number | null | undefined): string =>
  value === undefined ? '-' : value === null ? 'never' : `${value.toFixed(0)} ms`;

const total = (numbers: ReadonlyArray<number>): string => String(numbers.reduce((sum, one) => sum + one, 0));

export const headLine = (): string => row(COLUMNS);

export const faultLines = (result: FaultResult): ReadonlyArray<string> => {
  const { verdicts } = result;
  const wrong = wrongIn(result);
  return [
    row([
      result.fault,
      result.rate.toFixed(0),
      String(result.events),
      String(result.retriedRequests),
      ms(result.recoveryMs),
      ms(result.takeoverMs),
      ms(result.settledMs),
      total(verdicts.map(({ lost }) => lost)),
      total(verdicts.map(({ repeats }) => repeats)),
      verdicts.every(({ sumOk }) => sumOk) ? 'ok' : 'NO',
      wrong.length === 0 ? 'passed' : 'FAILED',
    ]),
    ...wrong.map((sentence) => `    ${sentence}`),
  ];
};

export const skippedLine = ({ fault, reason }: SkippedFault): string => `${row([fault])}skipped: ${reason}`;
