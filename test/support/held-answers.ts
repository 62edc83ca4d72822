import { type DeliveryVerdict } from '../../src/application/ports/delivery-transport';
import { type Script } from '../../src/adapters/outbound/delivery-transport/recording/recording-transport';

export interface HeldAnswers {
  readonly script: Script;
  /** Ids of the messages that wait for their answer, oldest first. */
  readonly waiting: () => ReadonlyArray<string>;
  readonly answer: (id: string, verdict: DeliveryVerdict) => void;
  /** From now on everything is answered at once; what waits too. */
  readonly answerAll: (verdict: DeliveryVerdict) => void;
}

/** A far side that answers a message only when the test says so. */
export const heldAnswers = (): HeldAnswers => {
  const held = new Map<string, (verdict: DeliveryVerdict) => void>();
  let forAll: DeliveryVerdict | null = null;
  return {
    script: (_, { id }) => forAll ?? new Promise((resolve) => held.set(id, resolve)),
    waiting: () => [...held.keys()],
    answer: (id, verdict) => {
      held.get(id)?.(verdict);
      held.delete(id);
    },
    answerAll: (verdict) => {
      forAll = verdict;
      for (const resolve of held.values()) resolve(verdict);
      held.clear();
    },
  };
};
