import { expect } from 'chai';
import { afterHook, afterOutcome, NOTHING_WATCHED, type Watch } from '../../../src/domain/engine-event/watch';
import { type Outcome } from '../../../src/domain/delivery/outcome';
import { ACCOUNT, AT, aDefinition } from '../../support/hook-builders';
import { anOutcome } from '../../support/outcome-builder';

const created = (watch: Watch, hook: number, ...types: ReadonlyArray<string>): Watch =>
  afterHook(watch, {
    type: 'HookCreated',
    hook,
    account: ACCOUNT,
    at: AT,
    by: 'ops',
    entity: 'shop',
    definition: aDefinition({ rule: { account: ACCOUNT, types, filters: {} } }),
    secret: { id: 's', boxed: 'b' },
  }).watch;

const failing = (failures: number, broken = false): Outcome => ({
  ...anOutcome({ hook: 1 }),
  answers: [],
  streak: { failures, broken },
});

const typesAfter = (watch: Watch, ...outcomes: ReadonlyArray<Outcome>): ReadonlyArray<string> => {
  let now = watch;
  return outcomes.flatMap((outcome) => {
    const after = afterOutcome(now, outcome);
    now = after.watch;
    return after.told.map(({ type }) => type);
  });
};

describe('What the engine tells of hooks (behaviour 39)', () => {
  it('is that an endpoint failed five times in a row, once, and that it answers again', () => {
    const answered = failing(0, true);
    expect(typesAfter(NOTHING_WATCHED, failing(3), failing(2), failing(1), answered, answered)).to.deep.equal([
      'hook_failing',
      'hook_recovered',
    ]);
  });

  it('is nothing for failures that are broken by an answer', () => {
    const sporadic = failing(4, true);
    expect(typesAfter(NOTHING_WATCHED, sporadic, sporadic, sporadic)).to.deep.equal([]);
  });

  it('is nothing of a hook that is told itself, until it listens no more', () => {
    const listens = created(NOTHING_WATCHED, 1, 'click', 'hook_failing');
    expect(typesAfter(listens, failing(9))).to.deep.equal([]);
    expect(typesAfter(created(listens, 1, 'click'), failing(9))).to.deep.equal(['hook_failing']);
  });
});
