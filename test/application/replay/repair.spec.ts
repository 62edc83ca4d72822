import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { namedUuid } from '../../../src/adapters/outbound/identity/system/named-uuid';
import { recountSum } from '../../../src/application/audit/recount-sum';
import { type Capture } from '../../../src/application/capture/capture';
import { type BlockCommand } from '../../../src/application/deliver/block-command';
import { captureDesk, type CaptureDesk, eventId, lettersOf } from '../../support/capture-desk';
import { ACCOUNT, aDefinition } from '../../support/hook-builders';
import { rebuiltSearch } from '../../support/rebuilt-search';
import { hiding, losing, replayed } from '../../support/replay-desk';
import { waitUntil } from '../../support/wait-until';

const named = namedUuid();

/** The first capture's log forgets blocks; those after it see what is left. */
const deskThatLoses = (isLost: Parameters<typeof losing>[0]): CaptureDesk =>
  captureDesk({ around: (store, capture) => (capture === 0 ? losing(isLost)(store) : store) });

const deskThatHides = (isHidden: Parameters<typeof hiding>[0]): CaptureDesk =>
  captureDesk({ around: (store, capture) => (capture === 0 ? hiding(isHidden)(store) : store) });

const answerAll = async (desk: CaptureDesk): Promise<ReadonlyArray<BlockCommand>> => {
  const all: BlockCommand[] = [];
  for (let commands = desk.published(); commands.length > 0; commands = desk.published()) {
    for (const command of commands) await desk.answer(command, {});
    all.push(...commands);
  }
  return all;
};

/** Capture, audit and a search filled anew say the same. */
const expectOneTruth = async (desk: CaptureDesk, capture: Capture, hook: number): Promise<void> => {
  const { eventStore } = desk;
  const audited = await recountSum({ eventStore, named, sumOf: (id) => TE.right(capture.sumOf(id)) })({
    account: ACCOUNT,
    hook,
  })();
  expect(E.isRight(audited) && audited.right).to.include({ agrees: true });
  const { delivered, parked, discarded, waiting } = capture.sumOf(hook) ?? expect.fail();
  const search = await rebuiltSearch(eventStore, named);
  expect(await search.countsOf(ACCOUNT, hook)).to.deep.equal({ delivered, parked, discarded, waiting });
};

