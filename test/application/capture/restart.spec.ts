import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { type EventStore } from '../../../src/application/ports/event-store';
import { captureDesk, type CaptureDesk, lettersOf } from '../../support/capture-desk';

const MINUTE = 60_000;

const withoutNumbers = (commands: ReturnType<CaptureDesk['published']>): ReadonlyArray<object> =>
  commands.map(({ publication: _publication, ...command }) => command);

describe('A capture that starts', () => {
  it('publishes again every block that was on the bus, with the same ids and bytes and new numbers', async () => {
    const desk = captureDesk();
    await desk.hook(1, { maxBatch: 2 });
    await desk.hook(2, { format: { kind: 'actito', pushMode: 'ONE_BY_ONE' } });
    await desk.start();
    await desk.events('a', 'b', 'c');
    const before = desk.published();
    const capture = await desk.start();
    const after = desk.published();
    expect(before).to.have.lengthOf(2);
    expect(withoutNumbers(after)).to.have.deep.members([...withoutNumbers(before)]);
    const numbers = [...before, ...after].map(({ publication }) => publication);
    expect(new Set(numbers).size).to.equal(numbers.length);
    await capture.stop();
  });

  it('publishes nothing that was answered, not even while nobody captured', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    await desk.start();
    await desk.events('a');
    const [command] = desk.published();
    await desk.answer(command ?? expect.fail(), {});
    const capture = await desk.start();
    expect(desk.published()).to.deep.equal([]);
    expect(capture.sumOf(1)).to.include({ captured: 1, delivered: 1, waiting: 0 });
    await capture.stop();
  });

  it('goes on with the wait of a failed block, and never waits longer than the whole', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    await desk.start();
    await desk.events('a');
    await desk.answer(desk.published()[0] ?? expect.fail(), { answer: 'failed', kind: 'message' });
    await desk.advance(10_000);
    const capture = await desk.start();
    expect(desk.published()).to.deep.equal([]);
    await desk.advance(5_000);
    expect(desk.published().map(({ items }) => items[0]?.attempt)).to.deep.equal([2]);
    await capture.stop();
  });

  it('reads an open block again from where it began, and closes it within one window', async () => {
    const desk = captureDesk();
    await desk.hook(1, { windowMs: 1000 });
    await desk.start();
    await desk.events('a');
    await desk.advance(400);
    await desk.events('b');
    const capture = await desk.start();
    expect(capture.sumOf(1)).to.include({ captured: 0, accumulating: 2 });
    await desk.events('c');
    await desk.advance(600);
    expect(desk.published().map(lettersOf)).to.deep.equal(['abc']);
    expect(capture.sumOf(1)).to.include({ captured: 3, accumulating: 0 });
    await capture.stop();
  });

  it('captures what was recorded while nobody captured', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    const first = await desk.start();
    await first.stop();
    await desk.events('a');
    const capture = await desk.start();
    expect(desk.published().map(lettersOf)).to.deep.equal(['a']);
    await capture.stop();
  });

  it('needs no record before the snapshot of the last stop', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    await desk.hook(2, { windowMs: 1000, rule: { account: 23, types: ['open'], filters: {} } });
    const first = await desk.start();
    await desk.events('a');
    await desk.answer(desk.published()[0] ?? expect.fail(), { answer: 'parked', kind: 'message' });
    await desk.events('b', { id: '00000000-0000-4000-8000-00000000007a', type: 'open' });
    await first.stop();
    const length = (await desk.log()).filter(({ stream }) => stream === 'captures-all').length;
    await desk.eventStore.writeMetadata('captures-all', { truncateBefore: BigInt(length - 1) })();
    desk.published();
    const capture = await desk.start();
    expect(desk.published().map(lettersOf).toSorted()).to.deep.equal(['b', 'z']);
    expect(capture.sumOf(1)).to.include({ captured: 2, parked: 1, waiting: 1 });
    expect(capture.sumOf(2)).to.include({ captured: 1, waiting: 1 });
    await capture.stop();
  });

  it('ends an older one at its next record', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    const older = await desk.start();
    const newer = await desk.start();
    await desk.events('a');
    expect(await older.ended).to.equal('fenced');
    expect(newer.sumOf(1)).to.include({ captured: 1 });
    expect((await desk.records()).flatMap(({ blocks }) => blocks)).to.have.lengthOf(1);
    await newer.stop();
  });
});

