import { expect } from 'chai';
import { captureDesk, type CaptureDesk, lettersOf } from '../../support/capture-desk';
import { aDefinition } from '../../support/hook-builders';

const drain = async (desk: CaptureDesk): Promise<ReadonlyArray<string>> => {
  const got: string[] = [];
  for (let commands = desk.published(); commands.length > 0; commands = desk.published()) {
    for (const command of commands) {
      got.push(lettersOf(command));
      await desk.answer(command, {});
    }
  }
  return got;
};

describe('A hook without room', () => {
  it('falls behind, waits as a position, and catches up in full blocks and in order', async () => {
    const desk = captureDesk({ limits: { blocksPerHook: 2 } });
    await desk.hook(1, { maxBatch: 2 });
    const capture = await desk.start();
    for (const pair of ['ab', 'cd', 'ef', 'gh', 'ij']) await desk.events(pair.charAt(0), pair.charAt(1));
    expect(capture.sumOf(1)).to.include({ captured: 4, waiting: 4, blocks: 2 });
    expect(capture.sumOf(1)?.behind).to.include({ since: '2026-11-23T12:00:00.000Z' });
    expect(capture.gauges()).to.deep.include({ hooksBehind: 1 });
    expect(await drain(desk)).to.deep.equal(['ab', 'cd', 'ef', 'gh', 'ij']);
    expect(capture.sumOf(1)).to.include({ captured: 10, delivered: 10, waiting: 0 });
    expect(capture.sumOf(1)?.behind).to.equal(undefined);
    await capture.stop();
  });

  it('is captured live again once it has caught up', async () => {
    const desk = captureDesk({ limits: { blocksPerHook: 1 } });
    await desk.hook(1);
    const capture = await desk.start();
    await desk.events('a');
    await desk.events('b');
    await desk.events('c');
    expect(await drain(desk)).to.deep.equal(['a', 'bc']);
    await desk.events('d');
    expect(await drain(desk)).to.deep.equal(['d']);
    await capture.stop();
  });

  it('is matched and shaped as it stood at each position, with a border where it changed', async () => {
    const desk = captureDesk({ limits: { blocksPerHook: 1 } });
    await desk.hook(1);
    const capture = await desk.start();
    await desk.events('a');
    await desk.events('b');
    await desk.change(1, { type: 'HookChanged', definition: aDefinition({ windowMs: 0, name: 'Another' }) });
    await desk.events('c');
    await desk.change(1, { type: 'HookDeactivated' });
    await desk.events('d');
    await desk.change(1, { type: 'HookActivated' });
    await desk.events('e');
    expect(await drain(desk)).to.deep.equal(['a', 'b', 'c', 'e']);
    expect(capture.sumOf(1)).to.include({ captured: 4, delivered: 4 });
    await capture.stop();
  });

  it('holds nobody else up when all lanes together hold too much', async () => {
    const desk = captureDesk({ limits: { bytesInAll: 100 } });
    await desk.hook(1, { maxBatch: 1 });
    await desk.hook(2, { maxBatch: 1, rule: { account: 23, types: ['open'], filters: {} } });
    const capture = await desk.start();
    await desk.events('a', 'b', 'c');
    await desk.events({ id: '00000000-0000-4000-8000-00000000007a', type: 'open' });
    expect(desk.published().map(({ hook }) => hook)).to.deep.equal([1, 2]);
    await capture.stop();
  });
});

describe('A suspended hook', () => {
  it('goes on capturing, and delivers all of it on resume', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    const capture = await desk.start();
    await desk.change(1, { type: 'HookSuspended', reason: 'operator' });
    await desk.events('a');
    await desk.events('b');
    expect(desk.published()).to.deep.equal([]);
    expect(capture.sumOf(1)?.behind).to.not.equal(undefined);
    await desk.change(1, { type: 'HookResumed', skip: false });
    expect(await drain(desk)).to.deep.equal(['ab']);
    await capture.stop();
  });

  it('has what waited counted as discarded when it is resumed skipping', async () => {
    const desk = captureDesk();
    await desk.hook(1, { maxBatch: 1 });
    const capture = await desk.start();
    await desk.events('a', 'b');
    await desk.change(1, { type: 'HookSuspended', reason: 'operator' });
    await desk.events('c', 'd', 'e');
    await desk.change(1, { type: 'HookResumed', skip: true });
    expect(capture.sumOf(1)).to.include({ captured: 5, discarded: 5, waiting: 0 });
    desk.published();
    await desk.events('f');
    expect(await drain(desk)).to.deep.equal(['f']);
    expect(capture.sumOf(1)).to.include({ captured: 6, delivered: 1, discarded: 5 });
    await capture.stop();
  });

  it('has what waited counted as discarded when it is deleted, and captures nothing more', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    const capture = await desk.start();
    await desk.change(1, { type: 'HookSuspended', reason: 'operator' });
    await desk.events('a', 'b');
    await desk.change(1, { type: 'HookDeleted' });
    await desk.events('c');
    expect(capture.sumOf(1)).to.include({ captured: 2, discarded: 2, waiting: 0 });
    expect(capture.sumOf(1)?.behind).to.equal(undefined);
    await capture.stop();
  });
});

describe('A hook whose waiting deliveries are all gone behind an open circuit', () => {
  it('is probed with what comes next', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    const capture = await desk.start();
    await desk.events('a');
    const [command] = desk.published();
    const down = { streak: { failures: 5, broken: false } };
    await desk.answer(command ?? expect.fail(), { answer: 'discarded', attempt: 0 }, down);
    expect(capture.sumOf(1)).to.include({ circuit: 'open', waiting: 0 });
    await desk.events('b');
    await desk.advance(15_000);
    expect(desk.published().map(lettersOf)).to.deep.equal(['b']);
    await capture.stop();
  });
});
