import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type EventStore } from '../../../src/application/ports/event-store';
import { encodeParkedEvent } from '../../../src/application/codecs/parked-codec';
import { parkedStream } from '../../../src/application/streams';
import { captureDesk, type CaptureDesk, eventId } from '../../support/capture-desk';
import { ACTOR, refusedAt, replayed, replaysAt, requestAt, TODAY } from '../../support/replay-desk';
import { waitUntil } from '../../support/wait-until';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const deliverAll = async (desk: CaptureDesk): Promise<void> => {
  for (let commands = desk.published(); commands.length > 0; commands = desk.published())
    for (const command of commands) await desk.answer(command, {});
};

const timeAt = (desk: CaptureDesk): string => new Date(desk.clock.now()).toISOString();

describe('A replay', () => {
  it('counts what a period came to, hook by hook', async () => {
    const desk = captureDesk();
    for (const hook of [1, 2, 3]) await desk.hook(hook);
    const capture = await desk.start();
    await desk.events('a', 'b');
    const [one, two, three] = desk.published();
    await desk.answer(one ?? expect.fail(), {});
    await desk.answer(two ?? expect.fail(), { answer: 'parked', kind: 'message', parkedRevision: '0' });
    await desk.answer(three ?? expect.fail(), { answer: 'failed', kind: 'message' });
    const view = await replayed(desk, capture);
    expect(view).to.include({ status: 'done', events: 2, matched: 6, delivered: 2, parked: 2, waiting: 2, missing: 0 });
    expect(view.hooks.map(({ hook, delivered, parked, waiting }) => [hook, delivered, parked, waiting])).to.deep.equal([
      [1, 2, 0, 0],
      [2, 0, 2, 0],
      [3, 0, 0, 2],
    ]);
    await capture.stop();
  });

  it('misses nothing of what waits as a position, and nothing that accumulates', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    await desk.hook(2, { windowMs: 1000 });
    const capture = await desk.start();
    await desk.change(1, { type: 'HookSuspended', reason: 'operator' });
    await desk.events('a', 'b');
    expect(await replayed(desk, capture)).to.include({ matched: 4, waiting: 4, missing: 0 });
    await capture.stop();
  });

  it('misses nothing right after a crash', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    await desk.hook(2, { windowMs: 1000 });
    await desk.start();
    await desk.events('a', 'b');
    await desk.start();
    await desk.events('c');
    const capture = await desk.start();
    expect(await replayed(desk, capture)).to.include({ matched: 6, waiting: 6, missing: 0 });
    await capture.stop();
  });

  it('counts the period only, whatever blocks lie across its ends', async () => {
    const desk = captureDesk();
    await desk.hook(1, { windowMs: 30 * MINUTE });
    const capture = await desk.start();
    const times: string[] = [];
    for (const letter of ['a', 'b', 'c', 'd', 'e']) {
      await desk.events(letter);
      times.push(timeAt(desk));
      await desk.advance(4 * MINUTE);
    }
    await desk.advance(HOUR);
    const [first = '', second = '', third = '', fourth = '', last = ''] = times;
    const matched = async (from: string, to: string): Promise<number> => {
      const view = await replayed(desk, capture, { from, to });
      expect(view).to.include({ unclear: 0, missing: 0, waiting: view.matched });
      return view.matched;
    };
    expect(await matched(second, fourth)).to.equal(3);
    expect(await matched(first, second)).to.equal(2);
    expect(await matched(fourth, last)).to.equal(2);
    expect(await matched(third, third)).to.equal(1);
    expect(await matched(TODAY, last)).to.equal(5);
    await capture.stop();
  });

  it('counts what was redelivered where it ended', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    const capture = await desk.start();
    await desk.events('a', 'b');
    const [parked = expect.fail()] = desk.published();
    await desk.answer(parked, { answer: 'parked', kind: 'message', parkedRevision: '0' });
    const [item = expect.fail()] = parked.items;
    const { delivery, event, position, index } = item;
    const ref = {
      delivery,
      event,
      position,
      revision: 1,
      root: parked.root,
      index,
      round: 1,
      from: 'parked' as const,
      bytes: 1,
    };
    const asked = {
      type: 'RedeliveryAsked' as const,
      ask: eventId('q'),
      hook: 1,
      at: timeAt(desk),
      by: 'ops',
      deliveries: [ref],
    };
    await desk.eventStore.append(parkedStream(ACTOR.account, 1), 'any', [
      { id: eventId('r'), ...encodeParkedEvent(asked) },
    ])();
    await waitUntil(() => capture.sumOf(1)?.waiting === 1);
    expect(await replayed(desk, capture)).to.include({ matched: 2, parked: 1, waiting: 1, missing: 0 });
    const [again = expect.fail()] = desk.published();
    await desk.answer(again, { round: 1 });
    expect(await replayed(desk, capture)).to.include({ matched: 2, parked: 1, delivered: 1, missing: 0 });
    await capture.stop();
  });

  it('counts what was given up as discarded', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    const capture = await desk.start();
    await desk.events('a');
    await deliverAll(desk);
    await desk.change(1, { type: 'HookSuspended', reason: 'operator' });
    await desk.events('b');
    await desk.change(1, { type: 'HookResumed', skip: true });
    await waitUntil(() => capture.sumOf(1)?.discarded === 1);
    expect(await replayed(desk, capture)).to.include({ matched: 2, delivered: 1, discarded: 1, waiting: 0 });
    await capture.stop();
  });

  it('is told apart from another one, and both are known when they are over', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    const capture = await desk.start();
    await desk.events('a');
    const { start, read } = replaysAt(desk, capture);
    const ids: string[] = [];
    for (const dryRun of [true, false]) {
      const started = await start(ACTOR, requestAt(desk, { dryRun }))();
      const { replay } = E.isRight(started) ? started.right : expect.fail();
      ids.push(replay);
      await waitUntil(async () => {
        const view = await read(ACTOR, replay)();
        return E.isRight(view) && view.right.status === 'done';
      });
    }
    expect(new Set(ids).size).to.equal(2);
    const first = await read(ACTOR, ids[0] ?? '')();
    expect(E.isRight(first) && first.right).to.include({ dryRun: true, status: 'done', by: 'ops' });
    await capture.stop();
  });

  it('reads on while live events are captured, and captures what comes as well', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    const capture = await desk.start();
    for (let number = 0; number < 50; number += 1) await desk.events(`e${String(number)}`);
    const to = timeAt(desk);
    await desk.advance(1);
    const replaying = replayed(desk, capture, { to });
    await desk.events('x', 'y');
    await waitUntil(() => capture.sumOf(1)?.captured === 52);
    expect(await replaying).to.include({ status: 'done', matched: 50, missing: 0 });
    await capture.stop();
  });

  describe('that is under way', () => {
    const slowly = (desk: CaptureDesk): { readonly store: EventStore; readonly goOn: () => void } => {
      let goOn: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => (goOn = resolve));
      const { eventStore } = desk;
      return {
        goOn,
        store: {
          ...eventStore,
          readRange: (range) => async () => {
            if (range.prefixes.join() === 'hook-') await gate;
            return eventStore.readRange(range)();
          },
        },
      };
    };

    it('keeps another one from beginning, naming the first', async () => {
      const desk = captureDesk();
      const capture = await desk.start();
      const { store, goOn } = slowly(desk);
      const { start, read } = replaysAt(desk, capture, store);
      const first = await start(ACTOR, requestAt(desk))();
      const { replay, status } = E.isRight(first) ? first.right : expect.fail();
      expect(status).to.equal('running');
      expect(await start(ACTOR, requestAt(desk))()).to.deep.equal(E.left({ type: 'ReplayUnderWay', replay }));
      goOn();
      await waitUntil(async () => {
        const view = await read(ACTOR, replay)();
        return E.isRight(view) && view.right.status === 'done';
      });
      expect(E.isRight(await start(ACTOR, requestAt(desk))())).to.equal(true);
      await capture.stop();
    });

    it('is cancelled', async () => {
      const desk = captureDesk();
      const capture = await desk.start();
      const { store, goOn } = slowly(desk);
      const { start, read, cancel } = replaysAt(desk, capture, store);
      const started = await start(ACTOR, requestAt(desk))();
      const { replay } = E.isRight(started) ? started.right : expect.fail();
      await cancel(ACTOR, replay)();
      goOn();
      await waitUntil(async () => {
        const view = await read(ACTOR, replay)();
        return E.isRight(view) && view.right.status === 'cancelled';
      });
      await capture.stop();
    });

    it('fails, saying why, when capture ends or another one has taken over', async () => {
      const desk = captureDesk();
      await desk.hook(1);
      const fenced = await desk.start();
      await desk.events('a');
      const capture = await desk.start();
      const view = await replayed(desk, fenced);
      expect(view.status).to.equal('failed');
      expect(view.detail).to.contain('another one has taken over');
      await capture.stop();
    });
  });

  describe('is refused', () => {
    it('before the outcome retention, naming the earliest instant there is', async () => {
      const desk = captureDesk();
      const capture = await desk.start();
      expect(await refusedAt(desk, capture, { from: '2026-10-24T11:59:59.999Z' })).to.deep.equal({
        type: 'PeriodBeforeRetention',
        earliest: '2026-10-24T12:00:00.000Z',
      });
      expect(await replayed(desk, capture, { from: '2026-10-24T12:00:00Z' })).to.include({ status: 'done' });
      await capture.stop();
    });

    it('before the oldest record that retention has left', async () => {
      const desk = captureDesk();
      await desk.hook(1);
      await (await desk.start()).stop();
      await desk.advance(HOUR);
      const capture = await desk.start();
      const records = (await desk.log()).filter(({ stream }) => stream === 'captures-all');
      await desk.eventStore.writeMetadata('captures-all', { truncateBefore: BigInt(records.length - 1) })();
      expect(await refusedAt(desk, capture, {})).to.deep.equal({
        type: 'PeriodBeforeRetention',
        earliest: '2026-11-23T13:00:00.001Z',
      });
      await capture.stop();
    });

    it('for a period that is not over, naming the latest end there can be', async () => {
      const desk = captureDesk();
      const capture = await desk.start();
      for (const to of [TODAY, '2026-11-23T12:00:00.001Z'])
        expect(await refusedAt(desk, capture, { to })).to.deep.equal({ type: 'PeriodNotOver', latest: timeAt(desk) });
      await capture.stop();
    });

    it('where capture itself has not come that far', async () => {
      const desk = captureDesk();
      await desk.hook(1);
      const capture = await desk.start();
      await desk.events('a');
      await capture.stop();
      await desk.advance(MINUTE);
      await desk.events('b');
      expect(await refusedAt(desk, capture, {})).to.deep.equal({ type: 'PeriodNotCaptured', before: timeAt(desk) });
    });

    it('for a period that ends before it begins, or that nobody can read', async () => {
      const desk = captureDesk();
      const capture = await desk.start();
      expect(await refusedAt(desk, capture, { from: TODAY, to: '2026-11-22' })).to.include({
        type: 'InvalidPeriod',
        field: 'to',
      });
      expect(await refusedAt(desk, capture, { from: 'yesterday' })).to.include({
        type: 'InvalidPeriod',
        field: 'from',
      });
      await capture.stop();
    });

    it('for a hook or an account that is not the caller’s', async () => {
      const desk = captureDesk();
      const capture = await desk.start();
      expect(await refusedAt(desk, capture, { hook: 100 })).to.deep.equal({ type: 'HookUnknown', hook: 100 });
      const { start, read, cancel } = replaysAt(desk, capture);
      expect(await start(ACTOR, { ...requestAt(desk), account: 5 })()).to.deep.equal(
        E.left({ type: 'AccountNotOfKey', account: 5 }),
      );
      const started = await start(ACTOR, requestAt(desk))();
      const { replay } = E.isRight(started) ? started.right : expect.fail();
      const unknown = E.left({ type: 'ReplayUnknown', replay });
      expect(await read({ ...ACTOR, account: 5 }, replay)()).to.deep.equal(unknown);
      expect(await cancel({ ...ACTOR, account: 5 }, replay)()).to.deep.equal(unknown);
      await capture.stop();
    });
  });
});