describe('A wiped bus', () => {
  it('gets again what lay on it, and nothing that waits for its time', async () => {
    const desk = captureDesk();
    await desk.hook(1, { maxBatch: 1 });
    const capture = await desk.start();
    await desk.events('a');
    await desk.answer(desk.published()[0] ?? expect.fail(), {});
    await desk.events('b', 'c');
    const [b] = desk.published();
    await desk.answer(b ?? expect.fail(), { answer: 'failed', kind: 'message' });
    await desk.wipe();
    expect(desk.published().map(lettersOf)).to.deep.equal(['c']);
    expect(desk.republished()).to.equal(0);
    await capture.stop();
  });

  it('that nobody noticed is found after ten minutes without an answer', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    const capture = await desk.start();
    await desk.events('a');
    desk.published();
    for (let minute = 0; minute < 9; minute += 1) await desk.advance(MINUTE);
    expect(desk.published()).to.deep.equal([]);
    for (let minute = 0; minute < 2; minute += 1) await desk.advance(MINUTE);
    expect(desk.published().map(lettersOf)).to.deep.equal(['a']);
    expect(desk.republished()).to.equal(1);
    await capture.stop();
  });

  it('is not suspected while the lane gets answers', async () => {
    const desk = captureDesk();
    await desk.hook(1, { maxBatch: 1 });
    const capture = await desk.start();
    await desk.events('a');
    await desk.answer(desk.published()[0] ?? expect.fail(), {});
    await desk.events('b', 'c');
    const [b] = desk.published();
    for (let minute = 0; minute < 9; minute += 1) await desk.advance(MINUTE);
    await desk.answer(b ?? expect.fail(), {});
    for (let minute = 0; minute < 3; minute += 1) await desk.advance(MINUTE);
    expect(desk.published()).to.deep.equal([]);
    await capture.stop();
  });
});

describe('A log that does not answer', () => {
  const unavailable = { type: 'EventStoreUnavailable', retryable: true, outcome: 'unknown', detail: 'away' } as const;

  /** Writes, and says that it does not know. */
  const losingAnswers = (times: number) => {
    let left = times;
    return (store: EventStore): EventStore => ({
      ...store,
      append: (stream, expected, events) => async () => {
        const appended = await store.append(stream, expected, events)();
        if (events[0].type !== 'PageCaptured' || left === 0) return appended;
        left -= 1;
        return E.left(unavailable);
      },
    });
  };

  it('is asked again: a record that was written counts once', async () => {
    const desk = captureDesk({ around: losingAnswers(2) });
    await desk.hook(1);
    const capture = await desk.start();
    await desk.events('a');
    expect(desk.published()).to.deep.equal([]);
    await desk.advance(50);
    await desk.advance(100);
    expect(desk.published().map(lettersOf)).to.deep.equal(['a']);
    expect(await desk.records()).to.have.lengthOf(1);
    expect(capture.sumOf(1)).to.include({ captured: 1 });
    await capture.stop();
  });

  it('does not keep capture from stopping', async () => {
    let away = false;
    const around = (store: EventStore): EventStore => ({
      ...store,
      append: (...call) => (away ? TE.left(unavailable) : store.append(...call)),
    });
    const desk = captureDesk({ around });
    await desk.hook(1);
    const capture = await desk.start();
    away = true;
    await desk.events('a');
    const stopped = capture.stop();
    await desk.advance(50);
    await stopped;
    expect(await capture.ended).to.equal('stopped');
  });
});
