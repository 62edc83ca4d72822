import { expect } from 'chai';
import { type BlockCommand } from '../../../src/application/deliver/block-command';
import { type UnsteadyEventStore, unsteadyEventStore } from '../../support/unsteady-event-store';
import { captureDesk, type CaptureDesk, lettersOf } from '../../support/capture-desk';
import { type ExportDesk, exportDesk, RUN_BASE, RUN_STARTED } from '../../support/export-desk';

const MINUTE = 60_000;
/** What one turn of the reader takes in while something live has just happened, and more. */
const [A_TURN, IN_ALL] = [20, 160];
const LETTERS = Array.from({ length: IN_ALL }, (_, at) => String.fromCharCode(0x100 + at));
const ALL = LETTERS.join('');
/** A lane that has room for one turn: the rest is read once that is delivered. */
const LIMITS = { blocksPerHook: 17 };

describe('Capture with an export run whose store cannot be read for a while', () => {
  let desk: CaptureDesk;
  let exports: ExportDesk;
  let store: UnsteadyEventStore;
  beforeEach(async () => {
    desk = captureDesk({ limits: LIMITS, around: (eventStore) => (store = unsteadyEventStore(eventStore)) });
    exports = exportDesk(desk);
    await desk.hook(1, { maxBatch: 2 });
    await exports.past(...LETTERS);
  });
  /** Appends are answered: only what reads is without an answer. */
  const down = (): void => {
    store.goDown('reads');
  };
  const letThrough = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 1000) await desk.advance(1000);
  };
  const lettersIn = (commands: ReadonlyArray<BlockCommand>): string => commands.map(lettersOf).join('');
  const answered = async (commands: ReadonlyArray<BlockCommand>): Promise<string> => {
    for (const command of commands) await desk.answer(command, {});
    return lettersIn(commands);
  };
  const typeOfNewest = async (): Promise<string | undefined> => (await exports.newest())?.type;

  it('goes on by itself in the middle of a day, without a gap and without a repeat', async () => {
    const capture = await desk.start();
    await exports.append(RUN_STARTED);
    const first = await exports.published();
    down();
    const before = (await answered(first)) + (await exports.deliverAll());
    expect(before).to.equal(ALL.slice(0, A_TURN));
    await letThrough(MINUTE);
    expect(await exports.published()).to.deep.equal([]);
    expect(await typeOfNewest()).to.equal('ExportRunStarted');
    expect(desk.warnings).to.include('waiting for a part that is unavailable');
    store.comeBack();
    await letThrough(10_000);
    expect(before + (await exports.deliverAll())).to.equal(ALL);
    await letThrough(2000);
    expect(await typeOfNewest()).to.equal('ExportRunCompleted');
    expect(await exports.progress(capture)).to.deep.include({
      captured: IN_ALL,
      delivered: IN_ALL,
      parked: 0,
      waiting: 0,
    });
    await capture.stop();
  });

  it('goes on by itself when nothing could be read from the start, and when nothing but its end was left', async () => {
    const capture = await desk.start();
    down();
    await exports.append(RUN_STARTED);
    expect(await exports.published()).to.deep.equal([]);
    store.comeBack();
    await letThrough(10_000);
    let delivered = '';
    while (delivered.length < ALL.length) {
      const sent = await exports.published();
      if (delivered.length + lettersIn(sent).length === ALL.length) down();
      delivered += await answered(sent);
    }
    await letThrough(MINUTE);
    expect(delivered).to.equal(ALL);
    expect(await typeOfNewest()).to.equal('ExportRunStarted');
    store.comeBack();
    await letThrough(2000);
    expect(await typeOfNewest()).to.equal('ExportRunCompleted');
    await capture.stop();
  });

  it('ends in error after five minutes, saying so, and goes on from where it stood when it is resumed (decision 25)', async () => {
    const capture = await desk.start();
    await exports.append(RUN_STARTED);
    const first = await exports.published();
    down();
    const before = (await answered(first)) + (await exports.deliverAll());
    await letThrough(4 * MINUTE);
    expect(await typeOfNewest()).to.equal('ExportRunStarted');
    await letThrough(2 * MINUTE);
    store.comeBack();
    await letThrough(2000);
    const failed = await exports.newest();
    expect(failed?.type).to.equal('ExportRunFailed');
    expect(JSON.parse(failed?.data ?? '{}')).to.include({ by: 'engine', reason: 'store-unreadable' });
    expect(await exports.published()).to.deep.equal([]);
    await exports.append({ type: 'ExportRunResumed', ...RUN_BASE });
    expect(before + (await exports.deliverAll())).to.equal(ALL);
    expect(await exports.progress(capture)).to.deep.include({ captured: IN_ALL, delivered: IN_ALL, waiting: 0 });
    await capture.stop();
  });
});
