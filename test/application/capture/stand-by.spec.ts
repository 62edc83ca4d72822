import { expect } from 'chai';
import { type EventStore } from '../../../src/application/ports/event-store';
import { CAPTURES } from '../../../src/application/streams';
import { captureDesk, type CaptureDesk, lettersOf } from '../../support/capture-desk';

const SECOND = 1_000;
const MINUTE = 60_000;

/** What the second capture read of the log, and where each read began. */
const watchedDesk = (exactIds: boolean): { readonly desk: CaptureDesk; readonly reads: (bigint | null)[] } => {
  const reads: (bigint | null)[] = [];
  const around = (eventStore: EventStore, capture: number): EventStore => ({
    ...eventStore,
    readRange: (range) => {
      if (capture === 1) reads.push(range.after);
      return eventStore.readRange(range);
    },
  });
  return { desk: captureDesk({ exactIds, around }), reads };
};
const answerAll = async (desk: CaptureDesk): Promise<string> => {
  const commands = desk.published();
  for (const command of commands) await desk.answer(command, {});
  return commands.map(lettersOf).join(' ');
};

describe('A capture that stands by', () => {
  it('publishes and records nothing', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    const first = await desk.start();
    const standby = await desk.standBy();
    await desk.events('a');
    await desk.advance(SECOND);
    const records = await desk.records();
    expect(records).to.have.lengthOf(1);
    expect(await answerAll(desk)).to.equal('a');
    await standby.stop();
    await first.stop();
  });

  it('goes on where the other one ended, with the same totals, and publishes what was under way', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    await desk.start();
    await desk.events('a');
    const standby = await desk.standBy();
    expect(await answerAll(desk)).to.equal('a');
    await desk.hook(2);
    await desk.advance(SECOND);
    await desk.events('b');
    await desk.advance(SECOND);
    await desk.events('c');
    desk.published();
    const second = await standby.begin();
    expect(desk.published().map(lettersOf)).to.have.members(['b', 'c', 'b']);
    expect(second.sumOf(1)).to.include({ captured: 3, delivered: 1, waiting: 2 });
    expect(second.sumOf(2)).to.include({ captured: 2, delivered: 0, waiting: 2 });
    const cold = await desk.start();
    expect(cold.sumOf(1)).to.deep.equal(second.sumOf(1));
    expect(cold.sumOf(2)).to.deep.equal(second.sumOf(2));
    await cold.stop();
  });

  it('reads nothing at its turn that it has read before', async () => {
    const { desk, reads } = watchedDesk(false);
    await desk.hook(1);
    await desk.start();
    await desk.events('a', 'b');
    const standby = await desk.standBy();
    await desk.events('c');
    await desk.advance(SECOND);
    await desk.events('d');
    await desk.advance(SECOND);
    await desk.events('e');
    const known = (await desk.log()).find(({ stream }) => stream === CAPTURES);
    reads.length = 0;
    await standby.begin();
    expect(reads).to.not.be.empty;
    expect(reads.filter((after) => after === null || after < (known?.position ?? 0n))).to.deep.equal([]);
  });

  it('knows the ids recorded while it stood by, and those before', async () => {
    const desk = captureDesk({ exactIds: false });
    await desk.hook(1);
    const first = await desk.start();
    await desk.events('a');
    const standby = await desk.standBy();
    await desk.events('b');
    await first.stop();
    const second = await standby.begin();
    await desk.events('b', 'a', 'c');
    expect(second.sumOf(1)).to.include({ captured: 3 });
    await second.stop();
  });

  it('captures what it saw while nobody did, each event once', async () => {
    const desk = captureDesk({ exactIds: false });
    await desk.hook(1);
    const first = await desk.start();
    await desk.events('a');
    const standby = await desk.standBy();
    await first.stop();
    await desk.events('b', 'c');
    await desk.events('b', 'a');
    const second = await standby.begin();
    expect(second.sumOf(1)).to.include({ captured: 3 });
    expect(desk.copies()).to.deep.include({ copies: 2 });
    await second.stop();
  });

  it('learns the ids anew when capture is too far behind what it saw', async () => {
    const desk = captureDesk({ exactIds: false });
    await desk.hook(1);
    const first = await desk.start();
    await desk.events('a');
    const standby = await desk.standBy();
    await first.stop();
    await desk.advance(30 * MINUTE);
    await desk.events('a');
    await desk.advance(45 * MINUTE);
    await desk.events('b');
    const second = await standby.begin();
    expect(second.sumOf(1)).to.include({ captured: 2 });
    await second.stop();
  });

  it('is of no use once records that it did not read were taken away', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    const first = await desk.start();
    const standby = await desk.standBy();
    await desk.events('a');
    await desk.events('b');
    await first.stop();
    await desk.eventStore.writeMetadata(CAPTURES, { truncateBefore: 3n })();
    const second = await standby.begin();
    expect(await second.ended).to.equal('stopped');
    const third = await desk.start();
    expect(third.sumOf(1)).to.include({ captured: 2 });
    await third.stop();
  });

  it('ends when it is told to', async () => {
    const desk = captureDesk();
    const standby = await desk.standBy();
    await standby.stop();
  });
});
