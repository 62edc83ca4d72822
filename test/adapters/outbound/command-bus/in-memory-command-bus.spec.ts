import { expect } from 'chai';
import * as fc from 'fast-check';
import { type Delivered } from '../../../../src/application/ports/command-bus';
import {
  type InMemoryCommandBus,
  inMemoryCommandBus,
} from '../../../../src/adapters/outbound/command-bus/in-memory/in-memory-command-bus';
import { itBehavesLikeACommandBus } from '../../../contracts/command-bus.contract';
import { aBlock } from '../../../support/block-builders';

const SMALL = { maxCommands: 2, maxBytes: 100 };
const ROOMY = { maxCommands: 10_000, maxBytes: 1e9 };

describe('The in-memory command bus', () => {
  itBehavesLikeACommandBus((bound) => {
    const bus = inMemoryCommandBus({ maxBytes: 1024 * 1024, maxCommands: bound?.maxCommands ?? 1000 });
    return Promise.resolve({
      bus,
      wipe: () => {
        bus.wipe();
        return Promise.resolve();
      },
      dispose: () => Promise.resolve(),
    });
  });

  it('is bounded in bytes too', async () => {
    const bus = inMemoryCommandBus(SMALL);
    await bus.publish([aBlock('b0', { bytes: 60 })])();
    const refused = await bus.publish([aBlock('b1', { bytes: 60 })])();
    expect(refused).to.deep.include({ _tag: 'Left' });
    expect(bus.size()).to.equal(1);
  });

  it('takes what is larger than its bound when it is empty, for it would never have room', async () => {
    const bus = inMemoryCommandBus(SMALL);
    const taken = await bus.publish([aBlock('b0', { bytes: 600 })])();
    expect(taken).to.deep.include({ _tag: 'Right' });
  });

  it('keeps its count when a stopped worker acknowledges after a wipe', async () => {
    const bus = inMemoryCommandBus(ROOMY);
    const held: Delivered[] = [];
    const consumer = bus.consume(ROOMY, (delivered) => held.push(delivered));
    await bus.publish([aBlock('b0'), aBlock('b1')])();
    consumer.stop();
    bus.wipe();
    for (const { acknowledge } of held) acknowledge();
    expect(bus.size()).to.equal(0);
  });

  it('hands out further when a worker threw on being handed something', async () => {
    const bus = inMemoryCommandBus(ROOMY);
    const taken: string[] = [];
    bus.consume(ROOMY, ({ command }) => {
      taken.push(command.block);
      if (command.block === 'bad') throw new Error('a defect');
    });
    expect(() => void bus.publish([aBlock('bad')])()).to.throw('a defect');
    await bus.publish([aBlock('good')])();
    expect(taken).to.deep.equal(['bad', 'good']);
  });

  it('tells apart two publications of the very same block', async () => {
    const bus = inMemoryCommandBus(ROOMY);
    const held: Delivered[] = [];
    bus.consume(ROOMY, (delivered) => held.push(delivered));
    const block = aBlock('twice');
    await bus.publish([block, block])();
    for (const { acknowledge } of held) acknowledge();
    expect({ handed: held.length, left: bus.size() }).to.deep.equal({ handed: 2, left: 0 });
  });

  describe('whatever workers do', () => {
    interface World {
      readonly bus: InMemoryCommandBus;
      readonly published: string[];
      readonly settled: Set<string>;
      readonly workers: { readonly held: Delivered[]; readonly stop: () => void; readonly lose: () => void }[];
    }
    type Step = (world: World, n: number) => void;

    const workerOf = ({ workers }: World, n: number): World['workers'][number] | undefined =>
      workers[n % Math.max(1, workers.length)];
    const publish: Step = ({ bus, published }, n) => {
      const name = `${String(n % 2)}/${String(published.length).padStart(3, '0')}`;
      published.push(name);
      void bus.publish([aBlock(name, { lane: name.slice(0, 1) })])();
    };
    const join: Step = ({ bus, workers }, n) => {
      const held: Delivered[] = [];
      workers.push({ held, ...bus.consume({ ...ROOMY, maxCommands: n + 1 }, (delivered) => held.push(delivered)) });
    };
    const acknowledge: Step = (world, n) => {
      const done = workerOf(world, n)?.held.shift();
      if (done === undefined) return;
      done.acknowledge();
      world.settled.add(done.command.block);
    };
    const lose: Step = (world, n) => {
      const worker = workerOf(world, n);
      worker?.lose();
      worker?.held.splice(0);
    };
    const stop: Step = (world, n) => workerOf(world, n)?.stop();
    const steps = fc.array(fc.tuple(fc.constantFrom(publish, join, acknowledge, lose, stop), fc.nat(5)), {
      maxLength: 60,
    });

    it('loses no block, and hands each lane out in order to those who are left', () => {
      fc.assert(
        fc.property(steps, (todo) => {
          const world: World = { bus: inMemoryCommandBus(ROOMY), published: [], settled: new Set(), workers: [] };
          for (const [step, n] of todo) step(world, n);
          for (const worker of world.workers) worker.lose();
          const rest: string[] = [];
          world.bus.consume(ROOMY, ({ command }) => rest.push(command.block));
          const waiting = world.published.filter((name) => !world.settled.has(name));
          expect(world.bus.size()).to.equal(waiting.length);
          for (const lane of ['0', '1']) {
            const ofLane = (name: string): boolean => name.startsWith(lane);
            expect(rest.filter(ofLane)).to.deep.equal(waiting.filter(ofLane).sort());
          }
        }),
      );
    });
  });
});
