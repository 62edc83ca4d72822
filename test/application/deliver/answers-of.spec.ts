import { expect } from 'chai';
import * as fc from 'fast-check';
import { type DeliveryAnswers } from '../../../src/domain/delivery/outcome';
import { answersOf } from '../../../src/application/deliver/answers-of';
import { type SettledResult } from '../../../src/application/deliver/attempt-result';
import { anItem, aBlock } from '../../support/block-builders';
import { confirmed, deliverWorld, failed, ONE_BY_ONE } from '../../support/deliver-world';

const aResult = (index: number): fc.Arbitrary<SettledResult> =>
  fc
    .record(
      {
        answer: fc.constantFrom(
          'delivered' as const,
          'failed' as const,
          'parked' as const,
          'returned' as const,
          'discarded' as const,
        ),
        kind: fc.constantFrom('endpoint' as const, 'message' as const),
        reason: fc.constantFrom('status', 'erased', 'a\nb'),
        status: fc.constantFrom(200, 500),
        text: fc.constantFrom('ok', 'no', 'a\nb'),
        webhookId: fc.constantFrom('half-0', 'half-1'),
        parkedRevision: fc.constantFrom('0', '1'),
        attempt: fc.constantFrom(1, 2),
        round: fc.constantFrom(0, 1),
      },
      { requiredKeys: ['answer', 'attempt', 'round'] },
    )
    .map(({ attempt, round, ...parts }) => ({ item: anItem(index, { attempt, round }), ...parts }));
const results = fc.nat(12).chain((n) => fc.tuple(...Array.from({ length: n }, (_, index) => aResult(index))));

const tried = ({ answer }: SettledResult): boolean => answer !== 'returned' && answer !== 'discarded';
const ungrouped = (answers: ReadonlyArray<DeliveryAnswers>) =>
  answers
    .flatMap(({ indexes, owners, ...same }) =>
      indexes.map((index, place) => ({ index, owner: owners?.[place], ...same })),
    )
    .sort((one, other) => one.index - other.index);
const alone = (result: SettledResult) => {
  const { item, ...parts } = result;
  const waits = result.answer === 'failed' || result.answer === 'returned';
  return {
    index: item.index,
    owner: waits ? item.owner : undefined,
    ...parts,
    round: item.round,
    attempt: tried(result) ? item.attempt : 0,
  };
};

describe('The answers of a block', () => {
  it('say the same of each delivery as its own result', () => {
    fc.assert(
      fc.property(results, (all) => {
        expect(ungrouped(answersOf(all, { withOwners: true }))).to.deep.equal(all.map(alone));
      }),
    );
  });

  it('are as few as the results differ', () => {
    fc.assert(
      fc.property(results, (all) => {
        const kinds = new Set(
          all.map((result) =>
            JSON.stringify({ ...alone(result), index: 0, owner: '' }, Object.keys(alone(result)).sort()),
          ),
        );
        expect(answersOf(all, { withOwners: false })).to.have.length(kinds.size);
      }),
    );
  });

  it('keep the longest request of several', () => {
    const all: ReadonlyArray<SettledResult> = [3, 9, 4].map((ms, index) => ({
      item: anItem(index),
      answer: 'delivered',
      status: 200,
      ms,
    }));
    expect(answersOf(all, { withOwners: false })).to.deep.equal([
      { answer: 'delivered', indexes: [0, 1, 2], round: 0, attempt: 1, status: 200, ms: 9 },
    ]);
  });

  it('carry no more than 64 KiB of what came back, and still answer for all', () => {
    const all: ReadonlyArray<SettledResult> = Array.from({ length: 100 }, (_, index) => ({
      item: anItem(index),
      answer: 'failed',
      text: `${String(index)}${'x'.repeat(4000)}`,
    }));
    const answers = answersOf(all, { withOwners: false });
    const characters = answers.reduce((sum, { text }) => sum + (text?.length ?? 0), 0);
    expect(characters).to.be.within(60_000, 64 * 1024);
    expect(ungrouped(answers).map(({ index }) => index)).to.deep.equal(all.map(({ item }) => item.index));
  });
});

describe('Whatever the far side says', () => {
  const verdict = fc.constantFrom('confirmed', 'endpoint', 'message', 'too-large', 'defect');
  const item = fc.record({
    verdict,
    lastOn: fc.constantFrom('any' as const, 'message' as const, 'none' as const),
    owner: fc.constantFrom('ann', 'bob', 'cid'),
    isErased: fc.boolean(),
  });
  const block = fc.record({
    items: fc.array(item, { minLength: 1, maxLength: 12 }),
    together: fc.boolean(),
    probe: fc.boolean(),
    mode: fc.constantFrom('none' as const, 'strict' as const, 'per-profile' as const),
    setAside: fc.subarray(['ann', 'bob']),
    connections: fc.constantFrom(1, 8),
  });

  it('every delivery of the block gets exactly one answer', async () => {
    await fc.assert(
      fc.asyncProperty(block, async ({ items, together, probe, mode, setAside, connections }) => {
        const say = (at: number) => {
          const what = items[at]?.verdict ?? 'confirmed';
          if (what === 'defect') throw new Error('a defect');
          if (what === 'confirmed') return confirmed();
          return failed(what === 'endpoint' ? 'endpoint' : 'message', { tooLarge: what === 'too-large' });
        };
        const world = deliverWorld({
          definition: { ordering: { mode, onExhausted: 'park' } },
          script: (_, { eventIds }) => say(Number(eventIds[0]?.slice('event-'.length))),
        });
        world.publish(
          aBlock('block-1', {
            format: together ? { kind: 'altcraft' } : ONE_BY_ONE,
            items: items.map(({ lastOn, owner, isErased }, at) =>
              anItem(at, { lastOn, owner, ...(isErased && { body: null }) }),
            ),
            probe,
            setAside,
            connections,
          }),
        );
        const [outcome] = await world.answered(1);
        const indexes = outcome?.answers.flatMap((answers) => answers.indexes).sort((one, other) => one - other);
        expect(indexes).to.deep.equal(items.map((_, at) => at));
        expect(world.worker.held()).to.equal(0);
      }),
    );
  });
});
