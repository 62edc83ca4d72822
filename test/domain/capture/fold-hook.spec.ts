import { expect } from 'chai';
import { foldHook, type HookChange } from '../../../src/domain/capture/fold-hook';
import { type Lane } from '../../../src/domain/capture/lane';
import { type Circuit } from '../../../src/domain/delivery/circuit';
import { aLane, aMember, answered, answerTo, NOW, onBus, someSettings, withBlocks } from './lanes';

const after = (lane: Lane | undefined, change: HookChange, settings = someSettings()): Lane =>
  foldHook(lane, { hook: 1, account: 1, position: 50n, change, settings }, NOW);

const OPEN: Circuit = { state: 'open', delayMs: 60_000, dueAt: NOW + 60_000 };

describe('A hook', () => {
  it('has a lane from its creation, and delivers once it is active', () => {
    const created = after(undefined, 'created');
    expect(created).to.include({ hook: 1, status: 'inactive' });
    expect(after(created, 'activated').status).to.equal('active');
  });

  for (const [change, status] of [
    ['suspended', 'suspended'],
    ['deactivated', 'inactive'],
    ['deleted', 'deleted'],
    ['resumed', 'active'],
    ['resumed-skipping', 'active'],
    ['changed', 'active'],
    ['secret-rotated', 'active'],
  ] as const) {
    it(`is ${status} after it was ${change}`, () => {
      expect(after(aLane(), change).status).to.equal(status);
    });
  }

  describe('that is changed', () => {
    it('is probed at once: a wrong URL may have been mended', () => {
      const lane = after(aLane({}, { circuit: OPEN, restUntil: NOW + 5000 }), 'changed');
      expect(lane.circuit).to.include({ state: 'open', dueAt: NOW });
      expect(lane.restUntil).to.equal(0);
    });

    it('has no open circuit any more when it has none at all', () => {
      const lane = after(aLane({}, { circuit: OPEN }), 'changed', someSettings({ circuit: 'off' }));
      expect(lane.circuit).to.deep.equal({ state: 'closed', failures: 0 });
    });

    it('schedules what waits by its new settings', () => {
      expect(after(aLane(), 'changed', someSettings({ parallelism: 5 })).settings.parallelism).to.equal(5);
    });
  });

  describe('that is resumed', () => {
    const tried = withBlocks(
      aLane({}, { status: 'suspended', circuit: OPEN, demand: 'endpoint-gone', troubleSince: 1, restUntil: 9 }),
      2,
    );
    const waiting = {
      ...tried,
      blocks: tried.blocks.map((block) => ({ ...block, members: [aMember(0, { attempts: 2, dueAt: NOW + 9 })] })),
    };

    it('begins anew: attempts, circuit, rest and trouble are forgotten', () => {
      const lane = after(waiting, 'resumed');
      expect(lane.blocks[0]?.members).to.deep.equal([aMember(0)]);
      expect(lane).to.deep.include({
        demand: null,
        troubleSince: null,
        restUntil: 0,
        circuit: { state: 'closed', failures: 0 },
      });
    });

    it('goes on waiting for the stretch behind', () => {
      const behind = { after: 10n, since: 1, skipTo: null };
      expect(after({ ...waiting, behind }, 'resumed').behind).to.deep.equal(behind);
    });
  });

  for (const change of ['resumed-skipping', 'deleted'] as const) {
    describe(`whose waiting deliveries are given up (${change})`, () => {
      const lane = after(
        onBus(withBlocks(aLane({}, { behind: { after: 30n, since: 1, skipTo: null } }), 2, 3), 'a'),
        change,
      );

      it('discards its blocks at once', () => {
        expect(lane.counts).to.deep.equal({ captured: 5, delivered: 0, parked: 0, discarded: 5 });
        expect(lane.blocks).to.deep.equal([]);
        expect(lane.bytes).to.equal(0);
      });

      it('has the stretch behind counted up to there', () => {
        expect(lane.behind?.skipTo).to.equal(50n);
      });

      it('still counts as delivered what was on the bus and got through', () => {
        const told = answered(lane, answerTo('a', [{ answer: 'delivered', indexes: [0, 1] }]));
        expect(told.counts).to.include({ delivered: 2, discarded: 3 });
      });
    });
  }

  it('keeps what was parked when it gives up what waits', () => {
    const parked = answered(onBus(withBlocks(aLane(), 2), 'a'), answerTo('a', [{ answer: 'parked', indexes: [0] }]));
    expect(after(parked, 'resumed-skipping').counts).to.deep.equal({
      captured: 2,
      delivered: 0,
      parked: 1,
      discarded: 1,
    });
  });

  it('is no longer asked to be suspended once it is', () => {
    expect(after(aLane({}, { demand: 'endpoint-gone' }), 'suspended').demand).to.equal(null);
  });
});
