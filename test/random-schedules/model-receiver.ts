import { type DeliveryAnswers } from '../../src/domain/delivery/outcome';
import { type BlockItem } from '../../src/application/deliver/block-command';
import { type Dice } from './dice';
import { type History } from './history';

export type Endpoint = 'up' | 'down' | 'flaky' | 'gone';

/** What the far side made of one request. */
export interface Verdict {
  readonly ok: boolean;
  readonly kind?: NonNullable<DeliveryAnswers['kind']>;
  readonly gone: boolean;
  readonly restMs: number;
}

export interface ModelReceiver {
  readonly endpoint: (hook: number) => Endpoint;
  readonly set: (hook: number, endpoint: Endpoint) => void;
  readonly receive: (hook: number, webhookId: string, items: ReadonlyArray<BlockItem>) => Verdict;
  /** From now on every endpoint answers well. */
  readonly heal: () => void;
}

const GOOD: Verdict = { ok: true, gone: false, restMs: 0 };
const BAD_MESSAGE: Verdict = { ok: false, kind: 'message', gone: false, restMs: 0 };

export const modelReceiver = (dice: Dice, history: History, isPoison: (event: string) => boolean): ModelReceiver => {
  const endpoints = new Map<number, Endpoint>();
  const endpoint = (hook: number): Endpoint => endpoints.get(hook) ?? 'up';
  const bad = (gone: boolean): Verdict => ({
    ok: false,
    kind: 'endpoint',
    gone,
    restMs: dice.chance(0.2) ? 20_000 : 0,
  });

  const judge = (hook: number, items: ReadonlyArray<BlockItem>): { verdict: Verdict; accepted: boolean } => {
    const state = endpoint(hook);
    if (state === 'down' || state === 'gone' || (state === 'flaky' && dice.chance(0.5))) {
      return { verdict: bad(state === 'gone'), accepted: false };
    }
    if (items.some(({ event }) => isPoison(event))) return { verdict: BAD_MESSAGE, accepted: false };
    if (state === 'flaky' && dice.chance(0.1)) {
      history.causes.push('an answer of the receiver was lost');
      return { verdict: bad(false), accepted: true };
    }
    return { verdict: GOOD, accepted: true };
  };

  return {
    endpoint,
    set: (hook, state) => void endpoints.set(hook, state),
    heal: () => {
      endpoints.clear();
    },
    receive: (hook, webhookId, items) => {
      const { verdict, accepted } = judge(hook, items);
      const deliveries = items.map(({ delivery }) => delivery);
      history.requests.push({ hook, webhookId, deliveries, accepted, causes: history.causes.length });
      return verdict;
    },
  };
};
