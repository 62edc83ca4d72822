import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import {
  type EventStore,
  type EventStoreUnavailable,
  MAX_APPEND_BYTES,
} from '../../../src/application/ports/event-store';
import { type DeliveryFailure } from '../../../src/application/ports/delivery-transport';
import { type ToSeal } from '../../../src/application/ports/key-store';
import { openedTexts } from '../../../src/application/codecs/response-texts';
import { decodeOutcomes } from '../../../src/application/codecs/outcome-codec';
import { anItem, aBlock, someItems } from '../../support/block-builders';
import { confirmed, type DeliverWorld, deliverWorld, failed, inWords, ONE_BY_ONE } from '../../support/deliver-world';
import { waitUntil } from '../../support/wait-until';

const unavailable = (retryable: boolean): EventStoreUnavailable => ({
  type: 'EventStoreUnavailable',
  retryable,
  outcome: 'not-written',
  detail: 'the disk is away',
});
/** A store that does not take outcomes while `broken` says so. */
const failing =
  (broken: () => EventStoreUnavailable | null) =>
  (stream: string, next: EventStore['append']): EventStore['append'] => {
    const failure = broken();
    return failure === null || !stream.startsWith('outcomes-') ? next : () => TE.left(failure);
  };

const textsOf = async (world: DeliverWorld): Promise<ReadonlyArray<string>> => {
  const [first] = world.appended.filter(({ stream }) => stream.startsWith('outcomes-'));
  if (first === undefined) throw new Error('nothing was recorded');
  const group = decodeOutcomes({ ...first.event, stream: first.stream, revision: 0n, position: 0n, recordedAt: 0 });
  if (E.isLeft(group)) throw new Error(group.left.detail);
  const sealed = group.right.texts.get(23);
  if (sealed === undefined) return [];
  const opened = await world.keyStore.open([{ account: 23, ...sealed }])();
  return E.isRight(opened) ? openedTexts(opened.right[0] ?? '') : [];
};

