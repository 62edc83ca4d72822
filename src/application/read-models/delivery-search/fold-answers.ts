import { type Outcome } from '../../../domain/delivery/outcome';
import { type BlockRow, type OutcomeRef, type Place, type Standing } from '../../ports/delivery-search';
import { type SearchTables } from './search-tables';
import { isSamePlace, standingOf, stronger, withStandings } from './standing';

const MOST_REFS = 200;

const withRef = (row: BlockRow, ref: OutcomeRef): BlockRow => {
  const last = row.outcomes.at(-1);
  if (last?.stream === ref.stream && last.revision === ref.revision) return row;
  return { ...row, outcomes: [...row.outcomes, ref].slice(-MOST_REFS) };
};

const foldOnCaptured = (tables: SearchTables, row: BlockRow, { outcome, ref }: Answering): void => {
  let next = withRef(row, ref);
  for (const answers of outcome.answers) {
    const answer = standingOf(answers, outcome.at);
    const change = (now: Standing): Standing => (now.place === undefined ? stronger(now, answer) : now);
    next = withStandings(tables, next, { indexes: answers.indexes, change });
  }
  tables.putBlock(next);
};

/** An answer counts where the delivery stands now; a resend of something settled changes nothing. */
const foldOnRedelivered = (
  tables: SearchTables,
  origins: ReadonlyArray<Place | null>,
  { outcome, ref }: Answering,
): void => {
  for (const answers of outcome.answers) {
    const answer = standingOf(answers, outcome.at);
    for (const index of answers.indexes) {
      const origin = origins[index];
      const row = origin ? tables.block(origin.root) : undefined;
      if (!origin || row === undefined) continue;
      const place = { root: outcome.root, index };
      const change = (now: Standing): Standing =>
        now.place !== undefined && isSamePlace(now.place, place) ? stronger(now, { ...answer, place }) : now;
      const answered = withStandings(tables, row, { indexes: [origin.index], change });
      tables.putBlock(withRef(answered, ref));
    }
  }
};

interface Answering {
  readonly outcome: Outcome;
  readonly ref: OutcomeRef;
}

export const foldOutcome = (tables: SearchTables, answering: Answering): void => {
  const { root } = answering.outcome;
  const row = tables.block(root);
  if (row !== undefined) foldOnCaptured(tables, row, answering);
  else foldOnRedelivered(tables, tables.redelivery(root)?.origins ?? [], answering);
};
