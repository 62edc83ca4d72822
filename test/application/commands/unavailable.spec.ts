import { expect } from 'chai';
import { asUnavailable } from '../../../src/application/commands/unavailable';

describe('A failure that no caller of a command can mend', () => {
  for (const [failure, detail] of [
    [
      { type: 'CorruptEvent', stream: 'hook-00-7', revision: 3n, detail: 'HookChanged: v: is 2' },
      'event 3 of hook-00-7 cannot be read: HookChanged: v: is 2',
    ],
    [{ type: 'EventIdsTaken', ids: ['a', 'b'] }, 'ids of new events are taken: a, b'],
    [
      { type: 'AppendTooLarge', bytes: 2_000_000, limit: 1_048_576 },
      '2000000 bytes are more than the 1048576 of one append',
    ],
    [{ type: 'InvalidAppend', detail: 'an id is no UUID' }, 'an id is no UUID'],
  ] as const) {
    it(`reaches it as "the log does not answer", with the cause: ${failure.type}`, () => {
      expect(asUnavailable(failure)).to.deep.equal({
        type: 'EventStoreUnavailable',
        retryable: false,
        outcome: 'not-written',
        detail,
      });
    });
  }

  it("is nothing else: refusals and the store's own word stay as they are", () => {
    const refusal = { type: 'HookAlreadyActive', hook: 7 } as const;
    const unavailable = { type: 'EventStoreUnavailable', retryable: true, outcome: 'unknown', detail: 'x' } as const;
    expect(asUnavailable(refusal)).to.equal(refusal);
    expect(asUnavailable(unavailable)).to.equal(unavailable);
  });
});
