import { type AnswerKind } from '../../domain/delivery/outcome';
import { type DeliveryVerdict } from '../ports/delivery-transport';
import { type BlockItem } from './block-command';
import { keptText } from './kept-text';

/** What became of one delivery in this publication. */
export interface ItemResult {
  readonly item: BlockItem;
  readonly answer: AnswerKind | 'to-park';
  readonly kind?: 'endpoint' | 'message';
  readonly reason?: string;
  readonly status?: number;
  readonly ms?: number;
  /** What came back; when nothing did, why. */
  readonly text?: string;
  /** When it is neither the block's id nor the delivery's. */
  readonly webhookId?: string;
}

/** A result whose last failure has been parked, if it was one. */
export interface SettledResult extends ItemResult {
  readonly answer: AnswerKind;
  /** Of a parked one: where it is in the parked stream. */
  readonly parkedRevision?: string;
}

const BYTES_OF_A_SUCCESS = 256;
const BYTES_OF_A_FAILURE = 4096;

/** The result of an attempt for one delivery: a last failure is to be parked. */
export const resultOf = (item: BlockItem, verdict: DeliveryVerdict, webhookId: string | null): ItemResult => {
  const under = webhookId === null ? {} : { webhookId };
  if (verdict.type === 'DeliveryConfirmed') {
    return { item, answer: 'delivered', ...factsOf(verdict.answer, BYTES_OF_A_SUCCESS), ...under };
  }
  const { kind, reason, detail, answer } = verdict;
  const facts =
    answer === undefined ? { text: keptText(detail, BYTES_OF_A_FAILURE) } : factsOf(answer, BYTES_OF_A_FAILURE);
  return { item, answer: isLast(item, kind) ? 'to-park' : 'failed', kind, reason, ...facts, ...under };
};

const factsOf = (
  { status, durationMs, text }: { readonly status?: number; readonly durationMs: number; readonly text: string },
  bytes: number,
): Pick<ItemResult, 'status' | 'ms' | 'text'> => ({
  ...(status === undefined ? {} : { status }),
  ms: Math.max(0, Math.round(durationMs)),
  ...(text === '' ? {} : { text: keptText(text, bytes) }),
});

const isLast = ({ lastOn }: BlockItem, kind: 'endpoint' | 'message'): boolean =>
  lastOn === 'any' || (lastOn === 'message' && kind === 'message');

export const returned = (item: BlockItem): ItemResult => ({ item, answer: 'returned' });

/** What became of a delivery without a body: the person was erased, or the event cannot be shaped. */
export const withoutBody = (item: BlockItem): ItemResult =>
  item.refusal === undefined
    ? { item, answer: 'discarded', reason: 'erased' }
    : { item, answer: 'to-park', kind: 'message', reason: item.refusal };
