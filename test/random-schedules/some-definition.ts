import { type HookDefinition } from '../../src/domain/hook/hook-definition';
import { type Ordering } from '../../src/domain/delivery/ordering';
import { ACCOUNT, aDefinition } from '../support/hook-builders';
import { type Dice } from './dice';
import { TYPES } from './model-events';

const FORMATS: ReadonlyArray<HookDefinition['format']> = [
  { kind: 'altcraft' },
  { kind: 'actito', pushMode: 'BULK' },
  { kind: 'actito', pushMode: 'ONE_BY_ONE' },
  { kind: 'actito', pushMode: 'ONE_BY_ONE' },
];

const typesOf = (random: Dice): ReadonlyArray<string> => {
  const types = TYPES.filter(() => random.chance(0.7));
  return types.length === 0 ? ['click'] : types;
};

const orderingOf = (random: Dice, isOneByOne: boolean): Ordering => {
  const modes = isOneByOne ? (['none', 'strict', 'per-profile'] as const) : (['none', 'none', 'strict'] as const);
  return { mode: random.pick(modes), onExhausted: random.pick(['suspend', 'park'] as const) };
};

/** On data, which only the opened event has; 5 lets nothing through. */
const conditionsOf = (random: Dice): Pick<HookDefinition['rule'], 'conditions'> =>
  random.chance(0.35)
    ? { conditions: { field: 'data.size', operator: 'at-least', value: random.pick([1, 2, '3', 4, 5]) } }
    : {};

/** Any hook an operator could want. */
export const someDefinition = (random: Dice): HookDefinition => {
  const format = random.pick(FORMATS);
  return aDefinition({
    rule: { account: ACCOUNT, types: typesOf(random), filters: {}, ...conditionsOf(random) },
    format,
    maxBatch: random.pick([1, 2, 3, 5]),
    windowMs: random.pick([0, 1000, 4000]),
    circuit: random.chance(0.75) ? 'on' : 'off',
    ordering: orderingOf(random, format.kind === 'actito' && format.pushMode === 'ONE_BY_ONE'),
    parallelism: random.pick([1, 2, 8]),
    ...(random.chance(0.5)
      ? { retry: { maxAttempts: random.pick([1, 2, 4]), firstDelayMs: 500, factor: 3, maxDelayMs: 5000, jitter: 0 } }
      : {}),
  });
};

/** The hook's ordering stays: what was captured under another one keeps no promise of it. */
export const changedDefinition = (random: Dice, before: HookDefinition): HookDefinition => {
  const after = someDefinition(random);
  return { ...after, format: before.format, ordering: before.ordering };
};
