import { type PageCaptured } from '../capture/capture-record';
import { type AnswerKind, type Outcome } from '../delivery/outcome';
import { type DeliveriesDiscarded, isUnshaped } from '../parked/parked-event';
import { type RedeliveryBlock } from '../parked/redelivery-blocks';
import { emptyTable, entriesOf, lookup, put, type Table, tableOf, without } from '../shared/table';

/** What the log says about one hook, in the order of the log. */
export type RecountFact =
  | { readonly type: 'captured'; readonly page: PageCaptured }
  | { readonly type: 'answered'; readonly outcome: Outcome }
  | { readonly type: 'redelivered'; readonly blocks: ReadonlyArray<RedeliveryBlock> }
  | { readonly type: 'discarded'; readonly deliveries: DeliveriesDiscarded['deliveries'] }
  /** The hook was deleted, or resumed without what waited. */
  | { readonly type: 'ended'; readonly position: bigint; readonly deleted: boolean };

/**
 * Deliveries of a block, a letter each: w waiting, d delivered, p parked, x discarded, and two that are not counted here:
 * m moved to a block of a redelivery, o sent again without a change.
 */
export type Letters = string;
type Counted = 'w' | 'd' | 'p' | 'x';

/** Totals, and the blocks that can still change: one that is delivered whole is forgotten. */
export interface Recount {
  readonly hook: number;
  readonly captured: number;
  readonly counts: { readonly [letter in Counted]: number };
  readonly blocks: Table<string, Letters>;
  readonly deleted: boolean;
  readonly endedTo: bigint;
}

export const newRecount = (hook: number): Recount => ({
  hook,
  captured: 0,
  counts: { w: 0, d: 0, p: 0, x: 0 },
  blocks: emptyTable(),
  deleted: false,
  endedTo: -1n,
});

/** What a snapshot knows of the hook: totals, and the deliveries that can still change, by place in their block. */
export interface CountedBefore {
  readonly captured: number;
  readonly delivered: number;
  readonly parked: number;
  readonly discarded: number;
  readonly blocks: ReadonlyArray<{
    readonly root: string;
    readonly waiting: ReadonlyArray<number>;
    readonly parked: ReadonlyArray<number>;
    readonly discarded: ReadonlyArray<number>;
  }>;
}

/** The recount that goes on from a snapshot; nothing of the hook may have been captured in it before. */
export const countedOn = (recount: Recount, before: CountedBefore): Recount => {
  const blocks = before.blocks.map((block) => [block.root, lettersOf(block)] as const);
  const waiting = before.blocks.reduce((sum, block) => sum + block.waiting.length, 0);
  return {
    ...recount,
    captured: before.captured,
    counts: { w: waiting, d: before.delivered, p: before.parked, x: before.discarded },
    blocks: tableOf(blocks),
  };
};

const lettersOf = ({ waiting, parked, discarded }: CountedBefore['blocks'][number]): Letters => {
  const letters = new Map<number, Counted>();
  for (const index of discarded) letters.set(index, 'x');
  for (const index of parked) letters.set(index, 'p');
  for (const index of waiting) letters.set(index, 'w');
  const length = Math.max(-1, ...letters.keys()) + 1;
  return Array.from({ length }, (_, index) => letters.get(index) ?? 'o').join('');
};

const LETTER_OF: { readonly [answer in AnswerKind]: Counted } = {
  delivered: 'd',
  discarded: 'x',
  parked: 'p',
  failed: 'w',
  returned: 'w',
};
const STRENGTH = 'wpxd';

const outdoes = (answer: Counted, letter: string): boolean =>
  letter.length === 1 && STRENGTH.includes(letter) && STRENGTH.indexOf(answer) > STRENGTH.indexOf(letter);

const isCounted = (letter: string | undefined): letter is Counted => letter !== undefined && STRENGTH.includes(letter);

const tally = (counts: Recount['counts'], letters: Letters, by: 1 | -1): Recount['counts'] => {
  const next = { ...counts };
  for (const letter of letters) if (isCounted(letter)) next[letter] += by;
  return next;
};

const withBlock = (recount: Recount, root: string, letters: Letters): Recount => {
  const counts = tally(tally(recount.counts, lookup(recount.blocks, root) ?? '', -1), letters, 1);
  return { ...recount, counts, blocks: put(recount.blocks, root, letters) };
};

