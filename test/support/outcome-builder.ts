import { type DeliveryAnswers, type Outcome } from '../../src/domain/delivery/outcome';

type Given = Partial<Pick<Outcome, 'account' | 'hook' | 'root' | 'block' | 'at' | 'turn' | 'manual'>> &
  Partial<DeliveryAnswers>;

const DEFAULTS = { account: 1, hook: 1, root: 'root', at: 0, turn: 0 };

/** One publication of a block of hook 1, answered alike for all its deliveries. */
export const anOutcome = (given: Given): Outcome => {
  const { account, hook, root, block, at, turn, manual, ...answers } = { ...DEFAULTS, ...given };
  return {
    account,
    hook,
    root,
    block: block ?? root,
    turn,
    publication: '0.1',
    hookRevision: 0,
    sentRevision: 0,
    at,
    probe: false,
    ...(manual !== undefined && { manual }),
    answers: [{ answer: 'delivered', indexes: [0], round: 0, attempt: 1, ...answers }],
    streak: { failures: 0, broken: false },
    gone: false,
    restMs: 0,
  };
};