describe('Outcomes', () => {
  it('are in the log before the bus is told', async () => {
    let heldWhenRecorded = -1;
    const world = deliverWorld({
      append: (_, next) => (stream, expected, events) => async () => {
        const result = await next(stream, expected, events)();
        heldWhenRecorded = world.unacknowledged();
        return result;
      },
    });
    world.publish(aBlock('block-1'));
    await world.answered(1);
    await waitUntil(() => world.unacknowledged() === 0);
    expect(heldWhenRecorded).to.equal(1);
  });

  it('are waited for as long as the store is away', async () => {
    let broken: EventStoreUnavailable | null = unavailable(true);
    const world = deliverWorld({ append: failing(() => broken) });
    world.publish(aBlock('block-1'));
    await waitUntil(() => {
      world.clock.advance(0);
      return world.logged.some((line) => line.includes('unavailable'));
    });
    expect(world.unacknowledged()).to.equal(1);
    broken = null;
    world.clock.advance(5_000);
    await world.answered(1);
    await waitUntil(() => world.unacknowledged() === 0);
  });

  it('that could not be recorded leave their blocks unacknowledged, and no repeats: they are sent again', async () => {
    let broken: EventStoreUnavailable | null = unavailable(false);
    const world = deliverWorld({ append: failing(() => broken) });
    world.publish(aBlock('block-1'));
    await waitUntil(() => {
      world.clock.advance(0);
      return world.logged.some((line) => line.includes('could not be recorded'));
    });
    expect(world.unacknowledged()).to.equal(1);
    broken = null;
    world.publish(aBlock('block-1', { publication: '2.1' }));
    const [outcome] = await world.answered(1);
    expect(outcome?.publication).to.equal('2.1');
  });

  it('of many blocks that end together are one append', async () => {
    const world = deliverWorld({ options: { outcomeFlushMs: 10 } });
    world.publish(...Array.from({ length: 50 }, (_, n) => aBlock(`block-${String(n)}`)));
    await waitUntil(() => world.sent().length === 50);
    await new Promise((resolve) => setImmediate(resolve));
    expect(world.appended).to.have.length(0);
    world.clock.advance(10);
    await world.answered(50);
    expect(world.appended).to.have.length(1);
  });

  it('do not gather beyond 64 KiB', async () => {
    const world = deliverWorld({
      options: { outcomeFlushMs: 1_000_000 },
      script: () => failed('message', { answer: { status: 422, text: 'x'.repeat(4000), durationMs: 1 } }),
    });
    world.publish(...Array.from({ length: 20 }, (_, n) => aBlock(`block-${String(n)}`)));
    await waitUntil(() => world.appended.length > 0);
    expect(world.outcomes().length).to.be.within(10, 20);
  });

  it('fit into one append each, whatever came back for whatever block', async () => {
    let n = 0;
    const bytes: number[] = [];
    const world = deliverWorld({
      append: (_, next) => (stream, expected, events) => {
        bytes.push(events.reduce((sum, { data }) => sum + Buffer.byteLength(data), 0));
        return next(stream, expected, events);
      },
      definition: { ordering: { mode: 'per-profile', onExhausted: 'park' } },
      script: () => {
        n += 1;
        return failed('message', {
          answer: { status: 422, text: `${String(n)}${'\u0001'.repeat(4000)}`, durationMs: 1 },
        });
      },
    });
    const many = (name: string) => aBlock(name, { format: ONE_BY_ONE, items: someItems(1000), connections: 8 });
    world.publish(many('a'), many('b'), many('c'));
    const outcomes = await world.answered(3);
    expect(outcomes.map((outcome) => inWords(outcome).split(' ').length)).to.deep.equal([1000, 1000, 1000]);
    expect(Math.max(...bytes)).to.be.below(MAX_APPEND_BYTES);
  });

  it('that gathered while the store was slow go in several appends, each within its bound', async () => {
    const bytes: number[] = [];
    let release: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    let n = 0;
    const world = deliverWorld({
      append: (_, next) => (stream, expected, events) => async () => {
        bytes.push(events.reduce((sum, { data }) => sum + Buffer.byteLength(data), 0));
        if (bytes.length === 1) await slow;
        return next(stream, expected, events)();
      },
      script: () => {
        n += 1;
        const text = `${String(n)}${'\u0001'.repeat(4000)}`;
        return failed('message', { answer: { status: 422, text, durationMs: 1 } });
      },
    });
    world.publish(...Array.from({ length: 90 }, (_, at) => aBlock(`block-${String(at)}`)));
    await waitUntil(() => {
      world.clock.advance(0);
      return world.sent().length === 90 && bytes.length === 1 && world.worker.held() === 0;
    });
    release();
    await world.answered(90);
    expect(bytes.length).to.be.above(2);
    expect(Math.max(...bytes)).to.be.below(MAX_APPEND_BYTES);
  });

  describe('with what the far side answered', () => {
    it('carry it sealed, each text once', async () => {
      const world = deliverWorld({ script: () => confirmed('thank you') });
      world.publish(aBlock('block-1', { format: ONE_BY_ONE, items: someItems(3) }));
      const [outcome] = await world.answered(1);
      expect(world.appended[0]?.event.data).not.to.contain('thank you');
      expect(outcome?.answers).to.have.length(1);
      expect(await textsOf(world)).to.deep.equal(['thank you']);
    });

    it('keep 256 bytes of a success, and no half characters', async () => {
      const world = deliverWorld({ script: () => confirmed(`a${'é'.repeat(200)}`) });
      world.publish(aBlock('block-1'));
      await world.answered(1);
      expect(await textsOf(world)).to.deep.equal([`a${'é'.repeat(127)}`]);
    });

    it('keep 4 KiB of a failure', async () => {
      const world = deliverWorld({
        script: () => failed('message', { answer: { status: 422, text: 'n'.repeat(10_000), durationMs: 1 } }),
      });
      world.publish(aBlock('block-1'));
      await world.answered(1);
      expect((await textsOf(world)).map(({ length }) => length)).to.deep.equal([4096]);
    });

    it('keep the reason in its place when nothing came back', async () => {
      const { answer: _, ...unanswered } = failed('endpoint', { detail: 'add this line' }) as DeliveryFailure;
      const world = deliverWorld({ script: () => unanswered });
      world.publish(aBlock('block-1'));
      const [outcome] = await world.answered(1);
      expect(outcome?.answers[0]).not.to.have.property('status');
      expect(await textsOf(world)).to.deep.equal(['add this line']);
    });

    it('leave it out when it cannot be sealed', async () => {
      const seal = (_: ReadonlyArray<ToSeal>) =>
        TE.left({ type: 'KeyStoreUnavailable', retryable: false, detail: 'locked' } as const);
      const world = deliverWorld({ script: () => confirmed('thank you'), dependencies: { keyStore: { seal } } });
      world.publish(aBlock('block-1'));
      expect(inWords((await world.answered(1))[0])).to.equal('delivered');
      expect(world.appended[0]?.event.data).not.to.contain('thank you');
    });
  });
});

