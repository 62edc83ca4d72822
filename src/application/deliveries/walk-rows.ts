import * as E from 'fp-ts/Either';
import {
  type BlockRow,
  type DeliveryQueries,
  type DeliverySearchUnavailable,
  type RowCursor,
  type RowQuery,
} from '../ports/delivery-search';
import { presentFields } from '../present-fields';
import { cursorOf, isAskedFor, listedIn } from '../read-models/delivery-search/row-order';
import { type CheckedQuery } from './check-query';

/** Rows at a time: few, since each is expanded from the log. */
const ROWS_AT_ONCE = 100;

export type RowPage = E.Either<DeliverySearchUnavailable, ReadonlyArray<BlockRow>>;

export const rowQuery = (
  account: number,
  { hook, state, capturedFrom, capturedTo, limit, walked }: CheckedQuery,
): RowQuery =>
  presentFields<Omit<RowQuery, 'after'>>({
    account,
    limit: ROWS_AT_ONCE,
    enough: limit + 1,
    order: walked,
    hook,
    state,
    capturedFrom,
    capturedTo,
  });

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
    const page: RowPage = await search.blocks(next)();
    yield page;
    const last: BlockRow | undefined = E.isRight(page) && hasMore(query, page.right) ? page.right.at(-1) : undefined;
    next = last === undefined ? null : { ...query, after: cursorOf(last) };
  }
}

/** Fewer than asked for end the walk, unless they were enough. */
const hasMore = ({ limit, enough }: RowQuery, rows: ReadonlyArray<BlockRow>): boolean =>
  rows.length === limit || (enough !== undefined && rows.length > 0);

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
        page.right
          .filter(isAskedFor(query))
          .filter((row) => after === undefined || listedIn(query.order)(after, row) <= 0)
          .toSorted(listedIn(query.order)),
      );
}
