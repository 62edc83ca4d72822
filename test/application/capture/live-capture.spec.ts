import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { type EngineSuspendsHook } from '../../../src/application/commands/engine-suspends-hook';
import { captureDesk, eventId, lettersOf } from '../../support/capture-desk';
import { aDefinition } from '../../support/hook-builders';

const SLOW = { windowMs: 1000 };

describe('Live capture', () => {
  it('publishes what a page matched as one block of the hook, after its record', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    const capture = await desk.start();
    await desk.events('a', 'b', { id: eventId('c'), type: 'open' });
    const [command, ...others] = desk.published();
    expect(others).to.deep.equal([]);
    expect(command && lettersOf(command)).to.equal('ab');
    expect(command).to.include({ hook: 1, lane: 'hook:1', turn: 0, publication: '0.1', entity: 'shop', probe: false });
    const [record] = await desk.records();
    expect(record?.blocks.map(({ id, n }) => [id, n])).to.deep.equal([[command?.root, 2]]);
    expect(capture.sumOf(1)).to.include({ captured: 2, delivered: 0, waiting: 2, blocks: 1, onBus: 1 });
    await capture.stop();
  });

  it('captures for no hook before it is active, nor after it is inactive', async () => {
    const desk = captureDesk();
    const capture = await desk.start();
    await desk.events('a');
    await desk.hook(1);
    await desk.events('b');
    await desk.change(1, { type: 'HookDeactivated' });
    await desk.events('c');
    expect(desk.published().map(lettersOf)).to.deep.equal(['b']);
    expect(capture.sumOf(1)).to.include({ captured: 1 });
    await capture.stop();
  });

  describe('with an accumulation window', () => {
    it('keeps a block open until the window ends, shown as accumulating', async () => {
      const desk = captureDesk();
      await desk.hook(1, SLOW);
      const capture = await desk.start();
      await desk.events('a');
      await desk.advance(600);
      await desk.events('b');
      expect(capture.sumOf(1)).to.include({ captured: 0, accumulating: 2, waiting: 0 });
      await desk.advance(399);
      expect(desk.published()).to.deep.equal([]);
      await desk.advance(1);
      expect(desk.published().map(lettersOf)).to.deep.equal(['ab']);
      expect(capture.sumOf(1)).to.include({ captured: 2, accumulating: 0, waiting: 2 });
      await capture.stop();
    });

    it('closes a block at its size, and goes on with the next', async () => {
      const desk = captureDesk();
      await desk.hook(1, { ...SLOW, maxBatch: 2 });
      const capture = await desk.start();
      await desk.events('a', 'b', 'c', 'd', 'e');
      await desk.answer(desk.published()[0] ?? expect.fail('nothing was published'), {});
      expect(desk.published().map(lettersOf)).to.deep.equal(['cd']);
      expect(capture.sumOf(1)).to.include({ captured: 4, accumulating: 1 });
      await capture.stop();
    });

    it('closes a block before it would grow over 512 KiB', async () => {
      const desk = captureDesk();
      await desk.hook(1, SLOW);
      const capture = await desk.start();
      const large = (id: string) => ({ id: eventId(id), data: { text: 'x'.repeat(200 * 1024) } });
      await desk.events(large('a'), large('b'), large('c'));
      expect(desk.published().map(lettersOf)).to.deep.equal(['ab']);
      expect(capture.sumOf(1)).to.include({ captured: 2, accumulating: 1 });
      await capture.stop();
    });

    it('closes a block when the hook changes: what came before is shaped as the hook was', async () => {
      const desk = captureDesk();
      await desk.hook(1, SLOW);
      const capture = await desk.start();
      await desk.events('a');
      await desk.change(1, { type: 'HookChanged', definition: aDefinition({ ...SLOW, maxBatch: 1 }) });
      const [first] = desk.published();
      expect(first && lettersOf(first)).to.equal('a');
      expect(first?.hookRevision).to.equal(1);
      await desk.answer(first ?? expect.fail(), {});
      await desk.events('b');
      expect(desk.published().map(({ hookRevision }) => hookRevision)).to.deep.equal([2]);
      await capture.stop();
    });

    it('closes open blocks when it stops', async () => {
      const desk = captureDesk();
      await desk.hook(1, SLOW);
      const capture = await desk.start();
      await desk.events('a');
      await capture.stop();
      expect(await capture.ended).to.equal('stopped');
      expect((await desk.records()).flatMap(({ blocks }) => blocks.map(({ n }) => n))).to.deep.equal([1]);
    });
  });

  it('captures an event with more hooks than one record holds in several records', async () => {
    const desk = captureDesk();
    for (let hook = 1; hook <= 3000; hook += 1) await desk.hook(hook);
    const capture = await desk.start();
    await desk.events('a');
    const records = await desk.records();
    expect(records.length).to.be.above(1);
    expect(records[0]?.partial?.hook).to.be.within(2000, 2999);
    expect(records.at(-1)?.partial).to.equal(undefined);
    expect(new Set(desk.published().map(({ hook }) => hook)).size).to.equal(3000);
    expect(capture.sumOf(3000)).to.include({ captured: 1 });
    await capture.stop();
  });

  it('parks an event that cannot be shaped, and goes on with the next', async () => {
    const desk = captureDesk();
    await desk.hook(1, {
      format: { kind: 'actito', pushMode: 'ONE_BY_ONE' },
      rule: { account: 23, types: ['ETL_FINISHED', 'click'], filters: {} },
    });
    const capture = await desk.start();
    await desk.events('a', { id: eventId('b'), type: 'ETL_FINISHED' }, 'c');
    await desk.answer(desk.published()[0] ?? expect.fail(), {});
    expect(desk.published().map(lettersOf)).to.deep.equal(['c']);
    expect(capture.sumOf(1)).to.include({ captured: 3, parked: 1, delivered: 1, waiting: 1 });
    const reasons = (await desk.records()).flatMap(({ parked }) => parked.map(({ reason }) => reason));
    expect(reasons).to.have.lengthOf(1);
    expect(reasons[0]).to.contain('data["etl.executionId"]');
    await capture.stop();
  });

  const GONE = { streak: { failures: 1, broken: false }, gone: true };

  it('asks again for a suspension that failed, although nothing else happens', async () => {
    let tries = 0;
    const failsFirst: EngineSuspendsHook = () => {
      tries += 1;
      return tries === 1 ? TE.left({ type: 'TooManyConflicts' }) : TE.right(true);
    };
    const desk = captureDesk({ suspendHook: failsFirst });
    await desk.hook(1);
    const capture = await desk.start();
    await desk.events('a');
    await desk.answer(desk.published()[0] ?? expect.fail(), { answer: 'failed', kind: 'endpoint' }, GONE);
    await desk.advance(1000);
    expect(desk.suspensions).to.have.lengthOf(2);
    expect(desk.warnings.at(-1)).to.equal('a hook is suspended by the engine');
    await capture.stop();
  });

  it('asks again where the hook was resumed and is to be suspended anew before the first answer is here', async () => {
    const answer = Promise.withResolvers<E.Either<never, boolean>>();
    const desk = captureDesk({ suspendHook: () => () => answer.promise });
    await desk.hook(1);
    const capture = await desk.start();
    await desk.events('a');
    await desk.answer(desk.published()[0] ?? expect.fail(), { answer: 'failed', kind: 'endpoint' }, GONE);
    await desk.change(1, { type: 'HookSuspended', reason: 'endpoint-gone' });
    await desk.change(1, { type: 'HookResumed', skip: false });
    await desk.answer(desk.published()[0] ?? expect.fail(), { answer: 'failed', kind: 'endpoint' }, GONE);
    expect(desk.suspensions).to.have.lengthOf(1);
    answer.resolve(E.right(true));
    await desk.advance(1000);
    expect(desk.suspensions.length).to.be.above(1);
    await capture.stop();
  });

  it('asks for the suspension of a hook whose endpoint is gone, and delivers nothing to it meanwhile', async () => {
    const desk = captureDesk();
    await desk.hook(1);
    const capture = await desk.start();
    await desk.events('a');
    await desk.answer(desk.published()[0] ?? expect.fail(), { answer: 'failed', kind: 'endpoint' }, GONE);
    expect(desk.suspensions).to.deep.equal([{ account: 23, hook: 1, reason: 'endpoint-gone' }]);
    expect(desk.warnings).to.deep.equal(['a hook is suspended by the engine']);
    await desk.advance(60_000);
    expect(desk.published()).to.deep.equal([]);
    await desk.change(1, { type: 'HookSuspended', reason: 'endpoint-gone' });
    await desk.change(1, { type: 'HookResumed', skip: false });
    expect(desk.published().map(({ items }) => items[0]?.attempt)).to.deep.equal([1]);
    await capture.stop();
  });
});
