import { expect } from 'chai';
import * as fc from 'fast-check';
import { systemIdentity } from '../../../src/adapters/outbound/identity/system/system-identity';
import { type ContentItem } from '../../../src/application/capture/block-content';
import { runDraft } from '../../../src/application/capture/exports/run-draft';
import { inStretches, HOOK, ofDay } from '../../../src/application/capture/exports/received-stretches';
import { type RoutedEvent } from '../../../src/application/codecs/routed-event';
import { aDefinition } from '../../support/hook-builders';

const DAY = '2026-10-01';
const { named } = systemIdentity();

const item = (n: number, bytes = 10): ContentItem => ({
  delivery: `d${String(n)}`,
  event: `e${String(n)}`,
  type: 'click',
  position: BigInt(n),
  body: '{}',
  bytes,
  recordedAt: 0,
  occurredAt: '2026-10-01T10:00:00Z',
});

const draftOf = (maxBatch: number) =>
  runDraft({
    named,
    run: '1-1',
    hook: { hook: 1, revision: 1, entity: 'shop', definition: aDefinition({ maxBatch }) },
    from: { day: DAY, next: 0n },
  });

describe('The blocks of an export in the making', () => {
  it('close at the batch size, and the checkpoint is behind the last that closed', () => {
    const draft = draftOf(2);
    for (const n of [0, 1, 2]) draft.add(BigInt(n), item(n));
    const { blocks, cursor, tally } = draft.checkpoint();
    expect(blocks.map(({ block }) => [block.from, block.to, block.n])).to.deep.equal([[0n, 1n, 2]]);
    expect(cursor).to.deep.equal({ day: DAY, next: 2n });
    expect(tally.events).to.equal(2);
  });

  it('never span two days', () => {
    const draft = draftOf(10);
    draft.add(5n, item(5));
    draft.endDay({ day: '2026-10-02', next: 0n });
    draft.add(0n, item(6));
    draft.endDay(null);
    const { blocks, cursor } = draft.checkpoint();
    expect(blocks.map(({ block }) => [block.day, block.from])).to.deep.equal([
      [DAY, 5n],
      ['2026-10-02', 0n],
    ]);
    expect(cursor).to.equal(null);
  });

  it('close before a body that would make them too large', () => {
    const draft = draftOf(10);
    draft.add(0n, item(0, 400 * 1024));
    draft.add(1n, item(1, 400 * 1024));
    draft.endDay(null);
    expect(draft.checkpoint().blocks.map(({ block }) => block.n)).to.deep.equal([1, 1]);
  });

  it('say which revisions they took only where the log in clear does not tell', () => {
    const draft = draftOf(2);
    draft.add(0n, item(0));
    draft.leave(1n, 'notMatched', false);
    draft.add(2n, item(2));
    draft.add(3n, item(3));
    draft.leave(4n, 'alreadyDelivered', true);
    draft.add(5n, item(5));
    const [plain, listed] = draft.checkpoint().blocks.map(({ block }) => block.only);
    expect(plain).to.equal(undefined);
    expect(listed).to.deep.equal([3n, 5n]);
  });

  it('lose and repeat nothing, wherever a reader stops and goes on at the checkpoint', () => {
    const anyStep = fc.constantFrom<'match' | 'notMatched' | 'alreadyDelivered'>(
      'match',
      'match',
      'notMatched',
      'alreadyDelivered',
    );
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 60 }), fc.integer({ min: 1, max: 7 }), (steps, most) => {
        const taken: string[] = [];
        let events = 0;
        let from = 0;
        while (from < steps.length) {
          const draft = draftOf(3);
          steps.slice(from, from + most + 3).forEach((step, at) => {
            const revision = BigInt(from + at);
            if (step === 'match') draft.add(revision, item(from + at));
            else draft.leave(revision, step, step === 'alreadyDelivered');
          });
          const end = BigInt(Math.min(steps.length, from + most + 3));
          const reached = draft.blocks() > 0 ? draft.checkpoint() : draft.finish({ day: DAY, next: end });
          taken.push(...reached.blocks.flatMap(({ content }) => content.items.map(({ event }) => event)));
          events += reached.tally.events;
          from = Number(reached.cursor?.next ?? 0n);
        }
        const wanted = steps.flatMap((step, at) => (step === 'match' ? [`e${String(at)}`] : []));
        expect(taken).to.deep.equal(wanted);
        expect(events).to.equal(steps.length);
      }),
    );
  });
});

describe('What a hook has received', () => {
  const routed = (position: bigint, revision: bigint): RoutedEvent =>
    ({ position, revision, stream: `platformEvents-aa-23-${DAY}` }) as RoutedEvent;
  const all = (): boolean => true;

  it('is found in stretches of the log and in those of the days of earlier exports', () => {
    const received = inStretches([
      { of: HOOK, from: 10n, to: 20n, holds: all },
      { of: HOOK, from: 30n, to: 40n, holds: all },
      { of: ofDay('1-1', DAY), from: 5n, to: 6n, holds: all },
    ]);
    for (const [position, revision, is] of [
      [9n, 0n, false],
      [10n, 0n, true],
      [20n, 0n, true],
      [25n, 0n, false],
      [40n, 0n, true],
      [41n, 5n, true],
      [41n, 7n, false],
    ] as const)
      expect(received(routed(position, revision)), `${String(position)}/${String(revision)}`).to.equal(is);
  });

  it('is not what only lies between the ends of a block', () => {
    const received = inStretches([{ of: HOOK, from: 1n, to: 9n, holds: ({ position }) => position % 2n === 0n }]);
    expect([received(routed(4n, 0n)), received(routed(5n, 0n))]).to.deep.equal([true, false]);
  });
});
