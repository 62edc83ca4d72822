import { type ClosedBlock, type PageCaptured, type ParkedAtOnce } from '../../../domain/capture/capture-record';
import { type BlockRow, type Standing } from '../../ports/delivery-search';
import { type SearchTables } from './search-tables';
import { countsOf, UNTRIED } from './standing';

const HOOK_ENDED = 'the hook was deleted, or resumed without what waited';

export const discardedWithHook = (at: number): Standing => ({
  ...UNTRIED,
  answer: 'discarded',
  at,
  reason: HOOK_ENDED,
});

type Fresh = Pick<
  BlockRow,
  'root' | 'hook' | 'kind' | 'from' | 'to' | 'picks' | 'n' | 'bytes' | 'revision' | 'capturedAt'
>;

const putFresh = (tables: SearchTables, row: Fresh, standing: Standing): void => {
  if (tables.block(row.root) !== undefined) return;
  const standings = new Array<Standing>(row.n).fill(standing);
  const account = tables.hook(row.hook)?.account ?? 0;
  tables.putBlock({ ...row, account, counts: countsOf(standings), standings, outcomes: [], resent: [] });
};

const foldBlock = (tables: SearchTables, { id, ...block }: ClosedBlock, at: number): void => {
  const { hook, to } = block;
  const ended = (tables.hook(hook)?.discardedTo ?? -1n) >= to;
  const row = { root: id, kind: 'stretch', ...block, capturedAt: at } as const;
  putFresh(tables, row, ended ? discardedWithHook(at) : UNTRIED);
};

const foldParkedAtOnce = (tables: SearchTables, parked: ParkedAtOnce, at: number): void => {
  const { hook, delivery, position, reason, parkedRevision } = parked;
  if (tables.block(delivery) !== undefined) return;
  const standing: Standing = { ...UNTRIED, answer: 'parked', at, reason, parkedRevision };
  const stretch = { from: position, to: position, n: 1, bytes: 0, revision: 0 };
  putFresh(tables, { root: delivery, hook, kind: 'at-once', ...stretch, capturedAt: at }, standing);
  tables.putName(hook, delivery, { root: delivery, index: 0 });
  tables.countParked(hook, parkedRevision, 1);
};

export const foldCaptured = (tables: SearchTables, { blocks, parked, at }: PageCaptured): void => {
  for (const block of blocks) foldBlock(tables, block, at);
  for (const one of parked) foldParkedAtOnce(tables, one, at);
};