/** Nothing outdoes delivered, and what moved away is counted elsewhere. */
const forgetDone = (recount: Recount, root: string): Recount =>
  /[wpx]/.test(lookup(recount.blocks, root) ?? 'w') ? recount : { ...recount, blocks: without(recount.blocks, root) };

const withPage = (recount: Recount, page: PageCaptured): Recount => {
  let next = recount;
  for (const { id, hook, n, to } of page.blocks) {
    if (hook !== recount.hook) continue;
    next = withBlock({ ...next, captured: next.captured + n }, id, (to <= next.endedTo ? 'x' : 'w').repeat(n));
  }
  for (const { hook, delivery } of page.parked)
    if (hook === recount.hook) next = withBlock({ ...next, captured: next.captured + 1 }, delivery, 'p');
  for (const { hook, skipped } of page.behind) {
    if (hook !== recount.hook) continue;
    const counts = { ...next.counts, x: next.counts.x + skipped };
    next = { ...next, captured: next.captured + skipped, counts };
  }
  return next;
};

/** A block of which only some deliveries count: w (or p) for each of them, o for the others. */
export interface PartlyCounted {
  readonly root: string;
  /** Position of its last event. */
  readonly to: bigint;
  readonly letters: Letters;
}

export const countedPartly = (recount: Recount, { root, to, letters }: PartlyCounted): Recount => {
  const standing = to <= recount.endedTo ? letters.replaceAll('w', 'x') : letters;
  const counted = standing.replaceAll('o', '').length;
  return forgetDone(withBlock({ ...recount, captured: recount.captured + counted }, root, standing), root);
};

const replaced = (letters: Letters, index: number, letter: string): Letters =>
  letters.slice(0, index) + letter + letters.slice(index + 1);

const withOutcome = (recount: Recount, { root, answers }: Outcome): Recount => {
  const before = lookup(recount.blocks, root);
  if (before === undefined) return recount;
  let letters = before;
  for (const { answer, indexes } of answers)
    for (const index of indexes)
      if (outdoes(LETTER_OF[answer], letters.charAt(index))) letters = replaced(letters, index, LETTER_OF[answer]);
  return letters === before ? recount : forgetDone(withBlock(recount, root, letters), root);
};

const letterAt = (recount: Recount, root: string, index: number): string =>
  lookup(recount.blocks, root)?.charAt(index) ?? '';

const moves = (recount: Recount, ref: RedeliveryBlock['deliveries'][number]): boolean =>
  ref.from === 'parked' && !isUnshaped(ref) && letterAt(recount, ref.root, ref.index) === 'p';

const withRedelivery = (recount: Recount, { root, deliveries }: RedeliveryBlock): Recount => {
  let next = recount;
  let letters = '';
  for (const ref of deliveries) {
    const { root: old, index } = ref;
    const moved = moves(next, ref);
    letters += moved ? 'w' : 'o';
    if (moved) next = withBlock(next, old, replaced(lookup(next.blocks, old) ?? '', index, 'm'));
    if (moved) next = forgetDone(next, old);
  }
  return letters.includes('w') ? withBlock(next, root, letters) : next;
};

const withDiscarded = (recount: Recount, deliveries: DeliveriesDiscarded['deliveries']): Recount =>
  deliveries.reduce((next, { from, root, index }) => {
    const isAsSeen = letterAt(next, root, index) === (from === 'parked' ? 'p' : 'w');
    return isAsSeen ? withBlock(next, root, replaced(lookup(next.blocks, root) ?? '', index, 'x')) : next;
  }, recount);

const withEnd = (recount: Recount, position: bigint): Recount => {
  let next: Recount = { ...recount, endedTo: position };
  for (const [root, letters] of entriesOf(recount.blocks))
    if (letters.includes('w')) next = withBlock(next, root, letters.replaceAll('w', 'x'));
  return next;
};

export const recounted = (recount: Recount, fact: RecountFact): Recount => {
  switch (fact.type) {
    case 'captured':
      return withPage(recount, fact.page);
    case 'answered':
      return fact.outcome.hook === recount.hook ? withOutcome(recount, fact.outcome) : recount;
    case 'redelivered':
      return recount.deleted ? recount : fact.blocks.reduce(withRedelivery, recount);
    case 'discarded':
      return withDiscarded(recount, fact.deliveries);
    case 'ended':
      return { ...withEnd(recount, fact.position), deleted: recount.deleted || fact.deleted };
  }
};
