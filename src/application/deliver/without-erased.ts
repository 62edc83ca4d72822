import { type Erased } from '../read-models/erasures';
import { type ItemResult, withoutBody } from './attempt-result';
import { type BlockCommand, type BlockItem } from './block-command';

type Block = Pick<BlockCommand, 'account' | 'items'>;

const isGone = (erased: Erased, account: number, { owner, body, position }: BlockItem): boolean =>
  body !== null && erased.covers(account, owner, position);

/** Whether the block has in plain what belongs to a person who was erased since. */
export const holdsErased = (erased: Erased, { account, items }: Block): boolean =>
  erased.count() > 0 && items.some((item) => isGone(erased, account, item));

/** The block without the bodies of those who were erased since it was made. */
export const withoutErased = <B extends Block>(erased: Erased, block: B): B =>
  holdsErased(erased, block)
    ? {
        ...block,
        items: block.items.map((item) => (isGone(erased, block.account, item) ? { ...item, body: null } : item)),
      }
    : block;

/** What was to be parked of people erased meanwhile is discarded: parking would seal it under a key of theirs again. */
export const nothingErasedToPark = (
  erased: Erased,
  account: number,
  results: ReadonlyArray<ItemResult>,
): ReadonlyArray<ItemResult> =>
  results.map((result) =>
    result.answer === 'to-park' && isGone(erased, account, result.item)
      ? withoutBody({ ...result.item, body: null })
      : result,
  );
