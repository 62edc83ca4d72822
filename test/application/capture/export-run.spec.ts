import { expect } from 'chai';
import { encodeExportRunEvent } from '../../../src/application/codecs/export-run-codec';
import { type Capture } from '../../../src/application/capture/capture';
import { type BlockCommand } from '../../../src/application/deliver/block-command';
import { exportRunStream } from '../../../src/application/streams';
import { type ExportRunEvent, type ExportRunStarted } from '../../../src/domain/export-run/export-run-event';
import * as E from 'fp-ts/Either';
import { captureDesk, type CaptureDesk, eventId, lettersOf } from '../../support/capture-desk';
import { ACCOUNT } from '../../support/hook-builders';

const RUN = '1-1';
const base = { run: RUN, hook: 1, account: ACCOUNT, at: '2026-11-26T09:00:00.000Z', by: 'Jo' };
const STARTED: ExportRunStarted = {
  type: 'ExportRunStarted',
  ...base,
  period: {
    from: '2026-11-23',
    to: '2026-11-23',
    zone: 'UTC',
    begins: Date.parse('2026-11-23T00:00:00Z'),
    ends: Date.parse('2026-11-24T00:00:00Z'),
  },
  hookRevision: 1,
  types: ['click'],
  notExportable: [],
  skipDelivered: false,
};
const AT_REST = 60;
/** An export gives way to what is live. */
const A_PAUSE_MS = 10;

describe('Capture with an export run', () => {
  let desk: CaptureDesk;
  let number = 0;
  beforeEach(async () => {
    desk = captureDesk();
    await desk.hook(1, { maxBatch: 2 });
  });

  const append = async (event: ExportRunEvent): Promise<void> => {
    number += 1;
    const id = `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;
    const stored = { id, ...encodeExportRunEvent(event) };
    const appended = await desk.eventStore.append(exportRunStream(ACCOUNT, RUN), 'any', [stored])();
    expect(E.isRight(appended)).to.equal(true);
  };
  const past = (...letters: ReadonlyArray<string>): Promise<void> =>
    desk.events(...letters.map((letter) => ({ id: eventId(letter), capture: false })));
  /** What is on the bus once nothing moves any more. */
  const published = async (): Promise<ReadonlyArray<BlockCommand>> => {
    for (let turn = 0; turn < AT_REST; turn += 1) await desk.advance(A_PAUSE_MS);
    return desk.published();
  };
  /** Answers whatever is published with success, until nothing more comes. */
  const deliverAll = async (): Promise<string> => {
    let delivered = '';
    for (let sent = await published(); sent.length > 0; sent = await published())
      for (const command of sent) {
        delivered += lettersOf(command);
        await desk.answer(command, {});
      }
    return delivered;
  };
  const progress = async (capture: Capture): Promise<object | null> => {
    const told = await capture.progressOf(RUN)();
    return E.isRight(told) ? told.right : null;
  };

  it('sends its blocks in a lane of its own, and what happened live in the lane of the hook', async () => {
    await past('a', 'b', 'c');
    const capture = await desk.start();
    await append(STARTED);
    const [first] = await published();
    expect(first).to.deep.include({ lane: 'run:1-1', hook: 1, hookRevision: 1 });
    expect(first?.run?.id).to.equal(RUN);
    await desk.events('x');
    expect((await published()).map(({ lane }) => lane)).to.include('hook:1');
    expect(capture.sumOf(1)).to.include({ captured: 1 });
    expect(await progress(capture)).to.include({ captured: 3, waiting: 3 });
    await capture.stop();
  });

  it('builds its blocks again after a takeover, with the same ids and bytes, and goes on without a gap', async () => {
    await past('a', 'b', 'c', 'd', 'e');
    await desk.start();
    await append(STARTED);
    const [before] = await published();
    const capture = await desk.start();
    const [after] = await published();
    const { publication: _one, ...was } = before ?? expect.fail();
    const { publication: _other, ...is } = after ?? expect.fail();
    expect(is).to.deep.equal(was);
    await desk.answer(after ?? expect.fail(), {});
    expect(lettersOf(after ?? expect.fail()) + (await deliverAll())).to.equal('abcde');
    expect(await progress(capture)).to.include({ captured: 5, delivered: 5, waiting: 0 });
    await capture.stop();
  });

  it('is completed once all is settled, with its sum and what came late', async () => {
    await past('a', 'b', 'c');
    const capture = await desk.start();
    await append(STARTED);
    await past('d');
    expect(await deliverAll()).to.equal('abc');
    const ended = (await desk.log()).filter(({ stream }) => stream === exportRunStream(ACCOUNT, RUN)).at(-1);
    expect(ended?.type).to.equal('ExportRunCompleted');
    expect(JSON.parse(ended?.data ?? '')).to.deep.nested.include({
      by: 'engine',
      sum: { captured: 3, delivered: 3, parked: 0, discarded: 0, events: 3, late: 1 },
    });
    await capture.stop();
  });

  it('waits behind an open circuit of its hook, and probes where the hook has nothing to probe with', async () => {
    await past('a', 'b', 'c', 'd');
    const capture = await desk.start();
    await append(STARTED);
    const [first] = await published();
    const down = { answer: 'failed', kind: 'endpoint', reason: 'connect' } as const;
    await desk.answer(first ?? expect.fail(), down, { streak: { failures: 5, broken: false } });
    expect(await published()).to.deep.equal([]);
    expect(capture.sumOf(1)).to.include({ circuit: 'open' });
    await desk.advance(15_000);
    const [probe] = await published();
    expect(probe).to.deep.include({ lane: 'run:1-1', probe: true });
    await desk.answer(probe ?? expect.fail(), {});
    expect(lettersOf(probe ?? expect.fail()) + (await deliverAll())).to.equal('abcd');
    await capture.stop();
  });

  it('publishes nothing while it is suspended, and drops what waits when it is aborted', async () => {
    await past('a', 'b', 'c', 'd');
    const capture = await desk.start();
    await append(STARTED);
    const [first] = await published();
    await append({ type: 'ExportRunSuspended', ...base });
    await desk.answer(first ?? expect.fail(), { answer: 'returned', attempt: 0 });
    expect(await published()).to.deep.equal([]);
    await append({ type: 'ExportRunAborted', ...base });
    expect(await published()).to.deep.equal([]);
    expect(await progress(capture)).to.include({ captured: 4, discarded: 4, waiting: 0 });
    await capture.stop();
  });

  it('is in a snapshot: a capture that starts from one knows its sum and goes on', async () => {
    await past('a', 'b', 'c');
    const first = await desk.start();
    await append(STARTED);
    const [sent] = await published();
    await desk.answer(sent ?? expect.fail(), {});
    await published();
    await first.stop();
    desk.published();
    const second = await desk.start();
    expect(await progress(second)).to.include({ captured: 3, delivered: 2, waiting: 1 });
    expect(await deliverAll()).to.equal('c');
    await second.stop();
  });
});
