import * as E from 'fp-ts/Either';
import {
  type BlockRow,
  type DeliveryQueries,
  type DeliverySearchUnavailable,
  type RowCursor,
  type RowQuery,
} from '../ports/delivery-search';
import { presentFields } from '../present-fields';
import { cursorOf, isAskedFor, newestFirst } from '../read-models/delivery-search/row-order';
import { type CheckedQuery } from './check-query';

/** Rows of a page at a time: few, since each is expanded from the log. */
const ROWS_AT_ONCE = 25;

export type RowPage = E.Either<DeliverySearchUnavailable, ReadonlyArray<BlockRow>>;

export const rowQuery = (account: number, { hook, state, capturedFrom, capturedTo }: CheckedQuery): RowQuery =>
  presentFields<Omit<RowQuery, 'after'>>({ account, limit: ROWS_AT_ONCE, hook, state, capturedFrom, capturedTo });

/** The row a cursor stopped in, as long as it still answers to the query, then the ones after it, page by page. */
export async function* walkRows(
  search: DeliveryQueries,
  query: RowQuery,
  after: CheckedQuery['after'],
): AsyncGenerator<RowPage> {
  if (after !== undefined) {
    const begun = await search.rows([after.root])();
    yield E.isLeft(begun) ? begun : E.right(begun.right.filter(isAskedFor(query)));
  }
  let next: RowQuery | null = after === undefined ? query : { ...query, after: asRow(after) };
  while (next !== null) {
    const page: RowPage = await search.newest(next)();
    yield page;
    const last: BlockRow | undefined = E.isRight(page) ? page.right[query.limit - 1] : undefined;
    next = last === undefined ? null : { ...query, after: cursorOf(last) };
  }
}

const asRow = ({ capturedAt, from, root }: RowCursor): RowCursor => ({ capturedAt, from, root });

/** Rows that cover a position, in the same order. */
export async function* rowsCovering(
  search: DeliveryQueries,
  query: RowQuery,
  { position, after }: { readonly position: bigint; readonly after: CheckedQuery['after'] },
): AsyncGenerator<RowPage> {
  const { account, hook } = query;
  const page = await search.covering({ account, position, ...(hook !== undefined && { hook }) })();
  yield E.isLeft(page)
    ? page
    : E.right(
        page.right.filter(isAskedFor(query)).filter((row) => after === undefined || newestFirst(after, row) <= 0),
      );
}