describe('What no capture record covers', () => {
  it('is found by a replay that only looks, and nothing is written', async () => {
    const desk = deskThatLoses((_, number) => number === 2);
    await desk.hook(1);
    await desk.start();
    await desk.events('a');
    await answerAll(desk);
    await desk.events('b', 'c');
    await answerAll(desk);
    await desk.events('d');
    await answerAll(desk);
    const capture = await desk.start();
    const before = await desk.log();
    const view = await replayed(desk, capture, { dryRun: true });
    expect(view).to.include({ status: 'done', events: 4, matched: 4, delivered: 2, missing: 2, repaired: 0 });
    expect(await desk.log()).to.deep.equal(before);
    await capture.stop();
  });

  it('is captured by a replay: delivered under the same ids, counted, found, and missing no more', async () => {
    const desk = deskThatLoses((_, number) => number === 2);
    await desk.hook(1);
    await desk.start();
    await desk.events('a');
    await answerAll(desk);
    await desk.events('b', 'c');
    const [lost] = await answerAll(desk);
    await desk.events('d');
    await answerAll(desk);
    const capture = await desk.start();
    expect(capture.sumOf(1)).to.include({ captured: 2, delivered: 2 });
    expect(await replayed(desk, capture)).to.include({ matched: 4, delivered: 2, missing: 2, repaired: 2 });
    const [again, ...others] = await answerAll(desk);
    expect(others).to.deep.equal([]);
    expect(again?.items.map(({ delivery, body }) => [delivery, body])).to.deep.equal(
      lost?.items.map(({ delivery, body }) => [delivery, body]),
    );
    expect(again?.root).not.to.equal(lost?.root);
    expect(capture.sumOf(1)).to.include({ captured: 4, delivered: 4, waiting: 0 });
    await expectOneTruth(desk, capture, 1);
    expect(await replayed(desk, capture)).to.include({ matched: 4, delivered: 4, missing: 0, repaired: 0 });
    await capture.stop();
  });

  it('is captured as the conditions of its hook ask, what does not meet them is not missing', async () => {
    const desk = deskThatLoses((_, number) => number === 2);
    const conditions = { field: 'data.amount', operator: 'greater', value: 10 } as const;
    await desk.hook(1, { rule: { account: ACCOUNT, types: ['click'], filters: {}, conditions } });
    await desk.start();
    await desk.events({ id: eventId('a'), data: { amount: 11 } }, { id: eventId('b'), data: { amount: 9 } });
    await answerAll(desk);
    await desk.events({ id: eventId('c'), data: { amount: 8 } }, { id: eventId('d'), data: { amount: 12 } });
    await answerAll(desk);
    const capture = await desk.start();
    expect(await replayed(desk, capture)).to.include({ events: 4, matched: 2, delivered: 1, missing: 1, repaired: 1 });
    expect((await answerAll(desk)).map(lettersOf)).to.deep.equal(['d']);
    await expectOneTruth(desk, capture, 1);
    expect(await replayed(desk, capture)).to.include({ matched: 2, delivered: 2, missing: 0 });
    await capture.stop();
  });

  it('is built again with the same bytes after a start, as every block', async () => {
    const desk = deskThatLoses(() => true);
    await desk.hook(1, { maxBatch: 2 });
    await desk.start();
    await desk.events('a', 'b', 'c');
    desk.published();
    const first = await desk.start();
    expect(desk.published()).to.deep.equal([]);
    await replayed(desk, first);
    const [before] = desk.published();
    const capture = await desk.start();
    const [again] = desk.published();
    expect(before && lettersOf(before)).to.equal('ab');
    expect(again?.items).to.deep.equal(before?.items);
    expect(capture.sumOf(1)).to.include({ captured: 3, waiting: 3 });
    await capture.stop();
  });

  it('is captured as the hook stood then: of a change in between each side under its own revision', async () => {
    const desk = deskThatLoses(() => true);
    await desk.hook(1);
    await desk.start();
    await desk.events('a');
    await desk.change(1, {
      type: 'SigningSecretRotated',
      secret: { id: 's2', boxed: 'b' },
      oldValidUntil: '2026-11-23T12:00:00.000Z',
    });
    await desk.events('b');
    await desk.change(1, { type: 'HookDeactivated' });
    await desk.events('c');
    await desk.change(1, { type: 'HookActivated' });
    const capture = await desk.start();
    expect(await replayed(desk, capture)).to.include({ events: 3, matched: 2, missing: 2, repaired: 2 });
    const blocks = (await desk.records()).flatMap((record) => record.blocks);
    expect(blocks.map(({ n, revision }) => [n, revision])).to.deep.equal([
      [1, 1],
      [1, 2],
    ]);
    await capture.stop();
  });

  it('of a hook whose activation capture never saw is captured from there on', async () => {
    const desk = deskThatHides(({ stream, type }) => stream.endsWith('-1') && type === 'HookActivated');
    await desk.hook(2);
    await desk.start();
    await desk.events('a');
    await desk.hook(1);
    await desk.events('b', 'c');
    await desk.change(2, { type: 'HookDeactivated' });
    await answerAll(desk);
    const capture = await desk.start();
    expect(capture.sumOf(1)).to.include({ captured: 0 });
    expect(await replayed(desk, capture, { hook: 1 })).to.include({ events: 3, matched: 2, missing: 2, repaired: 2 });
    expect((await answerAll(desk)).map(lettersOf)).to.deep.equal(['bc']);
    await expectOneTruth(desk, capture, 1);
    await capture.stop();
  });

  it('and cannot be shaped is parked', async () => {
    const desk = deskThatLoses(() => true);
    await desk.hook(1, {
      format: { kind: 'actito', pushMode: 'ONE_BY_ONE' },
      rule: { account: ACCOUNT, types: ['ETL_FINISHED'], filters: {} },
    });
    const around = { type: 'ETL_FINISHED', data: { 'etl.executionId': 5 } };
    await desk.start();
    await desk.events({ ...around, id: eventId('a'), subjects: { element: { id: 4 } } });
    const capture = await desk.start();
    expect(await replayed(desk, capture)).to.include({ missing: 1, repaired: 1 });
    await answerAll(desk);
    await expectOneTruth(desk, capture, 1);
    await capture.stop();
  });

  it('between two deliveries that were captured leaves those alone', async () => {
    const desk = deskThatLoses((_, number) => number % 2 === 0);
    await desk.hook(1);
    await desk.start();
    for (const letter of ['a', 'b', 'c', 'd', 'e']) {
      await desk.events(letter);
      await answerAll(desk);
    }
    const capture = await desk.start();
    expect(await replayed(desk, capture)).to.include({ matched: 5, delivered: 3, missing: 2, repaired: 2 });
    expect((await answerAll(desk)).map(lettersOf)).to.deep.equal(['b', 'd']);
    await expectOneTruth(desk, capture, 1);
    expect(await replayed(desk, capture)).to.include({ delivered: 5, missing: 0 });
    await capture.stop();
  });

  it('leaves what accumulates live in a block of its own', async () => {
    const desk = deskThatLoses(() => true);
    await desk.hook(1);
    await desk.start();
    await desk.events('a');
    desk.published();
    const capture = await desk.start();
    await desk.change(1, { type: 'HookChanged', definition: aDefinition({ windowMs: 1000 }) });
    await desk.events('b');
    expect(await replayed(desk, capture)).to.include({ matched: 2, waiting: 1, missing: 1, repaired: 1 });
    expect((await answerAll(desk)).map(lettersOf)).to.deep.equal(['b', 'a']);
    expect(capture.sumOf(1)).to.include({ captured: 2, delivered: 2, accumulating: 0 });
    await expectOneTruth(desk, capture, 1);
    await capture.stop();
  });

  it('is captured in turns as the lane has room', async () => {
    const desk = captureDesk({
      limits: { blocksPerHook: 2 },
      around: (store, capture) => (capture === 0 ? losing(() => true)(store) : store),
    });
    await desk.hook(1, { maxBatch: 1 });
    await desk.start();
    for (const letter of ['a', 'b', 'c', 'd', 'e']) {
      await desk.events(letter);
      for (const command of desk.published()) await desk.answer(command, {});
    }
    const capture = await desk.start();
    const replaying = replayed(desk, capture);
    const sent: string[] = [];
    await waitUntil(async () => {
      sent.push(...(await answerAll(desk)).map(lettersOf));
      await desk.advance(1000);
      return sent.length === 5;
    });
    expect(await replaying).to.include({ missing: 5, repaired: 5 });
    expect(sent).to.deep.equal(['a', 'b', 'c', 'd', 'e']);
    await capture.stop();
  });

  it('is left, and said to be, where the hook does not deliver', async () => {
    const desk = deskThatLoses(() => true);
    for (const hook of [1, 2, 3]) await desk.hook(hook);
    await desk.start();
    await desk.events('a');
    const capture = await desk.start();
    await desk.change(1, { type: 'HookSuspended', reason: 'operator' });
    await desk.change(2, { type: 'HookDeactivated' });
    await desk.change(3, { type: 'HookDeleted' });
    const { hooks, repaired } = await replayed(desk, capture);
    expect(repaired).to.equal(0);
    expect(hooks.map(({ left }) => left)).to.deep.equal([
      [{ because: 'hook-suspended', deliveries: 1 }],
      [{ because: 'hook-inactive', deliveries: 1 }],
      [{ because: 'hook-deleted', deliveries: 1 }],
    ]);
    await capture.stop();
  });

  it('before the hook was resumed without what waited stays given up', async () => {
    const desk = deskThatLoses(() => true);
    await desk.hook(1);
    await desk.start();
    await desk.events('a');
    await desk.change(1, { type: 'HookSuspended', reason: 'operator' });
    const capture = await desk.start();
    await desk.change(1, { type: 'HookResumed', skip: true });
    const { hooks, ...sums } = await replayed(desk, capture);
    expect(sums).to.include({ matched: 1, missing: 1, repaired: 0 });
    expect(hooks[0]?.left).to.deep.equal([{ because: 'given-up', deliveries: 1 }]);
    await expectOneTruth(desk, capture, 1);
    await capture.stop();
  });

  it('is repaired for the hook that was asked for only', async () => {
    const desk = deskThatLoses(() => true);
    for (const hook of [1, 2]) await desk.hook(hook);
    await desk.start();
    await desk.events('a');
    const capture = await desk.start();
    const { hooks } = await replayed(desk, capture, { hook: 2 });
    expect(hooks.map(({ hook, repaired }) => [hook, repaired])).to.deep.equal([[2, 1]]);
    await capture.stop();
  });

  it('cannot be told in a block that is said to hold fewer than the log has: it is left alone', async () => {
    const desk = deskThatHides(({ id }) => id === eventId('b'));
    await desk.hook(1);
    const capture = await desk.start();
    await desk.events('a', 'b', 'c');
    await answerAll(desk);
    expect(await replayed(desk, capture)).to.include({ matched: 3, unclear: 3, missing: 0, delivered: 0, repaired: 0 });
    await capture.stop();
  });
});
