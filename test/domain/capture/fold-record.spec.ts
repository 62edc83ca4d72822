import { expect } from 'chai';
import { initialCaptureState, laneOf, withHookFact, withPage } from '../../../src/domain/capture/capture-state';
import { withBehindMove, withCaughtUp, withOpenBlock, withParkedAtOnce } from '../../../src/domain/capture/fold-record';
import { aPage } from '../../support/search-log';
import { aClosedBlock, aLane, someSettings, withBlocks } from './lanes';

describe('A capture record', () => {
  const known = withHookFact(
    initialCaptureState,
    { hook: 1, account: 1, position: 3n, change: 'activated', settings: someSettings() },
    0,
  );

  it('counts the deliveries of its blocks as captured, and lets them wait in its order', () => {
    const state = withPage(known, aPage({ at: 9, blocks: [aClosedBlock('a', 2), aClosedBlock('b', 3)] }));
    const lane = laneOf(state, 1);
    expect(lane?.counts).to.deep.equal({ captured: 5, delivered: 0, parked: 0, discarded: 0 });
    expect(lane?.blocks.map(({ root, capturedAt }) => [root, capturedAt])).to.deep.equal([
      ['a', 9],
      ['b', 9],
    ]);
    expect(state.bytes).to.equal(200);
  });

  it('says nothing of hooks nobody knows', () => {
    expect(withPage(known, aPage({ blocks: [aClosedBlock('a', 2, { hook: 99 })] }))).to.deep.equal(known);
  });

  it('ends the open block it closes, and begins the one it opens', () => {
    const open = { hook: 1, from: 30n, n: 1, openedAt: 8 };
    const before = { ...known, lanes: withPage(known, aPage({ open: [{ ...open, from: 10n }] })).lanes };
    expect(laneOf(withPage(before, aPage({ blocks: [aClosedBlock('a', 2)] })), 1)?.open).to.equal(null);
    const both = withPage(before, aPage({ blocks: [aClosedBlock('a', 2)], open: [open] }));
    expect(laneOf(both, 1)?.open).to.deep.equal(open);
  });

  it('remembers how far an event was handled, until the next record', () => {
    const partial = { position: 7n, hook: 4 };
    const halfway = withPage(known, aPage({ partial }));
    expect(halfway.partial).to.deep.equal(partial);
    expect(withPage(halfway, aPage({})).partial).to.equal(null);
  });

  describe('that names a hook behind', () => {
    const behind = withBehindMove(aLane(), { hook: 1, after: 10n, skipped: 0 }, 77);

    it('says since when, and keeps that while the hook moves on', () => {
      expect(behind.behind).to.deep.equal({ after: 10n, since: 77, skipTo: null });
      const moved = withBehindMove(behind, { hook: 1, after: 20n, skipped: 0 }, 99);
      expect(moved.behind).to.deep.equal({ after: 20n, since: 77, skipTo: null });
    });

    it('drops the open block, which is read again from there', () => {
      const open = withOpenBlock(aLane(), { hook: 1, from: 30n, n: 1, openedAt: 8 });
      expect(withBehindMove(open, { hook: 1, after: 29n, skipped: 0 }, 1).open).to.equal(null);
    });

    it('counts a skipped stretch as captured and discarded in one', () => {
      const skipping = { ...behind, behind: { after: 10n, since: 77, skipTo: 50n } };
      const moved = withBehindMove(skipping, { hook: 1, after: 40n, skipped: 4 }, 99);
      expect(moved.counts).to.deep.equal({ captured: 4, delivered: 0, parked: 0, discarded: 4 });
      expect(moved.behind?.skipTo).to.equal(50n);
    });

    it('ends the skipping where it was to end', () => {
      const skipping = { ...behind, behind: { after: 10n, since: 77, skipTo: 50n } };
      expect(withBehindMove(skipping, { hook: 1, after: 50n, skipped: 0 }, 99).behind?.skipTo).to.equal(null);
    });

    it('is forgotten once the hook has caught up', () => {
      expect(withCaughtUp(behind).behind).to.equal(null);
    });
  });

  it('counts what could not be shaped as captured and parked, redeliverable by its own name', () => {
    const parked = { hook: 1, delivery: 'd', position: 12n, reason: 'no element', parkedRevision: '0' };
    const lane = withParkedAtOnce(withBlocks(aLane(), 1), parked);
    expect(lane.counts).to.deep.equal({ captured: 2, delivered: 0, parked: 1, discarded: 0 });
    expect(lane.blocks).to.have.lengthOf(1);
  });
});
