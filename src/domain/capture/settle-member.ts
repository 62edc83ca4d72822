import { type AnswerKind, type DeliveryAnswers } from '../delivery/outcome';
import { type Counts } from './lane';
import { type Member } from './waiting-block';

/** What the deliveries of one block have come to while an answer is folded; local to the fold, never shared. */
export interface Tally {
  readonly members: Map<number, Member>;
  readonly parked: Set<number>;
  readonly discarded: Set<number>;
  counts: Counts;
}

const moved = (counts: Counts, from: keyof Counts | null, to: keyof Counts): Counts => {
  const next = { ...counts, [to]: counts[to] + 1 };
  return from === null ? next : { ...next, [from]: next[from] - 1 };
};

const settleWaiting = (tally: Tally, member: Member, answer: 'delivered' | 'parked' | 'discarded'): void => {
  tally.members.delete(member.index);
  if (member.uncounted === true) return;
  tally.counts = moved(tally.counts, null, answer);
  if (answer === 'parked') tally.parked.add(member.index);
  if (answer === 'discarded') tally.discarded.add(member.index);
};

/** A stronger answer for a delivery that is settled: it moves to that total, and never counts twice. */
const outdo = (tally: Tally, index: number, answer: AnswerKind): void => {
  if (answer === 'delivered' && tally.discarded.delete(index)) {
    tally.counts = moved(tally.counts, 'discarded', 'delivered');
  } else if ((answer === 'delivered' || answer === 'discarded') && tally.parked.delete(index)) {
    tally.counts = moved(tally.counts, 'parked', answer);
    if (answer === 'discarded') tally.discarded.add(index);
  }
};

/** Settles what the answers settle; failed and returned ones are the caller's. */
export const settleBy = (tally: Tally, answers: DeliveryAnswers): void => {
  const { answer } = answers;
  if (answer === 'failed' || answer === 'returned') return;
  for (const index of answers.indexes) {
    const member = tally.members.get(index);
    if (member === undefined) outdo(tally, index, answer);
    else settleWaiting(tally, member, answer);
  }
};
