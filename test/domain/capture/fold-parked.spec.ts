import { expect } from 'chai';
import { foldDiscard, foldRedelivery } from '../../../src/domain/capture/fold-parked';
import { type Lane, waitingOf } from '../../../src/domain/capture/lane';
import { withParkedAtOnce } from '../../../src/domain/capture/fold-record';
import { type RedeliveredFrom, type RedeliveryAsked } from '../../../src/domain/parked/parked-event';
import { redeliveryBlocks } from '../../../src/domain/parked/redelivery-blocks';
import { plainNames } from '../../support/search-log';
import { aLane, aMember, answered, answerTo, blockOf, NOW, onBus, withBlocks } from './lanes';

const ref = (index: number, root = 'a') => ({
  delivery: `${root}-${String(index)}`,
  event: `event-${String(index)}`,
  position: 10n + BigInt(index),
  revision: 0,
  root,
  index,
  round: 1,
  bytes: 10,
});

const asks = (lane: Lane, from: RedeliveredFrom, ...indexes: ReadonlyArray<number>): Lane => {
  const asked: RedeliveryAsked = {
    type: 'RedeliveryAsked',
    ask: 'ask',
    hook: 1,
    at: '',
    by: 'anna',
    deliveries: indexes.map((index) => ({ ...ref(index), from })),
  };
  return foldRedelivery(lane, asked, { blocks: redeliveryBlocks(plainNames)(asked), now: NOW, at: 7 });
};

const discards = (lane: Lane, from: 'parked' | 'waiting', ...indexes: ReadonlyArray<number>): Lane =>
  foldDiscard(lane, { deliveries: indexes.map((index) => ({ ...ref(index), from })) }, plainNames);

const parked = answered(onBus(withBlocks(aLane(), 3), 'a'), answerTo('a', [{ answer: 'parked', indexes: [0, 1, 2] }]));

describe('A redelivery of parked ones', () => {
  const again = asks(parked, 'parked', 0, 2);

  it('lets them wait again, as a block at the head that names who asked', () => {
    expect(again.counts).to.include({ parked: 1 });
    expect(waitingOf(again)).to.equal(2);
    expect(again.blocks[0]).to.include({ manual: 'anna', turn: 0, n: 2 });
    expect(again.blocks[0]?.source).to.deep.equal({ kind: 'list', positions: [10n, 12n] });
    expect(asks(withBlocks(parked, 1), 'parked', 0).blocks.map(({ manual }) => manual)).to.deep.equal(['anna', null]);
  });

  it('stands behind the block on the bus under an ordering', () => {
    const strict = {
      ...parked,
      settings: { ...parked.settings, ordering: { mode: 'strict', onExhausted: 'park' } as const },
    };
    const blocks = asks(onBus(withBlocks(strict, 1, 1), 'a'), 'parked', 0).blocks;
    expect(blocks.map(({ manual }) => manual)).to.deep.equal([null, 'anna', null]);
  });

  it('begins a new round: its own answers count', () => {
    const root = again.blocks[0]?.root ?? '';
    const lane = answered(again, answerTo(root, [{ answer: 'delivered', indexes: [0, 1], round: 1 }]));
    expect(lane.counts).to.deep.equal({ captured: 3, delivered: 2, parked: 1, discarded: 0 });
  });

  it('takes each but once, however often it is asked for', () => {
    const twice = asks(again, 'parked', 0, 2);
    expect(waitingOf(twice)).to.equal(2);
    expect(twice.counts).to.include({ parked: 1 });
  });

  it('leaves parked what was never a message: it could not be shaped', () => {
    const atOnce = { hook: 1, delivery: 'd', position: 5n, reason: '', parkedRevision: '0' };
    const lane = withParkedAtOnce(aLane(), atOnce);
    const asked: RedeliveryAsked = {
      type: 'RedeliveryAsked',
      ask: 'ask',
      hook: 1,
      at: '',
      by: 'anna',
      deliveries: [{ ...ref(0, 'd'), delivery: 'd', from: 'parked' }],
    };
    const after = foldRedelivery(lane, asked, { blocks: redeliveryBlocks(plainNames)(asked), now: NOW, at: 7 });
    expect(after.counts.parked).to.equal(1);
    expect(waitingOf(after)).to.equal(0);
  });

  it('does nothing for a deleted hook', () => {
    const deleted = { ...parked, status: 'deleted' as const };
    expect(asks(deleted, 'parked', 0)).to.equal(deleted);
  });
});

