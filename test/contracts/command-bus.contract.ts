import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type BlockCommand } from '../../src/application/deliver/block-command';
import { type CommandBus, type Consumer, type Delivered } from '../../src/application/ports/command-bus';
import { aBlock } from '../support/block-builders';
import { waitUntil } from '../support/wait-until';

export interface CommandBusHarness {
  /** An empty bus that takes at least 64 commands and 1 MiB. */
  readonly bus: CommandBus;
  /** Loses everything on it; absent where a test cannot. */
  readonly wipe?: () => Promise<void>;
  readonly dispose: () => Promise<void>;
}
/** What not every bus can promise. */
export interface CommandBusAbilities {
  /** Otherwise blocks come in the order of publishing, and lanes take turns within what was taken ahead only. */
  readonly takesTurns: boolean;
  /** Otherwise the first blocks of a call that is refused as full may lie on the bus; they are repeats later. */
  readonly takesAllOrNothing: boolean;
}
const ALL: CommandBusAbilities = { takesTurns: true, takesAllOrNothing: true };

/** `maxCommands`: the bus is to be bounded there. */
export type OpenCommandBus = (bound?: { readonly maxCommands: number }) => Promise<CommandBusHarness>;

const ROOMY = { maxCommands: 100, maxBytes: 1024 * 1024 };

const inLane = (lane: string, names: ReadonlyArray<string>): ReadonlyArray<BlockCommand> =>
  names.map((name) => aBlock(name, { lane }));
