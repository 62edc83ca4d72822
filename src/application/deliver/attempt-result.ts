import { type DeliveryAnswers } from '../../domain/delivery/outcome';
import { type DeliveryVerdict } from '../ports/delivery-transport';
import { type BlockItem } from './block-command';

/** What became of one delivery in this publication. */
export interface ItemResult {
  readonly item: BlockItem;
  readonly answer: 'delivered' | 'failed' | 'to-park' | 'returned' | 'discarded';
  readonly kind?: 'endpoint' | 'message';
  readonly reason?: string;
  readonly status?: number;
  readonly ms?: number;
  readonly text?: string;
  /** When it is neither the block's id nor the delivery's. */
  readonly webhookId?: string;
}

const TEXT_OF_A_SUCCESS = 256;

/** The result of an attempt for one delivery: a last failure is to be parked. */
export const resultOf = (item: BlockItem, verdict: DeliveryVerdict, webhookId: string | null): ItemResult => {
  const under = webhookId === null ? {} : { webhookId };
  if (verdict.type === 'DeliveryConfirmed') {
    const text = verdict.answer.text.slice(0, TEXT_OF_A_SUCCESS);
    return { item, answer: 'delivered', ...factsOf(verdict.answer, text), ...under };
  }
  const { kind, reason, answer } = verdict;
  const facts = answer === undefined ? {} : factsOf(answer, answer.text);
  return { item, answer: isLast(item, kind) ? 'to-park' : 'failed', kind, reason, ...facts, ...under };
};

const factsOf = (
  { status, durationMs }: { readonly status?: number; readonly durationMs: number },
  text: string,
): Pick<ItemResult, 'status' | 'ms' | 'text'> => ({
  ...(status === undefined ? {} : { status }),
  ms: Math.round(durationMs),
  ...(text === '' ? {} : { text }),
});

const isLast = ({ lastOn }: BlockItem, kind: 'endpoint' | 'message'): boolean =>
  lastOn === 'any' || (lastOn === 'message' && kind === 'message');

export const returned = (item: BlockItem): ItemResult => ({ item, answer: 'returned' });

export const erased = (item: BlockItem): ItemResult => ({ item, answer: 'discarded', reason: 'erased' });

/** Equal results as one answer, in the order of the deliveries. `parkedRevision`: where the parked ones are. */
export const answersOf = (
  results: ReadonlyArray<ItemResult>,
  { parkedRevision, withOwners }: { readonly parkedRevision: string | null; readonly withOwners: boolean },
): ReadonlyArray<DeliveryAnswers> => {
  const groups = new Map<string, ItemResult[]>();
  for (const result of results) {
    const { answer, kind, reason, status, text, webhookId, item } = result;
    const attempt = attemptOf(result);
    const key = [answer, kind, reason, status, attempt, item.round, webhookId, text].join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [result]);
    else group.push(result);
  }
  return [...groups.values()].map((group) => groupAnswer(group, parkedRevision, withOwners));
};

const attemptOf = ({ answer, item }: ItemResult): number =>
  answer === 'returned' || answer === 'discarded' ? 0 : item.attempt;

const groupAnswer = (
  group: ReadonlyArray<ItemResult>,
  parkedRevision: string | null,
  withOwners: boolean,
): DeliveryAnswers => {
  const [first] = group;
  const answer = first?.answer === 'to-park' ? 'parked' : (first?.answer ?? 'returned');
  const { kind, reason, status, text, webhookId } = first ?? {};
  const ms = group.reduce((longest, { ms: one }) => Math.max(longest, one ?? -1), -1);
  return {
    answer,
    indexes: group.map(({ item }) => item.index),
    round: first?.item.round ?? 0,
    attempt: first === undefined ? 0 : attemptOf(first),
    ...(kind === undefined ? {} : { kind }),
    ...(reason === undefined ? {} : { reason }),
    ...(status === undefined ? {} : { status }),
    ...(ms < 0 ? {} : { ms }),
    ...(text === undefined ? {} : { text }),
    ...(webhookId === undefined ? {} : { webhookId }),
    ...(answer === 'parked' && parkedRevision !== null ? { parkedRevision } : {}),
    ...(withOwners && (answer === 'failed' || answer === 'returned')
      ? { owners: group.map(({ item }) => item.owner ?? '') }
      : {}),
  };
};
