import { type CrashReport, faultsOf } from './run-crashes';

const COLUMNS = ['hook', 'events', 'delivered', 'parked', 'lost', 'repeats', 'sum'] as const;
const WIDTHS = [18, 9, 11, 8, 6, 9, 5] as const;

const row = (cells: ReadonlyArray<string>): string =>
  cells.map((cell, index) => (index === 0 ? cell.padEnd(WIDTHS[0]) : cell.padStart(WIDTHS[index] ?? 8))).join('');

const total = (numbers: ReadonlyArray<number>): number => numbers.reduce((sum, one) => sum + one, 0);

const quantile = (values: ReadonlyArray<number>, part: number): string => {
  const sorted = [...values].sort((one, other) => one - other);
  return `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(0)} ms`;
};

/** The figures of a run as lines of text. */
export const reportLines = (report: CrashReport): ReadonlyArray<string> => {
  const { verdicts, recoveries } = report;
  const faults = faultsOf(report);
  return [
    row(COLUMNS),
    ...verdicts.map(({ hook, events, delivered, parked, lost, repeats, sumOk }) =>
      row([hook, ...[events, delivered, parked, lost, repeats].map(String), sumOk ? 'ok' : 'NO']),
    ),
    '',
    `seed                 ${String(report.seed)}`,
    `events accepted      ${String(report.events)} (${report.eventsPerSecond.toFixed(0)}/s while it served, ${report.overallPerSecond.toFixed(0)}/s with the down times)`,
    `requests sent again  ${String(report.retriedRequests)}`,
    `kills                ${String(report.kills)} (${String(report.killsDuringStart)} of them during a start)`,
    `lost                 ${String(total(verdicts.map(({ lost }) => lost)))}`,
    `repeats              ${String(total(verdicts.map(({ repeats }) => repeats)))}`,
    `sum                  ${verdicts.every(({ sumOk }) => sumOk) ? 'ok' : 'WRONG'}`,
    `start to ready       p50 ${quantile(recoveries, 0.5)}, max ${quantile(recoveries, 1)} (${String(recoveries.length)} starts)`,
    `last wait            ${report.drainMs.toFixed(0)} ms until nothing waited`,
    '',
    ...(faults.length === 0 ? ['Everything holds.'] : [...faults, `The data folder is kept: ${report.folder}`]),
  ];
};
