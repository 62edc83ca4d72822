import { type DeliveryAnswers } from '../../domain/delivery/outcome';
import { type SettledResult } from './attempt-result';

/** Equal results, as one answer in the making. */
interface Group {
  readonly like: SettledResult;
  readonly indexes: number[];
  readonly owners: string[];
  longestMs: number;
}

/** Characters of what came back that one outcome carries: an append has a bound, a block of many long refusals has none. */
const TEXT_OF_AN_OUTCOME = 64 * 1024;

/** Equal results as one answer, in the order of the deliveries. `withOwners`: name the pseudonyms of what has to wait. */
export const answersOf = (
  results: ReadonlyArray<SettledResult>,
  { withOwners }: { readonly withOwners: boolean },
): ReadonlyArray<DeliveryAnswers> => {
  const inOrder: Group[] = [];
  let byKey: Map<string, Group> | null = null;
  let textLeft = TEXT_OF_AN_OUTCOME;
  let last: Group | undefined;

  const newGroup = (like: SettledResult): Group => {
    const group: Group = { like, indexes: [], owners: [], longestMs: -1 };
    textLeft -= like.text?.length ?? 0;
    inOrder.push(group);
    return group;
  };

  /** Most blocks come to one answer: only where results differ is anything looked up. */
  const groupOf = (result: SettledResult): Group => {
    if (last === undefined) return newGroup(result);
    if (isAlike(last.like, result)) return last;
    byKey ??= new Map(inOrder.map((group) => [keyOf(group.like), group]));
    const key = keyOf(result);
    const known = byKey.get(key);
    if (known !== undefined) return known;
    if ((result.text?.length ?? 0) > textLeft) return groupOf(withoutText(result));
    const group = newGroup(result);
    byKey.set(key, group);
    return group;
  };

  for (const result of results) {
    last = groupOf(result);
    last.indexes.push(result.item.index);
    if (withOwners) last.owners.push(result.item.owner ?? '');
    last.longestMs = Math.max(last.longestMs, result.ms ?? -1);
  }
  return inOrder.map((group) => answerOf(group, withOwners));
};

const withoutText = ({ text: _, ...result }: SettledResult): SettledResult => result;

const attemptOf = ({ answer, item }: SettledResult): number =>
  answer === 'returned' || answer === 'discarded' ? 0 : item.attempt;

const isAlike = (one: SettledResult, other: SettledResult): boolean =>
  one.answer === other.answer &&
  one.item.round === other.item.round &&
  attemptOf(one) === attemptOf(other) &&
  cameBackAlike(one, other);

const cameBackAlike = (one: SettledResult, other: SettledResult): boolean =>
  one.status === other.status &&
  one.text === other.text &&
  one.reason === other.reason &&
  one.kind === other.kind &&
  one.webhookId === other.webhookId &&
  one.parkedRevision === other.parkedRevision;

const keyOf = (result: SettledResult): string =>
  JSON.stringify([
    result.answer,
    result.item.round,
    attemptOf(result),
    result.status,
    result.text,
    result.reason,
    result.kind,
    result.webhookId,
    result.parkedRevision,
  ]);

const answerOf = ({ like, indexes, owners, longestMs }: Group, withOwners: boolean): DeliveryAnswers => {
  const { item, ms: _, ...cameBack } = like;
  const waits = like.answer === 'failed' || like.answer === 'returned';
  return {
    ...cameBack,
    indexes,
    round: item.round,
    attempt: attemptOf(like),
    ...(longestMs >= 0 && { ms: longestMs }),
    ...(withOwners && waits && { owners }),
  };
};
