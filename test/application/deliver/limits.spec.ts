import { expect } from 'chai';
import { anItem, aBlock, someItems } from '../../support/block-builders';
import {
  aHook,
  confirmed,
  type DeliverWorld,
  deliverWorld,
  failed,
  inWords,
  ONE_BY_ONE,
} from '../../support/deliver-world';
import { heldAnswers } from '../../support/held-answers';
import { waitUntil } from '../../support/wait-until';

const turnsOfTheLoop = async (n = 3): Promise<void> => {
  for (let turn = 0; turn < n; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
/** Lets so many milliseconds pass one by one, and everything happen that they allow. */
const pass = async (world: DeliverWorld, ms: number, stepMs = 50): Promise<void> => {
  for (let passed = 0; passed < ms; passed += stepMs) {
    world.clock.advance(stepMs);
    await turnsOfTheLoop();
  }
};

describe('A hook with a rate limit', () => {
  it('gets so many requests a second and no more, and no attempt is spent by waiting', async () => {
    const world = deliverWorld({ definition: { rateLimit: 10, parallelism: 4 } });
    world.publish(aBlock('block-1', { format: ONE_BY_ONE, items: someItems(40), connections: 4 }));
    await turnsOfTheLoop();
    await pass(world, 1000);
    expect(world.sent().length).to.be.within(10, 13);
    await pass(world, 3000);
    const [outcome] = await world.answered(1);
    expect(outcome?.answers).to.have.length(1);
    expect(outcome?.answers[0]).to.include({ answer: 'delivered', attempt: 1 });
  });

  it('gets no more than its endpoint granted in a handshake', async () => {
    const { destination } = aHook().definition;
    if (destination.kind !== 'http') throw new Error('is no http hook');
    const granted = { url: destination.url, at: '2026-11-23T12:00:00Z', ratePerMinute: 120 };
    const handshake = { origin: 'hooks.example.com', granted };
    const world = deliverWorld({
      definition: { rateLimit: 10, parallelism: 4, destination: { ...destination, handshake } },
    });
    world.publish(aBlock('block-1', { format: ONE_BY_ONE, items: someItems(20), connections: 4 }));
    await turnsOfTheLoop();
    await pass(world, 3000);
    expect(world.sent().length).to.be.within(6, 8);
  });

  it('keeps it from one block to the next', async () => {
    const world = deliverWorld({ definition: { rateLimit: 1 } });
    for (let n = 0; n < 5; n += 1) {
      world.publish(aBlock(`block-${String(n)}`));
      await turnsOfTheLoop();
    }
    expect(world.sent()).to.have.length(1);
    await pass(world, 2000);
    expect(world.sent()).to.have.length(3);
  });

  it('is sent to at once after a pause', async () => {
    const world = deliverWorld({ definition: { rateLimit: 1 } });
    world.publish(aBlock('block-1'));
    await world.answered(1);
    world.clock.advance(10_000);
    world.publish(aBlock('block-2'));
    await world.answered(2);
  });

  it('goes by the limit of the moment', async () => {
    const world = deliverWorld({ definition: { rateLimit: 1 } });
    world.publish(aBlock('block-1'));
    await world.answered(1);
    world.setHook(aHook(), 5);
    world.publish(...['b', 'c', 'd'].map((name) => aBlock(name)));
    await world.answered(4);
  });
});

describe('The cap over all requests', () => {
  it('holds over all hooks', async () => {
    const far = heldAnswers();
    const world = deliverWorld({ script: far.script, options: { maxInFlight: 3 } });
    world.setHook(aHook({}, 8), 4);
    const one = (hook: number, name: string) =>
      aBlock(name, {
        hook,
        format: ONE_BY_ONE,
        connections: 8,
        items: [0, 1, 2].map((n) => anItem(n, { delivery: `${name}${String(n)}` })),
      });
    world.publish(one(7, 'a'), one(8, 'b'));
    await waitUntil(() => far.waiting().length === 3);
    await turnsOfTheLoop();
    expect(world.transport.inFlight()).to.equal(3);
    far.answerAll(confirmed());
    await world.answered(2);
  });

  it('gives its places back after failures, defects and returned blocks', async () => {
    let asked = 0;
    const { transport } = deliverWorld();
    const worker = deliverWorld({
      options: { maxInFlight: 1 },
      dependencies: {
        transport: {
          ...transport,
          deliver: (to, message) => {
            asked += 1;
            return asked === 1 ? Promise.reject(new Error('a defect')) : transport.deliver(to, message);
          },
        },
      },
    });
    for (let n = 0; n < 4; n += 1) worker.publish(aBlock(`block-${String(n)}`));
    expect((await worker.answered(4)).map(inWords)).to.deep.equal(['failed', 'delivered', 'delivered', 'delivered']);
  });
});

describe('A defect', () => {
  it('of one request is an endpoint failure of its delivery alone, and is logged', async () => {
    const world = deliverWorld({
      dependencies: {
        transport: {
          close: () => Promise.resolve(),
          deliver: (_, { id }) =>
            id === 'delivery-1' ? Promise.reject(new Error('a defect')) : Promise.resolve(confirmed()),
        },
      },
    });
    world.publish(aBlock('block-1', { format: ONE_BY_ONE, items: someItems(3) }));
    const [outcome] = await world.answered(1);
    expect(inWords(outcome)).to.equal('delivered failed delivered');
    expect(outcome?.answers[1]).to.include({ kind: 'endpoint', reason: 'defect' });
    expect(world.logged).to.deep.include('a request met a defect');
  });

  it('in opening the secrets is answered too', async () => {
    const world = deliverWorld({
      dependencies: {
        secretBox: {
          seal: (plain) => plain,
          open: () => {
            throw new Error('a defect');
          },
        },
      },
    });
    world.publish(aBlock('block-1'), aBlock('block-2'));
    expect((await world.answered(2)).map(inWords)).to.deep.equal(['failed', 'failed']);
  });

  it('in parking fails the delivery, which comes again', async () => {
    const world = deliverWorld({
      script: () => failed('message'),
      dependencies: { keyStore: { seal: () => () => Promise.reject(new Error('a defect')) } },
    });
    world.publish(aBlock('block-1', { items: someItems(1, { lastOn: 'any' }) }));
    expect(inWords((await world.answered(1))[0])).to.equal('failed');
  });

  it('in recording leaves the block to come again, and the worker works on', async () => {
    let appends = 0;
    const world = deliverWorld({
      append: (_, next) => (stream, expected, events) => {
        appends += 1;
        return appends === 1 ? () => Promise.reject(new Error('a defect')) : next(stream, expected, events);
      },
    });
    world.publish(aBlock('block-1'));
    await waitUntil(() => {
      world.clock.advance(0);
      return world.logged.some((line) => line.includes('recording outcomes met a defect'));
    });
    world.publish(aBlock('block-1', { publication: '2.1' }), aBlock('block-2'));
    expect((await world.answered(2)).map(({ block }) => block)).to.deep.equal(['block-1', 'block-2']);
  });

  it('that keeps a block from any answer leaves it to come again, and the worker works on', async () => {
    let times = 0;
    const world = deliverWorld();
    const metrics = {
      ...world.dependencies.metrics,
      delivered: () => {
        times += 1;
        if (times === 1) throw new Error('a defect');
      },
    };
    const other = deliverWorld({ dependencies: { metrics } });
    other.publish(aBlock('block-1'));
    await waitUntil(() => other.logged.includes('a block could not be answered'));
    expect(other.worker.held()).to.equal(0);
    other.publish(aBlock('block-1', { publication: '2.1' }));
    await other.answered(1);
  });
});

describe('A worker that stops', () => {
  it('stops at once when it has nothing in hand', async () => {
    const world = deliverWorld();
    await world.worker.stop(1000);
    expect(world.clock.waiting()).to.equal(0);
  });

  it('stops twice without harm', async () => {
    const world = deliverWorld();
    await world.worker.stop(1000);
    await world.worker.stop(1000);
  });

  it('lets requests under way end, returns the rest, and records both', async () => {
    const far = heldAnswers();
    const world = deliverWorld({ script: far.script, definition: { parallelism: 2 } });
    world.publish(aBlock('block-1', { format: ONE_BY_ONE, items: someItems(5), connections: 2 }));
    await waitUntil(() => far.waiting().length === 2);
    const stopped = world.worker.stop(1000);
    far.answerAll(confirmed());
    await stopped;
    expect(world.outcomes().map(inWords)).to.deep.equal(['delivered delivered returned returned returned']);
    expect(world.unacknowledged()).to.equal(0);
  });

  it('does not wait for a rate', async () => {
    const world = deliverWorld({ definition: { rateLimit: 0.1 } });
    world.publish(aBlock('block-1', { format: ONE_BY_ONE, items: someItems(2) }));
    await waitUntil(() => world.sent().length === 1);
    await turnsOfTheLoop();
    await world.worker.stop(1000);
    expect(world.outcomes().map(inWords)).to.deep.equal(['delivered returned']);
  });

  it('takes nothing more', async () => {
    const world = deliverWorld();
    await world.worker.stop(1000);
    world.publish(aBlock('block-1'));
    await turnsOfTheLoop();
    expect({ sent: world.sent(), left: world.unacknowledged() }).to.deep.equal({ sent: [], left: 1 });
  });

  it('gives up on what does not end in time, which stays unacknowledged, and records what ended', async () => {
    const far = heldAnswers();
    const world = deliverWorld({ script: far.script });
    world.publish(aBlock('hanging'), aBlock('quick'));
    await waitUntil(() => far.waiting().length === 2);
    const stopped = world.worker.stop(1000);
    far.answer('quick', confirmed());
    await turnsOfTheLoop();
    world.clock.advance(1000);
    await stopped;
    expect(world.outcomes().map(({ block }) => block)).to.deep.equal(['quick']);
    expect(world.unacknowledged()).to.equal(1);
    far.answerAll(confirmed());
    await turnsOfTheLoop();
    expect({ outcomes: world.outcomes().length, timers: world.clock.waiting() }).to.deep.equal({
      outcomes: 1,
      timers: 0,
    });
  });

  it('does not wait for a store that hangs beyond its time', async () => {
    const world = deliverWorld({ append: () => () => () => new Promise(() => undefined) });
    world.publish(aBlock('block-1'));
    await waitUntil(() => world.sent().length === 1);
    await turnsOfTheLoop();
    const stopped = world.worker.stop(1000);
    await turnsOfTheLoop();
    world.clock.advance(1000);
    await stopped;
    expect(world.unacknowledged()).to.equal(1);
  });
});