describe('A redelivery of delivered ones', () => {
  it('sends them again and changes no total', () => {
    const delivered = answered(onBus(withBlocks(aLane(), 1), 'a'), answerTo('a', [{ answer: 'delivered' }]));
    const again = asks(delivered, 'delivered', 0);
    expect(again.counts).to.deep.equal(delivered.counts);
    expect(waitingOf(again)).to.equal(0);
    expect(again.blocks[0]?.members).to.deep.equal([aMember(0, { round: 1, uncounted: true })]);
  });
});

describe('A redelivery of waiting ones', () => {
  const failed = [{ answer: 'failed' as const, indexes: [0, 1], kind: 'message' as const }];

  it('makes them due now, one by one only those named', () => {
    const lane = answered(onBus(withBlocks(aLane(), 2), 'a'), answerTo('a', failed));
    const hurried = asks({ ...lane, restUntil: NOW + 9 }, 'waiting', 1);
    expect(blockOf(hurried, 'a').members?.map(({ dueAt }) => dueAt)).to.deep.equal([NOW + 1000, 0]);
    expect(hurried.restUntil).to.equal(0);
    expect(hurried.blocks).to.have.lengthOf(1);
  });

  it('makes the whole block due where it goes together', () => {
    const lane = answered(onBus(withBlocks(aLane({ packaging: 'together' }), 2), 'a'), answerTo('a', failed));
    expect(blockOf(asks(lane, 'waiting', 1), 'a').members?.map(({ dueAt }) => dueAt)).to.deep.equal([0, 0]);
  });
});

describe('A decision to discard', () => {
  it('moves parked ones to the discarded, each once', () => {
    const lane = discards(parked, 'parked', 0, 0, 1);
    expect(lane.counts).to.deep.equal({ captured: 3, delivered: 0, parked: 1, discarded: 2 });
    expect(discards(lane, 'parked', 0).counts).to.deep.equal(lane.counts);
  });

  it('takes waiting ones out of their block, which is another block from then on', () => {
    const lane = discards(withBlocks(aLane(), 3), 'waiting', 1);
    expect(lane.counts).to.include({ discarded: 1 });
    expect(blockOf(lane, 'a')).to.include({ id: 'a/left:1', turn: 1 });
    expect(blockOf(lane, 'a').members?.map(({ index }) => index)).to.deep.equal([0, 2]);
  });

  it('ends a block of which nothing is left', () => {
    const lane = discards(withBlocks(aLane(), 2), 'waiting', 0, 1);
    expect(lane.blocks).to.deep.equal([]);
    expect(lane.bytes).to.equal(0);
    expect(lane.counts).to.include({ captured: 2, discarded: 2 });
  });

  it('is outdone by a delivery that was under way', () => {
    const lane = discards(onBus(withBlocks(aLane(), 1), 'a'), 'waiting', 0);
    expect(answered(lane, answerTo('a', [{ answer: 'delivered' }])).counts).to.include({ delivered: 1, discarded: 0 });
  });

  it('changes nothing for what is delivered already', () => {
    const delivered = answered(onBus(withBlocks(aLane(), 1), 'a'), answerTo('a', [{ answer: 'delivered' }]));
    expect(discards(delivered, 'waiting', 0).counts).to.deep.equal(delivered.counts);
    expect(discards(delivered, 'parked', 0).counts).to.deep.equal(delivered.counts);
  });
});
