import { expect } from 'chai';
import * as fc from 'fast-check';
import * as E from 'fp-ts/Either';
import { inMemoryDeliverySearch } from '../../../src/adapters/outbound/read-model-store/in-memory/in-memory-delivery-search';
import { recountFacts } from '../../../src/application/audit/recount-facts';
import { type RecordedEvent } from '../../../src/application/ports/event-store';
import { newRecount, type RecountFact, recounted } from '../../../src/domain/audit/recount';
import { sumOfRecount } from '../../../src/domain/audit/recounted-sum';
import { type HookChange, foldHook } from '../../../src/domain/capture/fold-hook';
import { foldOutcome } from '../../../src/domain/capture/fold-outcome';
import { foldDiscard, foldRedelivery } from '../../../src/domain/capture/fold-parked';
import { withBehindMove, withClosedBlock, withParkedAtOnce } from '../../../src/domain/capture/fold-record';
import { type Lane, type LaneSettings, newLane } from '../../../src/domain/capture/lane';
import { waitingIn } from '../../../src/domain/capture/waiting-block';
import { right } from '../../contracts/delivery-search.contract';
import { play, type Step, steps } from '../../support/hook-history';
import { plainNames, searchLog } from '../../support/search-log';

const settings: LaneSettings = {
  packaging: 'one-by-one',
  policy: { maxAttempts: 4, firstDelayMs: 1, factor: 1, maxDelayMs: 1, jitter: 0 },
  circuit: 'off',
  ordering: { mode: 'none', onExhausted: 'park' },
  parallelism: 8,
};
const moment = { now: 0, age: 0 };

const factsIn = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<RecountFact> =>
  events.flatMap((event) => {
    const facts = recountFacts(plainNames)(event);
    if (E.isLeft(facts)) throw new Error(facts.left.detail);
    return facts.right;
  });

/** Capture's own fold over the same facts. */
const captureFold = (lane: Lane, fact: RecountFact): Lane => {
  switch (fact.type) {
    case 'captured': {
      const { blocks, parked, behind, at } = fact.page;
      const closed = blocks.reduce((next, block) => withClosedBlock(next, block, at), lane);
      const stopped = parked.reduce(withParkedAtOnce, closed);
      return behind.reduce((next, move) => withBehindMove(next, move, at), stopped);
    }
    case 'answered':
      return foldOutcome(lane, fact.outcome, { named: plainNames, moment });
    case 'redelivered': {
      const deliveries = fact.blocks.flatMap((block) => block.deliveries);
      const asked = { type: 'RedeliveryAsked' as const, ask: 'ask', hook: 1, at: '', by: 'anna', deliveries };
      return foldRedelivery(lane, asked, { blocks: fact.blocks, now: 0, at: 0 });
    }
    case 'discarded':
      return foldDiscard(lane, fact, plainNames);
    case 'ended': {
      const change: HookChange = fact.deleted ? 'deleted' : 'resumed-skipping';
      return foldHook(lane, { hook: 1, account: 1, position: fact.position, change, settings }, 0);
    }
  }
};

const byCapture = (facts: ReadonlyArray<RecountFact>): object => {
  const lane = facts.reduce(captureFold, newLane({ hook: 1, account: 1, status: 'active', settings }));
  return { ...lane.counts, waiting: lane.blocks.reduce((sum, block) => sum + waitingIn(block), 0) };
};

const bySearch = async (history: ReadonlyArray<Step>): Promise<object> => {
  const log = searchLog();
  play(log, history);
  const search = inMemoryDeliverySearch();
  await right(search.apply(log.page()));
  const rows = await right(search.blocks({ account: 1, limit: 1000 }));
  const total = (state: 'waiting' | 'delivered' | 'parked' | 'discarded'): number =>
    rows.reduce((sum, row) => sum + row.counts[state], 0);
  return {
    delivered: total('delivered'),
    parked: total('parked'),
    discarded: total('discarded'),
    waiting: total('waiting'),
  };
};

const logOf = (history: ReadonlyArray<Step>): ReadonlyArray<RecordedEvent> => {
  const log = searchLog();
  play(log, history);
  return log.events();
};

describe('Whatever happens to a hook', () => {
  it('adds up to the same sum in the recount as in capture', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const facts = factsIn(logOf(history));
        expect(sumOfRecount(facts.reduce(recounted, newRecount(1)))).to.deep.equal(byCapture(facts));
      }),
      { numRuns: 1000 },
    );
  });

  it('adds up to the same sum in the search as in the recount', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (drawn) => {
        const history = drawn.filter((step) => step.do !== 'skip');
        const { captured, ...rest } = sumOfRecount(factsIn(logOf(history)).reduce(recounted, newRecount(1)));
        expect(await bySearch(history)).to.deep.equal(rest);
        expect(captured).to.equal(rest.delivered + rest.parked + rest.discarded + rest.waiting);
      }),
      { numRuns: 500 },
    );
  });
});
