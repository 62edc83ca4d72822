import { expect } from 'chai';
import * as fc from 'fast-check';
import { hookGates } from '../../../src/application/deliver/hook-gates';
import { keptText } from '../../../src/application/deliver/kept-text';
import { openedDestinations } from '../../../src/application/deliver/opened-destinations';
import { pace } from '../../../src/application/deliver/pace';
import { permits } from '../../../src/application/deliver/permits';
import { settledBlocks } from '../../../src/application/deliver/settled-blocks';
import { aBlock } from '../../support/block-builders';
import { aHook, secretBox } from '../../support/deliver-world';
import { fixedClock } from '../../support/fixed-clock';

describe('The memory of settled blocks', () => {
  it('knows a block while it is held and once it is settled, by its turn', () => {
    const settled = settledBlocks();
    const block = aBlock('block-1');
    expect(settled.begin(block)).to.equal(true);
    expect(settled.begin(block)).to.equal(false);
    settled.end(block);
    expect(settled.begin(block)).to.equal(false);
    expect(settled.begin({ ...block, turn: 1 })).to.equal(true);
  });

  it('forgets a block that got no outcome', () => {
    const settled = settledBlocks();
    settled.begin(aBlock('block-1'));
    settled.forget(aBlock('block-1'));
    expect(settled.begin(aBlock('block-1'))).to.equal(true);
  });

  it('remembers ten thousand at least and twenty thousand at most', () => {
    const settled = settledBlocks();
    const block = aBlock('x');
    for (let n = 0; n < 45_000; n += 1) {
      const one = { ...block, block: `block-${String(n)}` };
      settled.begin(one);
      settled.end(one);
    }
    expect(settled.size()).to.be.within(10_000, 20_000);
    expect(settled.begin({ ...block, block: 'block-35001' })).to.equal(false);
  });
});

describe('The gates of the hooks', () => {
  it('are gone once nothing of a hook is in hand', () => {
    const gates = hookGates(fixedClock());
    for (let hook = 0; hook < 100; hook += 1) gates.enter(hook, 8);
    for (let hook = 0; hook < 100; hook += 1) gates.enter(hook, 8);
    for (let hook = 0; hook < 100; hook += 1) gates.leave(hook);
    expect(gates.size()).to.equal(100);
    for (let hook = 0; hook < 100; hook += 1) gates.leave(hook);
    expect(gates.size()).to.equal(0);
  });

  it('stay for as long as a rate has something to remember, with one timer', () => {
    const clock = fixedClock();
    const gates = hookGates(clock);
    for (let block = 0; block < 3; block += 1) {
      void gates.enter(7, 8).pace.next(100);
      gates.leave(7);
    }
    expect({ gates: gates.size(), timers: clock.waiting() }).to.deep.equal({ gates: 1, timers: 1 });
    clock.advance(1000);
    expect({ gates: gates.size(), timers: clock.waiting() }).to.deep.equal({ gates: 0, timers: 0 });
  });

  it('are not taken away under a block that came meanwhile', () => {
    const clock = fixedClock();
    const gates = hookGates(clock);
    const gate = gates.enter(7, 8);
    void gate.pace.next(10);
    gates.leave(7);
    gates.enter(7, 8);
    clock.advance(10_000);
    expect(gates.enter(7, 8)).to.equal(gate);
  });
});

describe('A pace', () => {
  it('lets no more than its rate and a quarter of a second pass, however it is asked', () => {
    const asks = fc.array(fc.nat(400), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(asks, fc.constantFrom(0.5, 1, 3, 10, 100), (waits, perSecond) => {
        const clock = fixedClock();
        const { next } = pace(clock);
        const went: number[] = [];
        for (const ms of waits) {
          clock.advance(ms);
          const before = clock.waiting();
          if (next(perSecond) === undefined) went.push(clock.monotonic());
          else expect(clock.waiting()).to.equal(before + 1);
        }
        for (const from of went) {
          const within = went.filter((at) => at >= from && at < from + 1000).length;
          expect(within).to.be.at.most(Math.ceil(perSecond * 1.25) + 1);
        }
      }),
    );
  });

  it('has no limit when there is none', () => {
    const { next } = pace(fixedClock());
    expect(Array.from({ length: 1000 }, () => next(undefined)).every((turn) => turn === undefined)).to.equal(true);
  });

  it('leaves no timer behind when it is hurried', async () => {
    const clock = fixedClock();
    const one = pace(clock);
    void one.next(1);
    const turns = [one.next(1), one.next(1)];
    one.hurry();
    for (const turn of turns) await turn;
    expect(clock.waiting()).to.equal(0);
  });
});

describe('Permits', () => {
  it('go to those who came first, never more than there are', async () => {
    const two = permits(2);
    const went: number[] = [];
    const ask = async (n: number): Promise<void> => {
      await two.take();
      went.push(n);
    };
    const all = [1, 2, 3, 4].map(ask);
    await Promise.resolve();
    await Promise.resolve();
    expect(went).to.deep.equal([1, 2]);
    two.giveBack();
    two.giveBack();
    await Promise.all(all);
    expect(went).to.deep.equal([1, 2, 3, 4]);
  });

  it('let thousands wait, in order, and are free again when all have gone', async () => {
    const one = permits(1);
    const went: number[] = [];
    const all = Array.from({ length: 5000 }, async (_, n) => {
      await one.take();
      went.push(n);
      one.giveBack();
    });
    await Promise.all(all);
    expect(went).to.deep.equal(Array.from({ length: 5000 }, (_, n) => n));
    expect(one.take()).to.equal(undefined);
  });

  it('grow and shrink while they are out', async () => {
    const some = permits(1);
    void some.take();
    const second = some.take();
    some.resize(2);
    await second;
    some.resize(1);
    some.giveBack();
    let third = false;
    void some.take()?.then(() => {
      third = true;
    });
    await Promise.resolve();
    expect(third).to.equal(false);
    some.giveBack();
    await Promise.resolve();
    await Promise.resolve();
    expect(third).to.equal(true);
  });
});

describe('Opened destinations', () => {
  it('open the secrets once for a revision', () => {
    let opened = 0;
    const counting = {
      ...secretBox,
      open: (boxed: string) => {
        opened += 1;
        return secretBox.open(boxed);
      },
    };
    const destinations = openedDestinations(counting, fixedClock());
    for (let n = 0; n < 5; n += 1) destinations.open(aHook(), 4);
    expect(opened).to.equal(2);
    destinations.open(aHook(), 5);
    expect(opened).to.equal(4);
  });
});

describe('A kept text', () => {
  it('is the longest beginning that fits, in whole characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.nat(60), (text, bytes) => {
        const kept = keptText(text, bytes);
        expect(text.startsWith(kept)).to.equal(true);
        expect(Buffer.byteLength(kept)).to.be.at.most(bytes);
        const [next] = text.slice(kept.length);
        const character = next === undefined ? '' : String.fromCodePoint(text.codePointAt(kept.length) ?? 0);
        if (character !== '') expect(Buffer.byteLength(kept + character)).to.be.above(bytes);
      }),
    );
  });
});
