import { expect } from 'chai';
import { type Lane } from '../../../src/domain/capture/lane';
import { published, type Schedule, scheduleOf, takenOffBus, withdrawn } from '../../../src/domain/capture/schedule';
import { type Member } from '../../../src/domain/capture/waiting-block';
import { aLane, aMember, NOW, onBus, withBlocks } from './lanes';

const roots = ({ publish }: Schedule): ReadonlyArray<string> => publish.map(({ block }) => block.root);
const due = (lane: Lane): ReadonlyArray<string> => roots(scheduleOf(lane, NOW));
const indexes = (schedule: Schedule): ReadonlyArray<number> | undefined =>
  schedule.publish[0]?.members?.map(({ index }) => index);

const withMembers = (lane: Lane, root: string, ...members: ReadonlyArray<Member>): Lane => ({
  ...lane,
  blocks: lane.blocks.map((block) => (block.root === root ? { ...block, members } : block)),
});
const later = (index: number, ms = 1000, owner?: string): Member =>
  aMember(index, { attempts: 1, dueAt: NOW + ms, ...(owner === undefined ? {} : { owner }) });

describe('The schedule of a hook without an ordering', () => {
  const eight = withBlocks(aLane({ parallelism: 2 }), 1, 1, 1, 1, 1, 1, 1, 1);

  it('puts at most twice its parallelism on the bus, the oldest first', () => {
    expect(due(eight)).to.deep.equal(['a', 'b', 'c', 'd']);
    expect(due(onBus(eight, 'a', 'b', 'c'))).to.deep.equal(['d']);
    expect(due(onBus(eight, 'a', 'b', 'c', 'd'))).to.deep.equal([]);
  });

  it('puts one block on one connection while the hook has not answered', () => {
    const schedule = scheduleOf({ ...eight, proven: false }, NOW);
    expect(roots(schedule)).to.deep.equal(['a']);
    expect(schedule.publish[0]?.connections).to.equal(1);
    expect(due(onBus({ ...eight, proven: false }, 'b'))).to.deep.equal([]);
  });

  it('passes over a block that is not due, and looks again when it is', () => {
    const lane = withMembers(withBlocks(aLane(), 1, 1), 'a', later(0, 700));
    expect(scheduleOf(lane, NOW)).to.deep.include({ wakeAt: NOW + 700 });
    expect(due(lane)).to.deep.equal(['b']);
    expect(roots(scheduleOf(lane, NOW + 700))).to.deep.equal(['a', 'b']);
  });

  it('sends one by one only the deliveries that are due', () => {
    const lane = withMembers(withBlocks(aLane(), 3), 'a', aMember(0), later(1, 500), aMember(2));
    const schedule = scheduleOf(lane, NOW);
    expect(indexes(schedule)).to.deep.equal([0, 2]);
    expect(schedule.wakeAt).to.equal(NOW + 500);
  });

  it('sends a block together when its last delivery is due', () => {
    const lane = withMembers(withBlocks(aLane({ packaging: 'together' }), 2), 'a', aMember(0), later(1, 500));
    expect(scheduleOf(lane, NOW)).to.deep.equal({ publish: [], wakeAt: NOW + 500 });
    expect(indexes(scheduleOf(lane, NOW + 500))).to.deep.equal([0, 1]);
  });

  it('rests as long as the far side asked', () => {
    expect(scheduleOf({ ...eight, restUntil: NOW + 1 }, NOW)).to.deep.equal({ publish: [], wakeAt: NOW + 1 });
    expect(due({ ...eight, restUntil: NOW })).to.have.lengthOf(4);
  });

  for (const status of ['suspended', 'inactive', 'deleted'] as const) {
    it(`is empty while the hook is ${status}`, () => {
      expect(scheduleOf({ ...eight, status }, NOW)).to.deep.equal({ publish: [], wakeAt: null });
    });
  }

  it('is empty while a suspension is demanded', () => {
    expect(due({ ...eight, demand: 'endpoint-gone' })).to.deep.equal([]);
  });
});