describe('A delivery whose attempts are spent', () => {
  const spent = (n: number) =>
    aBlock('block-1', { root: 'root-1', format: ONE_BY_ONE, items: someItems(n, { lastOn: 'any', attempt: 4 }) });

  it('is in the parked stream, whole and sealed, before the outcome names its revision', async () => {
    const world = deliverWorld({ script: () => failed('message') });
    world.publish(spent(2));
    const [outcome] = await world.answered(1);
    expect(world.appended.map(({ stream }) => stream.replace(/-.*/, ''))).to.deep.equal(['parked', 'outcomes']);
    expect(outcome?.answers).to.deep.equal([
      {
        answer: 'parked',
        indexes: [0, 1],
        round: 0,
        attempt: 4,
        kind: 'message',
        reason: 'status',
        status: 422,
        ms: 3,
        parkedRevision: '0',
      },
    ]);
    const { deliveries } = JSON.parse(world.appended[0]?.event.data ?? '') as {
      deliveries: ReadonlyArray<Record<string, unknown>>;
    };
    expect(deliveries[1]).to.deep.include({
      delivery: 'delivery-1',
      root: 'root-1',
      index: 1,
      attempts: 4,
      owner: 'profile-1',
      bytes: 7,
    });
    expect(world.appended[0]?.event.data).not.to.contain('\\"n\\"');
  });

  it('is kept in clear when it is about no profile', async () => {
    const { owner: _, ...item } = anItem(0, { lastOn: 'any' });
    const world = deliverWorld({ script: () => failed('message') });
    world.publish(aBlock('block-1', { items: [item] }));
    await world.answered(1);
    const { deliveries } = JSON.parse(world.appended[0]?.event.data ?? '') as {
      deliveries: ReadonlyArray<Record<string, unknown>>;
    };
    expect(deliveries[0]).to.deep.include({ sealed: '{"n":0}' }).and.not.to.have.property('owner');
  });

  it('is parked on a message failure but not on an endpoint failure while the circuit watches', async () => {
    const world = deliverWorld({ script: (_, { id }) => failed(id === 'delivery-0' ? 'endpoint' : 'message') });
    world.publish(aBlock('block-1', { format: ONE_BY_ONE, items: someItems(2, { lastOn: 'message' }) }));
    expect(inWords((await world.answered(1))[0])).to.equal('failed parked');
  });

  it('has failed when the store does not take it, and comes again', async () => {
    const world = deliverWorld({
      script: () => failed('message'),
      append: (stream, next) => (stream.startsWith('parked-') ? () => TE.left(unavailable(true)) : next),
    });
    world.publish(spent(1));
    const [outcome] = await world.answered(1);
    expect(outcome?.answers[0]).to.include({ answer: 'failed', kind: 'message', attempt: 4 });
    expect(world.counted.get('parked')).to.equal(undefined);
  });

  it('has failed when it cannot be sealed: nothing is kept in clear', async () => {
    const seal = () => TE.left({ type: 'KeyStoreUnavailable', retryable: true, detail: 'locked' } as const);
    const world = deliverWorld({ script: () => failed('message'), dependencies: { keyStore: { seal } } });
    world.publish(spent(1));
    expect(inWords((await world.answered(1))[0])).to.equal('failed');
    expect(world.appended.every(({ stream }) => stream.startsWith('outcomes-'))).to.equal(true);
  });

  it('is parked in several events when they are many and large, each answer with its own revision', async () => {
    const world = deliverWorld({ script: () => failed('message') });
    const items = someItems(5, { lastOn: 'any', body: 'b'.repeat(200_000) });
    world.publish(aBlock('block-1', { items }));
    const [outcome] = await world.answered(1);
    expect(inWords(outcome)).to.equal('parked parked parked parked parked');
    expect(outcome?.answers.map(({ parkedRevision }) => parkedRevision)).to.deep.equal(['0', '1', '2', '3', '4']);
    expect(new Set(world.appended.map(({ event }) => event.id)).size).to.equal(6);
  });
});
