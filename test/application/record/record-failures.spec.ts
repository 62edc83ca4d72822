import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import fc from 'fast-check';
import { inMemoryEventStore } from '../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { inMemoryKeyStore } from '../../../src/adapters/outbound/key-store/in-memory/in-memory-key-store';
import { type EventStore, type EventStoreUnavailable } from '../../../src/application/ports/event-store';
import { type EventInput } from '../../../src/application/use-cases/events';
import { aClick, clicks } from '../../support/event-inputs';
import { aRecorder } from '../../support/recorder';

const DOWN: EventStoreUnavailable = {
  type: 'EventStoreUnavailable',
  retryable: true,
  outcome: 'not-written',
  detail: 'down',
};
const overDays = (count: number): ReadonlyArray<EventInput> =>
  clicks(count, (index) => ({ occurredAt: `2026-11-1${String(index % 10)}T00:00:00Z` }));

/** A log that fails the appends of these numbers, counted from 0; `answerLost`: written all the same. */
const failingAt =
  (numbers: ReadonlySet<number>, answerLost = false) =>
  (store: EventStore): EventStore => {
    let appends = -1;
    return {
      ...store,
      append: (stream, expected, events) => {
        appends += 1;
        if (!numbers.has(appends)) return store.append(stream, expected, events);
        const lost = TE.left<EventStoreUnavailable>({ ...DOWN, outcome: answerLost ? 'unknown' : 'not-written' });
        return answerLost ? TE.flatMap(() => lost)(store.append(stream, expected, events)) : lost;
      },
    };
  };

describe('Recording while the log fails', () => {
  it('says so, and the same request completes what was begun', async () => {
    const recorder = aRecorder({ around: failingAt(new Set([2])) });
    expect(await recorder.record(...overDays(5))).to.deep.equal(E.left(DOWN));
    expect(await recorder.log()).to.have.length(2);
    const results = await recorder.recorded(...overDays(5));
    expect(results.map(({ repeat }) => repeat)).to.deep.equal([true, true, false, false, false]);
    expect(await recorder.log()).to.have.length(5);
  });

  it('never loses or doubles an event, however often answers are lost and requests repeated', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 9 }), { maxLength: 6 }), fc.boolean(), async (numbers, answerLost) => {
        const recorder = aRecorder({ around: failingAt(new Set(numbers), answerLost) });
        let result = await recorder.record(...overDays(4));
        for (let again = 0; E.isLeft(result) && again < 10; again += 1) result = await recorder.record(...overDays(4));
        expect(E.isRight(result)).to.equal(true);
        expect((await recorder.log()).map(({ id }) => id)).to.have.length(4);
      }),
      { numRuns: 50 },
    );
  });

  it('stores nothing while the keys cannot be had', async () => {
    const keyStore = inMemoryKeyStore();
    const recorder = aRecorder({
      keyStore: {
        ...keyStore,
        seal: () => TE.left({ type: 'KeyStoreUnavailable', retryable: true, detail: 'disk full' }),
      },
    });
    expect(await recorder.record(aClick())).to.have.nested.property('left.type', 'KeyStoreUnavailable');
    expect(await recorder.log()).to.deep.equal([]);
  });

  it('does not half-store a request when the log cannot be asked for known ids', async () => {
    const recorder = aRecorder({ around: (store) => ({ ...store, find: () => TE.left(DOWN) }) });
    expect(await recorder.record(...overDays(3))).to.deep.equal(E.left(DOWN));
    expect(await recorder.log()).to.deep.equal([]);
  });

  it('names a known event that cannot be read instead of guessing', async () => {
    const recorder = aRecorder({
      around: (store) => ({
        ...store,
        find: (ids) =>
          TE.map((found: ReadonlyArray<object>) => found.map((event) => ({ ...event, data: 'torn' })) as never)(
            store.find(ids),
          ),
      }),
    });
    await recorder.recorded(aClick());
    const result = await recorder.record(aClick());
    expect(result).to.have.nested.property('left.retryable', false);
    expect(result).to.have.nested.property('left.detail').that.contains('cannot be read');
  });
});

describe('Requests that meet', () => {
  it('make one event of the same one, new for exactly one of them', async () => {
    const recorder = aRecorder();
    const answers = await Promise.all(Array.from({ length: 20 }, () => recorder.recorded(aClick())));
    expect(answers.flat().filter(({ repeat }) => !repeat)).to.have.length(1);
    expect(await recorder.log()).to.have.length(1);
  });

  it('with different bodies under one id let one win, and of the other nothing is stored', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 5 }), fc.boolean(), async (place, longFirst) => {
        const recorder = aRecorder();
        const long = overDays(6);
        const short = [aClick({ id: 'alone' }), { ...long[place], data: { other: true } } as EventInput];
        const results = await Promise.all(
          (longFirst ? [long, short] : [short, long]).map((page) => recorder.record(...page)),
        );
        expect(results.filter(E.isLeft)).to.have.length(1);
        const winner = results.find(E.isRight);
        expect(await recorder.log()).to.have.length(winner?.right.length ?? 0);
      }),
      { numRuns: 30 },
    );
  });

  it('in two processes over one log agree with it, too', async () => {
    const eventStore = inMemoryEventStore();
    const keyStore = inMemoryKeyStore();
    const two = [aRecorder({ eventStore, keyStore }), aRecorder({ eventStore, keyStore })];
    const answers = await Promise.all(two.map((recorder) => recorder.recorded(...overDays(5))));
    const news = answers.flat().filter(({ repeat }) => !repeat);
    expect(news.map(({ event }) => event).sort()).to.deep.equal((await two[0]?.log())?.map(({ id }) => id).sort());
  });

  it('tell apart what a rival wrote in between from what they wrote themselves', async () => {
    const eventStore = inMemoryEventStore();
    const keyStore = inMemoryKeyStore();
    const rival = aRecorder({ eventStore, keyStore });
    let appends = 0;
    const recorder = aRecorder({
      eventStore,
      keyStore,
      around: (store) => ({
        ...store,
        append: (stream, expected, events) => async () => {
          appends += 1;
          if (appends === 2) await rival.recorded(...overDays(3).slice(1, 2));
          return store.append(stream, expected, events)();
        },
      }),
    });
    const results = await recorder.recorded(...overDays(3));
    expect(results.map(({ repeat }) => repeat)).to.deep.equal([false, true, false]);
    expect(await recorder.log()).to.have.length(3);
  });

  it('end with a failure to be tried again when the log cannot make up its mind', async () => {
    const recorder = aRecorder({
      around: (store) => ({
        ...store,
        append: () => TE.left({ type: 'EventIdsTaken', ids: [] }),
        find: () => TE.right([]),
      }),
    });
    const result = await recorder.record(aClick());
    expect(result).to.have.nested.property('left.type', 'EventStoreUnavailable');
    expect(result).to.have.nested.property('left.retryable', true);
  });

  it('are told when the log refuses what should fit', async () => {
    const recorder = aRecorder({
      around: (store) => ({ ...store, append: () => TE.left({ type: 'AppendTooLarge', bytes: 2, limit: 1 }) }),
    });
    expect(await recorder.record(aClick()))
      .to.have.nested.property('left.detail')
      .that.contains('AppendTooLarge');
  });
});
