import { type DeliveryAnswers, type Outcome } from '../../src/domain/delivery/outcome';

type Given = Partial<Pick<Outcome, 'account' | 'hook' | 'root' | 'block' | 'at' | 'turn' | 'manual'>> &
  Partial<DeliveryAnswers>;

/** One publication of a block of hook 1, answered alike for all its deliveries. */
export const anOutcome = ({ account, hook, root, block, at, turn, manual, ...answers }: Given): Outcome => ({
  account: account ?? 1,
  hook: hook ?? 1,
  root: root ?? 'root',
  block: block ?? root ?? 'root',
  turn: turn ?? 0,
  publication: '0.1',
  hookRevision: 0,
  sentRevision: 0,
  at: at ?? 0,
  probe: false,
  ...(manual !== undefined && { manual }),
  answers: [{ answer: 'delivered', indexes: [0], round: 0, attempt: 1, ...answers }],
  streak: { failures: 0, broken: false },
  gone: false,
  restMs: 0,
});
