import { expect } from 'chai';
import { type PlatformEvent } from '../../../src/domain/platform-event/platform-event';
import { captureDesk, type CaptureDesk, eventId, lettersOf } from '../../support/capture-desk';
import { ACCOUNT } from '../../support/hook-builders';

const rule = {
  account: ACCOUNT,
  types: ['click'],
  filters: {},
  conditions: { field: 'data.amount', operator: 'greater', value: 10 },
} as const;

const worth = (id: string, amount: number | string): Partial<PlatformEvent> => ({
  id: eventId(id),
  data: { amount },
});

/** a, c and d are worth more than ten. */
const record = async (desk: CaptureDesk): Promise<void> => {
  await desk.events(worth('a', 11), worth('b', 9), worth('c', '10.5'), worth('d', 20), worth('e', 1));
};
const letters = (desk: CaptureDesk): ReadonlyArray<string> => desk.published().map(lettersOf);

describe('A hook with conditions on data', () => {
  it('captures the events that meet them, beside a hook without any', async () => {
    const desk = captureDesk();
    await desk.hook(1, { rule });
    await desk.hook(2);
    const capture = await desk.start();
    await record(desk);
    expect(letters(desk)).to.deep.equal(['acd', 'abcde']);
    expect(capture.sumOf(1)).to.include({ captured: 3, waiting: 3 });
    await capture.stop();
  });

  it('captures nothing, and records nothing, when no event meets them', async () => {
    const desk = captureDesk();
    await desk.hook(1, { rule });
    const capture = await desk.start();
    await desk.events(worth('a', 1), worth('b', 'many'));
    expect(letters(desk)).to.deep.equal([]);
    expect(capture.sumOf(1)).to.include({ captured: 0 });
    await capture.stop();
  });

  it('publishes the same deliveries under the same indexes after a start, a person erased in between', async () => {
    const desk = captureDesk();
    await desk.hook(1, { rule });
    await desk.start();
    await record(desk);
    const [before] = desk.published();
    desk.erase('a');
    const capture = await desk.start();
    const [after] = desk.published();
    expect(after?.items.map(({ index, delivery, body }) => [index, delivery, body === null])).to.deep.equal(
      before?.items.map(({ index, delivery }) => [index, delivery, index === 0]),
    );
    expect(after?.block).to.equal(before?.block);
    await capture.stop();
  });

  it('keeps its deliveries also in the snapshot of a stop', async () => {
    const desk = captureDesk();
    await desk.hook(1, { rule });
    const first = await desk.start();
    await record(desk);
    const [before] = desk.published();
    await first.stop();
    const length = (await desk.log()).filter(({ stream }) => stream === 'captures-all').length;
    await desk.eventStore.writeMetadata('captures-all', { truncateBefore: BigInt(length - 1) })();
    desk.erase('c');
    const capture = await desk.start();
    expect(letters(desk)).to.deep.equal(['acd']);
    expect(before?.items.map(({ index }) => index)).to.deep.equal([0, 1, 2]);
    await capture.stop();
  });

  it('judges an open block anew after a start: who was erased by then meets nothing', async () => {
    const desk = captureDesk();
    await desk.hook(1, { rule, windowMs: 1000 });
    await desk.start();
    await record(desk);
    desk.erase('c');
    const capture = await desk.start();
    expect(capture.sumOf(1)).to.include({ captured: 0, accumulating: 2 });
    await desk.advance(1000);
    expect(letters(desk)).to.deep.equal(['ad']);
    expect(capture.sumOf(1)).to.include({ captured: 2 });
    await capture.stop();
  });

  it('catches up with what meets them when it has fallen behind', async () => {
    const desk = captureDesk({ limits: { blocksPerHook: 1 } });
    await desk.hook(1, { rule, maxBatch: 1 });
    const capture = await desk.start();
    await record(desk);
    const got: string[] = [];
    for (let commands = desk.published(); commands.length > 0; commands = desk.published()) {
      for (const command of commands) {
        got.push(lettersOf(command));
        await desk.answer(command, {});
      }
    }
    expect(got).to.deep.equal(['a', 'c', 'd']);
    expect(capture.sumOf(1)).to.include({ captured: 3, delivered: 3, waiting: 0 });
    await capture.stop();
  });

  it('counts only what meets them when the stretch it waits for is skipped', async () => {
    const desk = captureDesk({ limits: { blocksPerHook: 1 } });
    await desk.hook(1, { rule, maxBatch: 1 });
    const capture = await desk.start();
    await record(desk);
    await desk.change(1, { type: 'HookSuspended', reason: 'operator' });
    await desk.change(1, { type: 'HookResumed', skip: true });
    for (let turn = 0; turn < 5; turn += 1) await desk.advance(100);
    expect(capture.sumOf(1)).to.include({ captured: 3, discarded: 3, waiting: 0 });
    await capture.stop();
  });
});
