import { expect } from 'chai';
import { hasRoom, NOTHING_DRAFTED, UNSETTLED_LIMITS, wantsCatchUp } from '../../../src/domain/capture/lane';
import { type Circuit } from '../../../src/domain/delivery/circuit';
import { aLane, withBlocks } from './lanes';

const LIMITS = { blocksPerHook: 4, bytesPerHook: 1000, bytesInAll: 10_000 };
const OPEN: Circuit = { state: 'open', delayMs: 15_000, dueAt: 0 };
const behind = { after: 1n, since: 0, skipTo: null };

describe('A lane', () => {
  it('takes at most 64 blocks and 8 MiB', () => {
    expect(UNSETTLED_LIMITS).to.deep.equal({ blocksPerHook: 64, bytesPerHook: 8 * 2 ** 20, bytesInAll: 256 * 2 ** 20 });
  });

  it('takes blocks up to its bounds, those of the page included', () => {
    const three = withBlocks(aLane(), 1, 1, 1);
    expect(hasRoom(three, NOTHING_DRAFTED, LIMITS)).to.equal(true);
    expect(hasRoom(three, { count: 1, bytes: 0 }, LIMITS)).to.equal(false);
    expect(hasRoom(three, { count: 0, bytes: 700 }, LIMITS)).to.equal(false);
  });

  it('takes none while its hook is not active', () => {
    expect(hasRoom(aLane({}, { status: 'suspended' }), NOTHING_DRAFTED, LIMITS)).to.equal(false);
  });

  it('takes one to probe with behind an open circuit', () => {
    expect(hasRoom(aLane({}, { circuit: OPEN }), NOTHING_DRAFTED, LIMITS)).to.equal(true);
    expect(hasRoom(aLane({}, { circuit: OPEN }), { count: 1, bytes: 1 }, LIMITS)).to.equal(false);
    expect(hasRoom(withBlocks(aLane({}, { circuit: OPEN }), 1), NOTHING_DRAFTED, LIMITS)).to.equal(false);
  });

  it('catches up once half of its room is free', () => {
    expect(wantsCatchUp(withBlocks(aLane({}, { behind }), 1, 1, 1), LIMITS)).to.equal(false);
    expect(wantsCatchUp(withBlocks(aLane({}, { behind }), 1, 1), LIMITS)).to.equal(true);
    expect(wantsCatchUp(aLane(), LIMITS)).to.equal(false);
  });

  it('has a skipped stretch counted whatever its state', () => {
    expect(wantsCatchUp(aLane({}, { status: 'deleted', behind: { ...behind, skipTo: 9n } }), LIMITS)).to.equal(true);
  });
});
