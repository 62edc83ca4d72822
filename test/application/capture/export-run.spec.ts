import { expect } from 'chai';
import { captureDesk, type CaptureDesk, eventId, lettersOf } from '../../support/capture-desk';
import { type ExportDesk, exportDesk, RUN, RUN_BASE, RUN_STARTED } from '../../support/export-desk';

describe('Capture with an export run', () => {
  let desk: CaptureDesk;
  let exports: ExportDesk;
  beforeEach(async () => {
    desk = captureDesk();
    exports = exportDesk(desk);
    await desk.hook(1, { maxBatch: 2 });
  });

  it('sends its blocks in a lane of its own, and what happened live in the lane of the hook', async () => {
    await exports.past('a', 'b', 'c');
    const capture = await desk.start();
    await exports.append(RUN_STARTED);
    const [first] = await exports.published();
    expect(first).to.deep.include({ lane: 'run:1-1', hook: 1, hookRevision: 1 });
    expect(first?.run?.id).to.equal(RUN);
    await desk.events('x');
    expect((await exports.published()).map(({ lane }) => lane)).to.include('hook:1');
    expect(capture.sumOf(1)).to.include({ captured: 1 });
    expect(await exports.progress(capture)).to.include({ captured: 3, waiting: 3 });
    await capture.stop();
  });

  it('builds its blocks again after a takeover, with the same ids and bytes, and goes on without a gap', async () => {
    await exports.past('a', 'b', 'c', 'd', 'e');
    await desk.start();
    await exports.append(RUN_STARTED);
    const [before] = await exports.published();
    const capture = await desk.start();
    const [after] = await exports.published();
    const { publication: _one, ...was } = before ?? expect.fail();
    const { publication: _other, ...is } = after ?? expect.fail();
    expect(is).to.deep.equal(was);
    await desk.answer(after ?? expect.fail(), {});
    expect(lettersOf(after ?? expect.fail()) + (await exports.deliverAll())).to.equal('abcde');
    expect(await exports.progress(capture)).to.include({ captured: 5, delivered: 5, waiting: 0 });
    await capture.stop();
  });

  it('is completed once all is settled, with its sum and what came late', async () => {
    await exports.past('a', 'b', 'c');
    const capture = await desk.start();
    await exports.append(RUN_STARTED);
    await exports.past('d');
    expect(await exports.deliverAll()).to.equal('abc');
    const ended = await exports.newest();
    expect(ended?.type).to.equal('ExportRunCompleted');
    expect(JSON.parse(ended?.data ?? '')).to.deep.nested.include({
      by: 'engine',
      sum: { captured: 3, delivered: 3, parked: 0, discarded: 0, events: 3, late: 1 },
    });
    await capture.stop();
  });

  it('waits behind an open circuit of its hook, and probes where the hook has nothing to probe with', async () => {
    await exports.past('a', 'b', 'c', 'd');
    const capture = await desk.start();
    await exports.append(RUN_STARTED);
    const [first] = await exports.published();
    const down = { answer: 'failed', kind: 'endpoint', reason: 'connect' } as const;
    await desk.answer(first ?? expect.fail(), down, { streak: { failures: 5, broken: false } });
    expect(await exports.published()).to.deep.equal([]);
    expect(capture.sumOf(1)).to.include({ circuit: 'open' });
    await desk.advance(15_000);
    const [probe] = await exports.published();
    expect(probe).to.deep.include({ lane: 'run:1-1', probe: true });
    await desk.answer(probe ?? expect.fail(), {});
    expect(lettersOf(probe ?? expect.fail()) + (await exports.deliverAll())).to.equal('abcd');
    await capture.stop();
  });

  it('publishes nothing while it is suspended, and drops what waits when it is aborted', async () => {
    await exports.past('a', 'b', 'c', 'd');
    const capture = await desk.start();
    await exports.append(RUN_STARTED);
    const [first] = await exports.published();
    await exports.append({ type: 'ExportRunSuspended', ...RUN_BASE });
    await desk.answer(first ?? expect.fail(), { answer: 'returned', attempt: 0 });
    expect(await exports.published()).to.deep.equal([]);
    await exports.append({ type: 'ExportRunAborted', ...RUN_BASE });
    expect(await exports.published()).to.deep.equal([]);
    expect(await exports.progress(capture)).to.include({ captured: 4, discarded: 4, waiting: 0 });
    await capture.stop();
  });

  it('tells how much of what it parked can be sent again: not what never became a message', async () => {
    desk = captureDesk();
    exports = exportDesk(desk);
    await desk.hook(1, {
      format: { kind: 'actito', pushMode: 'ONE_BY_ONE' },
      rule: { account: 23, types: ['ETL_FINISHED', 'click'], filters: {} },
    });
    await desk.events({ id: eventId('a'), type: 'ETL_FINISHED', capture: false }, { id: eventId('b'), capture: false });
    const capture = await desk.start();
    await exports.append(RUN_STARTED);
    const [sent] = await exports.published();
    await desk.answer(sent ?? expect.fail(), { answer: 'parked' });
    await exports.published();
    expect(await exports.progress(capture)).to.include({ captured: 2, parked: 2, redeliverable: 1 });
    await capture.stop();
  });

  it('is in a snapshot: a capture that starts from one knows its sum and goes on', async () => {
    await exports.past('a', 'b', 'c');
    const first = await desk.start();
    await exports.append(RUN_STARTED);
    const [sent] = await exports.published();
    await desk.answer(sent ?? expect.fail(), {});
    await exports.published();
    await first.stop();
    desk.published();
    const second = await desk.start();
    expect(await exports.progress(second)).to.include({ captured: 3, delivered: 2, waiting: 1 });
    expect(await exports.deliverAll()).to.equal('c');
    await second.stop();
  });
});
