import { expect } from 'chai';
import { foldOutcome } from '../../../src/domain/capture/fold-outcome';
import { waitingOf } from '../../../src/domain/capture/lane';
import { plainNames } from '../../support/search-log';
import { aLane, answered, answerTo, blockOf, NOW, onBus, withBlocks } from './lanes';

describe('An answer to a block', () => {
  const waiting = onBus(withBlocks(aLane(), 3), 'a');

  it('settles it when everything in it was delivered', () => {
    const lane = answered(waiting, answerTo('a', [{ answer: 'delivered', indexes: [0, 1, 2] }]));
    expect(lane.counts).to.deep.equal({ captured: 3, delivered: 3, parked: 0, discarded: 0 });
    expect(lane.blocks).to.deep.equal([]);
    expect(lane.bytes).to.equal(0);
  });

  it('leaves what failed at its old place, as another block that waits for its time', () => {
    const lane = answered(
      onBus(withBlocks(aLane(), 3, 1), 'a'),
      answerTo('a', [
        { answer: 'delivered', indexes: [0, 2] },
        { answer: 'failed', indexes: [1], kind: 'message' },
      ]),
    );
    expect(lane.blocks.map(({ root }) => root)).to.deep.equal(['a', 'b']);
    const left = blockOf(lane, 'a');
    expect(left).to.include({ id: 'a/left:1', turn: 1, publication: null });
    expect(left.members).to.deep.equal([{ index: 1, attempts: 1, round: 0, dueAt: NOW + 1000 }]);
    expect(waitingOf(lane)).to.equal(2);
  });

  it('keeps the id of a block that failed whole: the same block comes again', () => {
    const lane = answered(waiting, answerTo('a', [{ answer: 'failed', indexes: [0, 1, 2], kind: 'message' }]));
    expect(blockOf(lane, 'a')).to.include({ id: 'a', turn: 1 });
  });

  it('waits longer after each attempt', () => {
    const lane = answered(
      waiting,
      answerTo('a', [{ answer: 'failed', indexes: [0, 1, 2], kind: 'message', attempt: 2 }]),
    );
    expect(blockOf(lane, 'a').members?.[0]).to.include({ attempts: 2, dueAt: NOW + 2000 });
  });

  it('makes no attempt of what was returned, which is due at once', () => {
    const lane = answered(waiting, answerTo('a', [{ answer: 'returned', indexes: [0, 1, 2] }]));
    expect(blockOf(lane, 'a').members?.map(({ attempts, dueAt }) => [attempts, dueAt])).to.deep.equal([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  it('counts what is left of a wait when it is read back after a start', () => {
    const outcome = answerTo('a', [{ answer: 'failed', indexes: [0], kind: 'message' }]);
    const lane = foldOutcome(waiting, outcome, { named: plainNames, moment: { now: NOW, age: 400 } });
    expect(blockOf(lane, 'a').members?.[0]?.dueAt).to.equal(NOW + 600);
  });

  describe('told twice', () => {
    const failed = answerTo('a', [{ answer: 'failed', indexes: [0], kind: 'message', attempt: 1 }]);
    const delivered = answerTo('a', [{ answer: 'delivered', indexes: [0, 1, 2] }]);

    it('counts deliveries once', () => {
      expect(answered(waiting, delivered, delivered).counts.delivered).to.equal(3);
    });

    it('counts an attempt once', () => {
      expect(blockOf(answered(waiting, failed, failed), 'a').members?.[0]?.attempts).to.equal(1);
    });
  });

  describe('that comes late', () => {
    const parked = answerTo('a', [{ answer: 'parked', indexes: [0, 1, 2] }]);
    const discarded = answerTo('a', [{ answer: 'discarded', indexes: [0] }]);
    const delivered = answerTo('a', [{ answer: 'delivered', indexes: [0] }]);
    const failed = answerTo('a', [{ answer: 'failed', indexes: [0], kind: 'message' }]);

    it('moves a parked delivery to delivered', () => {
      expect(answered(waiting, parked, delivered).counts).to.include({ delivered: 1, parked: 2, discarded: 0 });
    });

    it('moves a parked delivery to discarded', () => {
      expect(answered(waiting, parked, discarded).counts).to.include({ delivered: 0, parked: 2, discarded: 1 });
    });

    it('moves a discarded delivery to delivered', () => {
      const lane = answered(waiting, answerTo('a', [{ answer: 'discarded', indexes: [0, 1, 2] }]), delivered);
      expect(lane.counts).to.include({ delivered: 1, parked: 0, discarded: 2 });
    });

    it('changes nothing when it is weaker', () => {
      const whole = answered(waiting, answerTo('a', [{ answer: 'delivered', indexes: [0, 1, 2] }]));
      for (const weaker of [parked, discarded, failed])
        expect(answered(whole, weaker).counts).to.deep.equal(whole.counts);
      expect(answered(waiting, parked, failed).counts).to.include({ parked: 3 });
    });

    it('comes to the same in the other order', () => {
      const counts = [answered(waiting, parked, delivered).counts, answered(waiting, delivered, parked).counts];
      expect(counts[0]).to.deep.equal(counts[1]);
    });

    it('belongs to a turn before: what lies on the bus meanwhile stays there', () => {
      const retried = onBus(answered(waiting, failed), 'a');
      const late = answerTo('a', [{ answer: 'delivered', indexes: [1] }], { turn: 0, publication: '0.older' });
      expect(blockOf(answered(retried, late), 'a').publication).to.equal('0.a');
    });
  });

  describe('for a resend of what was delivered', () => {
    const uncounted = {
      ...waiting,
      blocks: waiting.blocks.map((block) => ({
        ...block,
        n: 1,
        members: [{ index: 0, attempts: 0, round: 1, dueAt: 0, uncounted: true as const }],
      })),
    };

    it('changes no total', () => {
      const lane = answered(uncounted, answerTo('a', [{ answer: 'delivered', indexes: [0], round: 1 }]));
      expect(lane.counts).to.deep.equal(uncounted.counts);
      expect(lane.blocks).to.deep.equal([]);
    });

    it('is given up when its attempts are spent', () => {
      const lane = answered(uncounted, answerTo('a', [{ answer: 'failed', kind: 'message', round: 1, attempt: 3 }]));
      expect(lane.blocks).to.deep.equal([]);
    });
  });
});

describe('An answer about the endpoint', () => {
  const down = { failures: 1, broken: false };
  const waiting = onBus(withBlocks(aLane(), 1, 1), 'a');
  const failed = (attempt: number) => [{ answer: 'failed' as const, kind: 'endpoint' as const, attempt }];

  it('never spends the last attempt while the circuit is on', () => {
    const lane = answered(waiting, answerTo('a', failed(3), { streak: down }));
    expect(blockOf(lane, 'a').members?.[0]?.attempts).to.equal(2);
    expect(lane.circuit.state).to.equal('open');
  });

  it('spends it when the circuit is off', () => {
    const off = onBus(withBlocks(aLane({ circuit: 'off' }), 1), 'a');
    const lane = answered(off, answerTo('a', failed(2), { streak: down }));
    expect(blockOf(lane, 'a').members?.[0]?.attempts).to.equal(2);
    expect(lane.circuit.state).to.equal('closed');
  });

  it('is no attempt when a probe failed', () => {
    const lane = answered(waiting, answerTo('a', failed(1), { streak: down, probe: true }));
    expect(blockOf(lane, 'a').members?.[0]?.attempts).to.equal(0);
  });

  it('gives the hook one connection until it answers again', () => {
    expect(answered(waiting, answerTo('a', failed(1), { streak: down })).proven).to.equal(false);
    expect(
      answered(waiting, answerTo('a', [{ answer: 'returned' }], { streak: { failures: 0, broken: false } })).proven,
    ).to.equal(true);
  });

  it('lets the lane rest as long as it asks for', () => {
    expect(answered(waiting, answerTo('a', failed(1), { streak: down, restMs: 30_000 })).restUntil).to.equal(
      NOW + 30_000,
    );
  });

  it('demands a suspension when it is gone', () => {
    expect(answered(waiting, answerTo('a', failed(1), { streak: down, gone: true })).demand).to.equal('endpoint-gone');
  });

  it('demands a suspension after five days without a success, and none after a success', () => {
    const day = 24 * 3_600_000;
    const first = answered(waiting, answerTo('a', failed(1), { streak: down, at: 0 }));
    const late = answerTo('a', failed(1), { streak: down, at: 5 * day });
    expect(answered(first, answerTo('a', failed(1), { streak: down, at: 5 * day - 1 })).demand).to.equal(null);
    expect(answered(first, late).demand).to.equal('no-success-for-five-days');
    expect(answered(first, answerTo('b', [{ answer: 'delivered' }], { at: day }), late).demand).to.equal(null);
  });

  it('demands nothing of a hook that does not deliver anyhow', () => {
    const suspended = { ...waiting, status: 'suspended' as const };
    expect(answered(suspended, answerTo('a', failed(1), { streak: down, gone: true })).demand).to.equal(null);
  });

  it('demands a suspension when a delivery is exhausted under an ordering that asks for it', () => {
    const message = [{ answer: 'failed' as const, kind: 'message' as const, attempt: 3 }];
    const strict = (onExhausted: 'suspend' | 'park') =>
      onBus(withBlocks(aLane({ ordering: { mode: 'strict', onExhausted } }), 1), 'a');
    expect(answered(strict('suspend'), answerTo('a', message)).demand).to.equal('delivery-exhausted-under-ordering');
    expect(answered(strict('park'), answerTo('a', message)).demand).to.equal(null);
  });
});