const numbered = (prefix: string, count: number): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index)}`);

/** A worker that writes down what it is given, and acknowledges at once if asked to. */
const worker = (bus: CommandBus, options = ROOMY, then: (delivered: Delivered) => void = () => undefined) => {
  const taken: Delivered[] = [];
  const consumer: Consumer = bus.consume(options, (delivered) => {
    taken.push(delivered);
    then(delivered);
  });
  return {
    ...consumer,
    taken,
    names: (): ReadonlyArray<string> => taken.map(({ command }) => command.block),
    acknowledge: (name: string): void => {
      taken.find(({ command }) => command.block === name)?.acknowledge();
    },
  };
};

const acknowledging = ({ acknowledge }: Delivered): void => {
  acknowledge();
};

type Publish = (commands: ReadonlyArray<BlockCommand>) => Promise<void>;

const itTakesTurns = (bus: () => CommandBus, publish: Publish): void => {
  describe('a lane among others', () => {
    it('does not starve the others, however many blocks it has', async () => {
      await publish(inLane('hook:1', numbered('many', 30)));
      await publish(inLane('hook:2', ['lonely']));
      const reader = worker(bus(), { ...ROOMY, maxCommands: 1 }, acknowledging);
      await waitUntil(() => reader.taken.length === 31);
      expect(reader.names().indexOf('lonely')).to.be.at.most(2);
    });

    it('takes turns with all others', async () => {
      await publish(inLane('hook:1', numbered('a', 3)));
      await publish(inLane('hook:2', numbered('b', 3)));
      const reader = worker(bus(), { ...ROOMY, maxCommands: 1 }, acknowledging);
      await waitUntil(() => reader.taken.length === 6);
      expect(reader.names()).to.deep.equal(['a0', 'b0', 'a1', 'b1', 'a2', 'b2']);
    });
  });
};

/** Every command bus runs this suite; an adapter is finished when it passes. */
export const itBehavesLikeACommandBus = (open: OpenCommandBus, abilities = ALL): void => {
  describe('behaves like a command bus:', () => {
    let harness: CommandBusHarness;
    let bus: CommandBus;
    beforeEach(async () => {
      harness = await open();
      bus = harness.bus;
    });
    afterEach(() => harness.dispose());

    const publish = async (commands: ReadonlyArray<BlockCommand>, on = bus): Promise<void> => {
      const published = await on.publish(commands)();
      if (E.isLeft(published)) throw new Error(published.left.type);
    };
    /** Publishes one command more, and waits for it: what was to come before it has come. */
    const settle = async (by: { readonly names: () => ReadonlyArray<string> }): Promise<void> => {
      const last = `last-${String(Math.random())}`;
      await publish(inLane(last, [last]));
      await waitUntil(() => by.names().includes(last));
    };

    describe('a lane', () => {
      it('hands its blocks out in the order in which they were published', async () => {
        const names = numbered('b', 20);
        await publish(inLane('hook:1', names.slice(0, 10)));
        const reader = worker(bus);
        await publish(inLane('hook:1', names.slice(10)));
        await waitUntil(() => reader.taken.length === 20);
        expect(reader.names()).to.deep.equal(names);
      });

      it('carries a block whole', async () => {
        const block = aBlock('whole', { stamp: 12n, manual: 'alice', setAside: ['p1'], probe: true, connections: 3 });
        await publish([block]);
        const reader = worker(bus);
        await waitUntil(() => reader.taken.length === 1);
        expect(reader.taken[0]?.command).to.deep.equal(block);
      });
    });

    if (abilities.takesTurns) itTakesTurns(() => bus, publish);

    describe('a block', () => {
      it('waits for a worker', async () => {
        await publish([aBlock('early')]);
        const reader = worker(bus);
        await waitUntil(() => reader.taken.length === 1);
      });

      it('does not come back once it is acknowledged', async () => {
        await publish(inLane('hook:1', ['done', 'open']));
        const first = worker(bus);
        await waitUntil(() => first.taken.length === 2);
        first.acknowledge('done');
        first.lose();
        const second = worker(bus);
        await waitUntil(() => second.taken.length === 1);
        await settle(second);
        expect(second.names().slice(0, -1)).to.deep.equal(['open']);
      });

      it('may be acknowledged twice without harm', async () => {
        await publish(inLane('hook:1', numbered('b', 3)));
        const reader = worker(bus, { ...ROOMY, maxCommands: 1 });
        await waitUntil(() => reader.taken.length === 1);
        reader.acknowledge('b0');
        reader.acknowledge('b0');
        await waitUntil(() => reader.taken.length === 2);
        expect(reader.names()).to.deep.equal(['b0', 'b1']);
      });

      it('goes to one of two workers, never to both', async () => {
        const one = worker(bus, { ...ROOMY, maxCommands: 2 }, acknowledging);
        const other = worker(bus, { ...ROOMY, maxCommands: 2 }, acknowledging);
        const names = numbered('b', 40);
        await publish(names.map((name) => aBlock(name, { lane: `hook:${name}` })));
        await waitUntil(() => one.taken.length + other.taken.length === 40);
        expect([...one.names(), ...other.names()].sort()).to.deep.equal([...names].sort());
      });

      it('can be published from inside the taking of another', async () => {
        const publishing: Promise<void>[] = [];
        const reader = worker(bus, ROOMY, ({ command, acknowledge }) => {
          if (command.block === 'first') publishing.push(publish([aBlock('second')]));
          acknowledge();
        });
        await publish([aBlock('first')]);
        await waitUntil(() => reader.taken.length === 2);
        await Promise.all(publishing);
        expect(reader.names()).to.deep.equal(['first', 'second']);
      });
    });

    describe('a lost worker', () => {
      it('leaves its blocks to the others, in order and before later ones', async () => {
        const first = worker(bus, { ...ROOMY, maxCommands: 3 });
        await publish(inLane('hook:1', numbered('b', 5)));
        await waitUntil(() => first.taken.length === 3);
        first.lose();
        const second = worker(bus);
        await waitUntil(() => second.taken.length === 5);
        expect(second.names()).to.deep.equal(numbered('b', 5));
      });

      it('changes nothing by acknowledging late', async () => {
        await publish(inLane('hook:1', ['b0']));
        const first = worker(bus);
        await waitUntil(() => first.taken.length === 1);
        first.lose();
        const second = worker(bus);
        await waitUntil(() => second.taken.length === 1);
        first.acknowledge('b0');
        second.lose();
        const third = worker(bus);
        await waitUntil(() => third.taken.length === 1);
        expect(third.names()).to.deep.equal(['b0']);
      });

      it('is given nothing more', async () => {
        const lost = worker(bus);
        lost.lose();
        const other = worker(bus);
        await publish(inLane('hook:1', ['b0']));
        await settle(other);
        expect(lost.names()).to.deep.equal([]);
      });
    });

    describe('a worker that stops', () => {
      it('is given nothing more', async () => {
        const stopped = worker(bus);
        await publish(inLane('hook:1', ['before']));
        await waitUntil(() => stopped.taken.length === 1);
        stopped.stop();
        await publish(inLane('hook:1', ['after']));
        const other = worker(bus);
        await waitUntil(() => other.taken.length === 1);
        await settle(other);
        expect(stopped.names()).to.deep.equal(['before']);
      });

      it('can still acknowledge what it holds', async () => {
        await publish(inLane('hook:1', ['held']));
        const stopped = worker(bus);
        await waitUntil(() => stopped.taken.length === 1);
        stopped.stop();
        stopped.acknowledge('held');
        stopped.lose();
        const other = worker(bus);
        await settle(other);
        expect(other.names()).to.have.length(1);
      });

      it('leaves what it held to the others when it is lost after all', async () => {
        await publish(inLane('hook:1', ['held']));
        const stopped = worker(bus);
        await waitUntil(() => stopped.taken.length === 1);
        stopped.stop();
        stopped.lose();
        const other = worker(bus);
        await waitUntil(() => other.taken.length === 1);
        expect(other.names()).to.deep.equal(['held']);
      });
    });

    describe('a worker with its hands full', () => {
      it('holds no more commands than it said', async () => {
        const reader = worker(bus, { ...ROOMY, maxCommands: 3 });
        await publish(inLane('hook:1', numbered('b', 10)));
        const other = worker(bus);
        await waitUntil(() => reader.taken.length + other.taken.length === 10);
        expect(reader.taken).to.have.length(3);
      });

      it('holds no more bytes than it said', async () => {
        const reader = worker(bus, { ...ROOMY, maxBytes: 100 });
        await publish(numbered('b', 10).map((name) => aBlock(name, { bytes: 40 })));
        const other = worker(bus);
        await waitUntil(() => reader.taken.length + other.taken.length === 10);
        expect(reader.taken).to.have.length(2);
      });

      it('takes a block larger than that when it holds nothing else', async () => {
        const reader = worker(bus, { ...ROOMY, maxBytes: 100 });
        await publish([aBlock('huge', { bytes: 500 })]);
        await waitUntil(() => reader.taken.length === 1);
      });

      it('takes the next as soon as it has acknowledged', async () => {
        const reader = worker(bus, { ...ROOMY, maxCommands: 1 });
        await publish(inLane('hook:1', ['b0', 'b1']));
        await waitUntil(() => reader.taken.length === 1);
        reader.acknowledge('b0');
        await waitUntil(() => reader.taken.length === 2);
        expect(reader.names()).to.deep.equal(['b0', 'b1']);
      });
    });

    describe('a full bus', () => {
      it('says so', async () => {
        const bounded = await open({ maxCommands: 2 });
        await publish(inLane('hook:1', numbered('b', 2)), bounded.bus);
        const refused = await bounded.bus.publish(inLane('hook:1', ['b2']))();
        expect(refused).to.deep.equal(E.left({ type: 'CommandBusFull' }));
        await bounded.dispose();
      });

      if (abilities.takesAllOrNothing)
        it('takes nothing of the call that does not fit', async () => {
          const bounded = await open({ maxCommands: 4 });
          await publish(inLane('hook:1', numbered('b', 3)), bounded.bus);
          const refused = await bounded.bus.publish(inLane('hook:1', ['b3', 'b4']))();
          expect(refused).to.deep.equal(E.left({ type: 'CommandBusFull' }));
          await publish(inLane('hook:1', ['b5']), bounded.bus);
          const reader = worker(bounded.bus);
          await waitUntil(() => reader.taken.length === 4);
          expect(reader.names()).to.deep.equal(['b0', 'b1', 'b2', 'b5']);
          await bounded.dispose();
        });

      it('has room again for what was acknowledged, not for what a worker holds', async () => {
        const bounded = await open({ maxCommands: 2 });
        await publish(inLane('hook:1', ['b0', 'b1']), bounded.bus);
        const reader = worker(bounded.bus);
        await waitUntil(() => reader.taken.length === 2);
        expect(E.isLeft(await bounded.bus.publish([aBlock('b2')])())).to.equal(true);
        reader.acknowledge('b0');
        await waitUntil(async () => E.isRight(await bounded.bus.publish([aBlock('b2')])()));
        await waitUntil(() => reader.taken.length === 3);
        await bounded.dispose();
      });
    });

    describe('a wiped bus', () => {
      it('tells everybody who asked, until they ask no more', async function () {
        if (harness.wipe === undefined) return this.skip();
        let told = 0;
        const forget = bus.onWiped(() => {
          told += 1;
        });
        await harness.wipe();
        await waitUntil(() => told === 1);
        forget();
        let others = 0;
        bus.onWiped(() => {
          others += 1;
        });
        await harness.wipe();
        await waitUntil(() => others === 1);
        expect(told).to.equal(1);
      });

      it('holds nothing any more, and works on', async function () {
        if (harness.wipe === undefined) return this.skip();
        await publish(inLane('hook:1', ['gone']));
        await harness.wipe();
        const reader = worker(bus);
        await publish(inLane('hook:1', ['new']));
        await waitUntil(() => reader.taken.length > 0);
        expect(reader.names()).to.deep.equal(['new']);
      });
    });
  });
};
