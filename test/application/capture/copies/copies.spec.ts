import { expect } from 'chai';
import { captureDesk, type CaptureDesk, eventId, lettersOf } from '../../../support/capture-desk';
import { waitUntil } from '../../../support/wait-until';

const MINUTE = 60_000;

const aDesk = (): CaptureDesk => captureDesk({ exactIds: false });
const copiesIn = async (desk: CaptureDesk): Promise<ReadonlyArray<bigint>> =>
  (await desk.records()).flatMap(({ copies }) => copies ?? []);
const positionsOf = async (desk: CaptureDesk, letter: string): Promise<ReadonlyArray<bigint>> =>
  (await desk.log()).filter(({ id }) => id === eventId(letter)).map(({ position }) => position);

describe('A copy of an event in the log', () => {
  it('is not captured, and the record names its position', async () => {
    const desk = aDesk();
    await desk.hook(1);
    const capture = await desk.start();
    await desk.events('a');
    await desk.answer(desk.published()[0] ?? expect.fail(), {});
    await desk.events('b', 'a');
    expect(desk.published().map(lettersOf)).to.deep.equal(['b']);
    expect(capture.sumOf(1)).to.include({ captured: 2 });
    expect(await copiesIn(desk)).to.deep.equal((await positionsOf(desk, 'a')).slice(1));
    await capture.stop();
  });

  it('is named also when no hook wants the event', async () => {
    const desk = aDesk();
    const capture = await desk.start();
    await desk.events('a');
    await desk.events('b', 'a');
    expect(await copiesIn(desk)).to.have.lengthOf(1);
    await capture.stop();
  });

  it('is still known as one after a start, for an hour after the event was recorded', async () => {
    const desk = aDesk();
    await desk.hook(1);
    await (await desk.start()).stop();
    const first = await desk.start();
    await desk.events('a');
    await desk.advance(MINUTE);
    await desk.events('b');
    await first.stop();
    await desk.advance(59 * MINUTE);
    const capture = await desk.start();
    await desk.events('c', 'a');
    await desk.advance(MINUTE + 1);
    await desk.events('d', 'b');
    expect(capture.sumOf(1)).to.include({ captured: 5 });
    expect(await copiesIn(desk)).to.deep.equal((await positionsOf(desk, 'a')).slice(1));
    await capture.stop();
  });

  it('that came while nobody captured is found among what waits', async () => {
    const desk = aDesk();
    await desk.hook(1);
    await (await desk.start()).stop();
    await desk.events('a');
    await desk.events('b', 'a');
    await desk.advance(120 * MINUTE);
    const capture = await desk.start();
    expect(capture.sumOf(1)).to.include({ captured: 2 });
    await capture.stop();
  });

  it('is left out when the block around it is built again', async () => {
    const desk = aDesk();
    await desk.hook(1, { windowMs: 1000 });
    await desk.start();
    await desk.events('a');
    await desk.events('b', 'a');
    await desk.events('c');
    await desk.advance(1000);
    const [before] = desk.published();
    const capture = await desk.start();
    const [again] = desk.published();
    expect(before && lettersOf(before)).to.equal('abc');
    expect(again?.items).to.deep.equal(before?.items);
    await capture.stop();
  });

  it('is left out when an open block is read again', async () => {
    const desk = aDesk();
    await desk.hook(1, { windowMs: 1000 });
    await desk.start();
    await desk.events('a');
    await desk.events('b', 'a');
    const capture = await desk.start();
    await desk.advance(1000);
    expect(desk.published().map(lettersOf)).to.deep.equal(['ab']);
    await capture.stop();
  });

  it('is left out by the reader of a hook that is behind, also after a start', async () => {
    const desk = aDesk();
    await desk.hook(1);
    await desk.start();
    await desk.change(1, { type: 'HookSuspended', reason: 'operator' });
    await desk.events('a');
    await desk.events('b', 'a');
    const capture = await desk.start();
    await desk.change(1, { type: 'HookResumed', skip: false });
    await waitUntil(() => capture.sumOf(1)?.captured === 2);
    expect(capture.sumOf(1)).to.not.have.property('behind');
    await capture.stop();
  });

  it('with another body is skipped as well, told with both positions, and counted', async () => {
    const desk = aDesk();
    await desk.hook(1);
    const capture = await desk.start();
    await desk.events('a', 'b');
    await desk.events('c', { id: eventId('a'), data: { other: true } }, 'b');
    expect(capture.sumOf(1)).to.include({ captured: 3 });
    await waitUntil(() => desk.copies().conflicts === 1);
    expect(desk.copies()).to.deep.equal({ copies: 2, conflicts: 1 });
    expect(desk.warnings).to.deep.equal([
      'an event was recorded twice with different bodies; the second one is not captured',
    ]);
    await capture.stop();
  });

  it('is looked for only where the store may take an id twice', async () => {
    let looked = 0;
    const desk = captureDesk({
      around: (store) => ({
        ...store,
        readRange: (range) => {
          if (range.prefixes.join() === 'platformEvents-') looked += 1;
          return store.readRange(range);
        },
      }),
    });
    await desk.hook(1);
    await desk.start();
    await desk.events('a');
    await (await desk.start()).stop();
    expect(looked).to.equal(0);
  });
});
