import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import fc from 'fast-check';
import { type EventInput } from '../../../src/application/use-cases/events';
import { aClick, clicks } from '../../support/event-inputs';
import { ACCOUNT, aRecorder, type Recorder } from '../../support/recorder';

const conflictsOf = async (
  recorder: Recorder,
  ...inputs: ReadonlyArray<EventInput>
): Promise<ReadonlyArray<number>> => {
  const result = await recorder.record(...inputs);
  if (E.isRight(result) || result.left.type !== 'EventConflict') throw new Error('no conflict was found');
  return result.left.conflicts.map(({ index }) => index);
};

describe('An event that is known already', () => {
  let recorder: Recorder;
  beforeEach(async () => {
    recorder = aRecorder();
    await recorder.recorded(aClick());
  });

  describe('sent again with the same body', () => {
    it('is answered as a repeat under the same id, and stored once', async () => {
      const [stored] = await recorder.log();
      expect(await recorder.recorded(aClick())).to.deep.equal([
        { index: 0, id: 'click-1', event: stored?.id, repeat: true },
      ]);
      expect(await recorder.log()).to.have.length(1);
    });

    it('may have its fields in another order, its time in another zone and its ids in the same type', async () => {
      const body = aClick({ occurredAt: '2026-11-23T12:00:00.123456789+01:00' });
      const turned = Object.fromEntries(Object.entries(body).reverse()) as unknown as EventInput;
      const [result] = await recorder.recorded(turned);
      expect(result?.repeat).to.equal(true);
    });

    it('is a repeat among new ones, which are stored', async () => {
      const results = await recorder.recorded(aClick({ id: 'new-1' }), aClick(), aClick({ id: 'new-2' }));
      expect(results.map(({ repeat }) => repeat)).to.deep.equal([false, true, false]);
      expect(await recorder.log()).to.have.length(3);
    });

    it('is a repeat also when the plain form is no longer at hand', async () => {
      recorder.recent.forget(ACCOUNT, '4711');
      expect((await recorder.recorded(aClick()))[0]?.repeat).to.equal(true);
    });

    it('is a repeat after the person was erased, when nobody can compare any more', async () => {
      await recorder.keyStore.drop(ACCOUNT, recorder.keyStore.pseudonym(ACCOUNT, '4711'))();
      recorder.recent.forget(ACCOUNT, '4711');
      expect((await recorder.recorded(aClick()))[0]?.repeat).to.equal(true);
      expect(await recorder.log()).to.have.length(1);
    });
  });

  describe('sent with another body', () => {
    const others: ReadonlyArray<readonly [string, Partial<EventInput>]> = [
      ['data', { data: { url: 'https://elsewhere.example' } }],
      ['a field more', { data: { url: 'https://shop.example/alice', more: null } }],
      ['a type', { type: 'open' }],
      ['a day', { occurredAt: '2026-11-22T11:00:00.123456789Z' }],
      ['a fraction of a second', { occurredAt: '2026-11-23T11:00:00.123456788Z' }],
      ['a subject', { subjects: { database: { id: 7, name: 'Customers of Alice' }, mailing: { id: 43 } } }],
      ['a name of a subject', { subjects: { database: { id: 7, name: 'Customers' }, mailing: { id: 42 } } }],
      ['a profile', { profile: { id: 4712 } }],
      [
        'a profile field',
        { profile: { id: 4711, xxh: '00112233aabbccdd', fields: { first_name: 'Bob', email: 'alice@example.com' } } },
      ],
      ['custom data', { customData: {} }],
      ['the switch for capture', { capture: false }],
      ['the mark of a test', { isTest: true }],
    ];
    for (const [what, change] of others) {
      it(`is a conflict when it differs by ${what}, and nothing is stored`, async () => {
        expect(await conflictsOf(recorder, aClick({ id: 'new' }), aClick(change))).to.deep.equal([1]);
        expect(await recorder.log()).to.have.length(1);
      });
    }

    it('is a conflict also when the request needs several appends, of which none is made', async () => {
      const days = clicks(6, (index) => ({ occurredAt: `2026-11-1${String(index)}T00:00:00Z` }));
      expect(await conflictsOf(recorder, ...days, aClick({ data: {} }))).to.deep.equal([6]);
      expect(await recorder.log()).to.have.length(1);
    });

    it('never takes the place of the stored one in the hands of capture', async () => {
      await conflictsOf(recorder, aClick({ data: {} }));
      const [first] = await recorder.recorded(aClick());
      expect(first?.repeat).to.equal(true);
    });
  });

  describe('twice in one request', () => {
    it('is stored once and the second is a repeat', async () => {
      const results = await recorder.recorded(aClick({ id: 'twin' }), aClick({ id: 'twin' }));
      expect(results.map(({ repeat }) => repeat)).to.deep.equal([false, true]);
      expect(await recorder.log()).to.have.length(2);
    });

    it('is a conflict at the second place when the bodies differ, and nothing is stored', async () => {
      expect(await conflictsOf(recorder, aClick({ id: 'twin' }), aClick({ id: 'twin', data: {} }))).to.deep.equal([1]);
      expect(await recorder.log()).to.have.length(1);
    });
  });
});

describe('A request of which any part is known', () => {
  const request = (count: number, days: number): ReadonlyArray<EventInput> =>
    clicks(count, (index) => ({ occurredAt: `2026-11-1${String(index % days)}T00:00:00Z` }));

  it('gets an answer that agrees with the log, whatever is known and whatever differs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.constantFrom('new', 'new', 'same', 'same', 'other'), { minLength: 1, maxLength: 12 }),
        async (days, kinds) => {
          const recorder = aRecorder();
          const inputs = request(kinds.length, days);
          const before = inputs
            .filter((_, index) => kinds[index] !== 'new')
            .map((input) => (kinds[inputs.indexOf(input)] === 'other' ? { ...input, data: { other: true } } : input));
          await recorder.recorded(...before);
          const result = await recorder.record(...inputs);
          const stored = (await recorder.log()).map(({ id }) => id);
          expect(new Set(stored).size, 'each event once').to.equal(stored.length);
          if (kinds.includes('other')) {
            expect(result).to.have.nested.property('left.type', 'EventConflict');
            expect(stored, 'nothing stored').to.have.length(before.length);
            return;
          }
          if (E.isLeft(result)) throw new Error(JSON.stringify(result.left));
          expect(result.right.map(({ repeat }) => repeat)).to.deep.equal(kinds.map((kind) => kind === 'same'));
          expect(stored).to.have.members(result.right.map(({ event }) => event));
        },
      ),
      { numRuns: 60 },
    );
  });
});