describe('The schedule behind an open circuit', () => {
  const open = (dueAt: number): Lane =>
    withBlocks(aLane({}, { circuit: { state: 'open', delayMs: 15_000, dueAt } }), 1, 1);

  it('is one probe, the oldest block, when it is due', () => {
    const schedule = scheduleOf(open(NOW), NOW);
    expect(roots(schedule)).to.deep.equal(['a']);
    expect(schedule.publish[0]).to.include({ probe: true, connections: 1 });
  });

  it('waits for that time', () => {
    expect(scheduleOf(open(NOW + 5), NOW)).to.deep.equal({ publish: [], wakeAt: NOW + 5 });
  });

  it('waits for what is still on the bus', () => {
    expect(scheduleOf(onBus(open(NOW), 'b'), NOW)).to.deep.equal({ publish: [], wakeAt: null });
  });

  it('probes also with a block that is not due by itself', () => {
    expect(due(withMembers(open(NOW), 'a', later(0)))).to.deep.equal(['a']);
  });
});

describe('The schedule of a strict hook', () => {
  const strict = withBlocks(aLane({ ordering: { mode: 'strict', onExhausted: 'suspend' }, parallelism: 8 }), 2, 2);

  it('is its head, and nothing beside it', () => {
    expect(due(strict)).to.deep.equal(['a']);
    expect(due(onBus(strict, 'a'))).to.deep.equal([]);
  });

  it('waits for the first delivery, and then sends all that are left, in order', () => {
    const lane = withMembers(strict, 'a', later(0, 300), aMember(1));
    expect(scheduleOf(lane, NOW)).to.deep.equal({ publish: [], wakeAt: NOW + 300 });
    expect(indexes(scheduleOf(lane, NOW + 300))).to.deep.equal([0, 1]);
  });
});

describe('The schedule of a hook in order per profile', () => {
  const lane = withBlocks(aLane({ ordering: { mode: 'per-profile', onExhausted: 'suspend' } }), 2, 2, 2);

  it('is one block at a time', () => {
    expect(due(lane)).to.deep.equal(['a']);
    expect(due(onBus(lane, 'a'))).to.deep.equal([]);
  });

  it('passes a profile whose earlier delivery waits, and tells the worker so', () => {
    const schedule = scheduleOf(withMembers(lane, 'a', later(0, 400, 'alice')), NOW);
    expect(roots(schedule)).to.deep.equal(['b']);
    expect(schedule.publish[0]?.setAside).to.deep.equal(['alice']);
    expect(schedule.wakeAt).to.equal(NOW + 400);
  });

  it('sends the rest of a block past the delivery that waits, but none of the same profile', () => {
    const waits = withMembers(
      lane,
      'a',
      later(0, 400, 'alice'),
      aMember(1, { owner: 'bob' }),
      aMember(2, { owner: 'alice' }),
    );
    expect(indexes(scheduleOf(waits, NOW))).to.deep.equal([1]);
  });

  it('lets them follow in order once their head is due', () => {
    const waits = withMembers(lane, 'a', later(0, 400, 'alice'), aMember(2, { owner: 'alice' }));
    expect(indexes(scheduleOf(waits, NOW + 400))).to.deep.equal([0, 2]);
  });

  it('lets those without a profile wait for nobody', () => {
    expect(due(withMembers(lane, 'a', later(0, 400, ''), aMember(1, { owner: '' })))).to.deep.equal(['a']);
  });

  it('waits as a whole with more than 64 profiles set aside', () => {
    const many = (count: number): Lane =>
      withMembers(lane, 'a', ...Array.from({ length: count }, (_, at) => later(at, 400, `owner-${String(at)}`)));
    expect(due(many(64))).to.deep.equal(['b']);
    expect(scheduleOf(many(65), NOW)).to.deep.equal({ publish: [], wakeAt: NOW + 400 });
  });
});

describe('What lies on the bus', () => {
  const lane = withBlocks(aLane(), 1, 1);

  it('is known by its publication, and forgotten when the bus is', () => {
    const there = published(
      lane,
      new Map([
        ['a', '3.1'],
        ['b', '3.2'],
      ]),
      NOW,
    );
    expect(there.blocks.map(({ publication, publishedAt }) => [publication, publishedAt])).to.deep.equal([
      ['3.1', NOW],
      ['3.2', NOW],
    ]);
    expect(takenOffBus(there).blocks.map(({ publication }) => publication)).to.deep.equal([null, null]);
  });

  it('stays there when the bus refuses another publication of the lane', () => {
    const there = published(
      lane,
      new Map([
        ['a', '3.1'],
        ['b', '3.2'],
      ]),
      NOW,
    );
    expect(withdrawn(there, '3.2').blocks.map(({ publication }) => publication)).to.deep.equal(['3.1', null]);
  });
});
