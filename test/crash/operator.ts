import { type Dice, dice as diceOf } from '../random-schedules/dice';
import { answered, type Ask } from './engine-client';
import { type OpenHook } from './open-hooks';

/** Someone who works on the hooks while the engine is killed, and is cut off as often as anybody else. */
export interface Operator {
  /** Leaves every hook active. */
  readonly finish: () => Promise<void>;
}

export interface OperatorOptions {
  readonly ask: Ask;
  readonly seed: number;
  readonly hooks: ReadonlyArray<OpenHook>;
  readonly isUp: () => boolean;
}

const LONGEST_REST_MS = 250;
const EVER = { parkedFrom: '2000-01-01T00:00:00Z', parkedTo: '2100-01-01T00:00:00Z' };

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const startOperator = ({ ask, seed, hooks, isUp }: OperatorOptions): Operator => {
  const dice: Dice = diceOf(seed);
  const path = (name: string): string => `/v1/hooks/${String(hooks.find(({ hook }) => hook.name === name)?.id)}`;
  let finishing = false;

  const resize = (): Promise<unknown> => ask('PATCH', path('batches'), { batch: { size: 20 + dice.upTo(60) } });
  const redeliver = (): Promise<unknown> => ask('POST', `${path('unsteady')}/redeliver`, EVER);
  const interrupt = async (): Promise<void> => {
    const hook = path(dice.pick(['bulk', 'one by one', 'per profile']));
    await ask('POST', `${hook}/suspend`, {});
    await pause(dice.upTo(LONGEST_REST_MS));
    await ask('POST', `${hook}/resume`, {});
  };

  const work = async (): Promise<void> => {
    while (!finishing) {
      await pause(dice.upTo(LONGEST_REST_MS));
      if (!isUp()) continue;
      await dice
        .pick([resize, redeliver, interrupt, interrupt])()
        .catch(() => undefined);
    }
  };
  const working = work();
  return {
    finish: async () => {
      finishing = true;
      await working;
      for (const { id } of hooks) {
        const hook = await answered(ask('GET', `/v1/hooks/${String(id)}`));
        if (hook['status'] === 'suspended') await answered(ask('POST', `/v1/hooks/${String(id)}/resume`, {}));
      }
    },
  };
};
