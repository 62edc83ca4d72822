import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { inMemoryEventStore } from '../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { recountSum } from '../../../src/application/audit/recount-sum';
import { sumOfLane } from '../../../src/application/capture/lane-sum';
import { type ClosableEventStore, type EventStore } from '../../../src/application/ports/event-store';
import { CAPTURES } from '../../../src/application/streams';
import { type AuditedSum } from '../../../src/application/use-cases/sums';
import { laneOf } from '../../../src/domain/capture/capture-state';
import { fixedClock } from '../../support/fixed-clock';
import { type KeptLog, keptLog } from '../../support/kept-log';
import { anOutcome } from '../../support/outcome-builder';
import { plainNames } from '../../support/search-log';

const delivered = (root: string) => anOutcome({ root, answer: 'delivered', indexes: [0, 1] });

describe('A recount of a sum', () => {
  let store: ClosableEventStore;
  let log: KeptLog;
  beforeEach(async () => {
    const clock = fixedClock();
    store = inMemoryEventStore({ now: clock.now });
    log = await keptLog(store, clock);
    await log.captured('a', 2);
    await log.answered(delivered('a'));
    await log.snapshot();
    await log.captured('b', 2);
    await log.answered(anOutcome({ root: 'b', answer: 'parked', indexes: [1] }));
    await log.snapshot();
    await log.captured('c', 2);
  });
  afterEach(() => store.close());

  const recount = async (eventStore: EventStore = store): Promise<AuditedSum> => {
    const lane = laneOf(await log.fold(), 1);
    if (lane === undefined) throw new Error('the fold knows no hook 1');
    const sumOf = () => TE.right(sumOfLane(lane, 0, null));
    const audited = await recountSum({ eventStore, named: plainNames, sumOf })({ account: 1, hook: 1 })();
    if (E.isLeft(audited) || audited.right === null) throw new Error('there is no recount');
    return audited.right;
  };
  const whole = { captured: 6, delivered: 2, parked: 1, discarded: 0, waiting: 3 };

  it('agrees from the start of the log', async () => {
    expect(await recount()).to.deep.include({ recounted: whole, agrees: true });
  });

  it('agrees from the oldest snapshot that is left, and from the next', async () => {
    for (const truncateBefore of [2n, 5n]) {
      await store.writeMetadata(CAPTURES, { truncateBefore })();
      const { recounted, agrees, note } = await recount();
      expect({ recounted, agrees }).to.deep.equal({ recounted: whole, agrees: true });
      expect(note).to.contain('its totals are those of the snapshot of then');
    }
  });

  it('counts nothing twice that lies before the first snapshot there is', async () => {
    await store.writeMetadata(CAPTURES, { truncateBefore: 1n })();
    expect(await recount()).to.deep.include({ recounted: whole, agrees: true });
  });

  it('goes on with what a snapshot left open', async () => {
    await store.writeMetadata(CAPTURES, { truncateBefore: 5n })();
    await log.answered(delivered('b'));
    await log.answered(anOutcome({ root: 'c', answer: 'discarded', indexes: [0] }));
    expect((await recount()).recounted).to.deep.equal({
      captured: 6,
      delivered: 4,
      parked: 0,
      discarded: 1,
      waiting: 1,
    });
  });

  it('says that older totals are missing where no snapshot is left', async () => {
    await store.writeMetadata(CAPTURES, { truncateBefore: 6n })();
    const lane = laneOf(await log.fold(), 1);
    const sumOf = () => TE.right(lane === undefined ? null : { ...sumOfLane(lane, 0, null), ...whole });
    const audited = await recountSum({ eventStore: store, named: plainNames, sumOf })({ account: 1, hook: 1 })();
    const sum = E.isRight(audited) ? audited.right : null;
    expect(sum?.agrees).to.equal(false);
    expect(sum?.note).to.contain('no whole snapshot of them is left, so older totals are missing');
  });

  it('begins anew when retention took something away meanwhile', async () => {
    let reads = 0;
    const truncating: EventStore = {
      ...store,
      readRange: (range) => async () => {
        reads += 1;
        if (reads === 1) {
          await store.writeMetadata(CAPTURES, { truncateBefore: 5n })();
          await store.writeMetadata('outcomes-0', { truncateBefore: 2n })();
        }
        return store.readRange(range)();
      },
    };
    expect(await recount(truncating)).to.deep.include({ recounted: whole, agrees: true });
    expect(reads).to.be.above(1);
  });
});
