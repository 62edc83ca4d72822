import { type DeliveryAnswers, strengthOf } from '../../../domain/delivery/outcome';
import { type BlockRow, type Place, type Standing, type StateCounts } from '../../ports/delivery-search';
import { type DeliveryState } from '../../use-cases/deliveries';
import { type SearchTables } from './search-tables';

export const UNTRIED: Standing = { answer: 'untried', round: 0, attempt: 0, at: 0 };

export const stateOf = ({ answer }: Standing): DeliveryState => {
  switch (answer) {
    case 'delivered':
    case 'parked':
    case 'discarded':
      return answer;
    case 'failed':
    case 'returned':
    case 'untried':
      return 'waiting';
  }
};

const rank = ({ answer }: Standing): number => (answer === 'untried' ? -1 : strengthOf(answer));

/** The stronger answer counts; of two equally strong the later one is shown. */
export const stronger = (current: Standing, answer: Standing): Standing =>
  rank(answer) < rank(current) || (rank(answer) === rank(current) && answer.at < current.at) ? current : answer;

export const standingOf = (answers: DeliveryAnswers, at: number): Standing => ({
  answer: answers.answer,
  round: answers.round,
  attempt: answers.attempt,
  at,
  ...(answers.kind !== undefined && { kind: answers.kind }),
  ...(answers.reason !== undefined && { reason: answers.reason }),
  ...(answers.status !== undefined && { status: answers.status }),
  ...(answers.parkedRevision !== undefined && { parkedRevision: answers.parkedRevision }),
});

export const countsOf = (standings: ReadonlyArray<Standing>): StateCounts => {
  const counts = { waiting: 0, delivered: 0, parked: 0, discarded: 0 };
  for (const standing of standings) counts[stateOf(standing)] += 1;
  return counts;
};

/** Where the delivery stands now. */
export const placeOf = (row: BlockRow, index: number): Place =>
  row.standings[index]?.place ?? { root: row.root, index };

export const isSamePlace = (one: Place, other: Place): boolean => one.root === other.root && one.index === other.index;

const parkedUnder = ({ answer, parkedRevision }: Standing): string | undefined =>
  answer === 'parked' ? parkedRevision : undefined;

const countParked = (
  tables: SearchTables,
  hook: number,
  { before, after }: { before: Standing; after: Standing },
): void => {
  const left = parkedUnder(before);
  const entered = parkedUnder(after);
  if (left !== undefined) tables.countParked(hook, left, -1);
  if (entered !== undefined) tables.countParked(hook, entered, 1);
};

/** Lets `change` give each of the deliveries its new standing and keeps the totals in step. */
export const withStandings = (
  tables: SearchTables,
  row: BlockRow,
  { indexes, change }: { readonly indexes: Iterable<number>; readonly change: (now: Standing) => Standing },
): BlockRow => {
  const standings = row.standings.slice();
  let changed = false;
  for (const index of indexes) {
    const before = standings[index];
    if (before === undefined) continue;
    const after = change(before);
    if (after === before) continue;
    changed = true;
    standings[index] = after;
    countParked(tables, row.hook, { before, after });
  }
  return changed ? { ...row, standings, counts: countsOf(standings) } : row;
};
