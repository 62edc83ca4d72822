import 'reflect-metadata';
import { expect } from 'chai';
import { onEveryEngine } from '../support/engine-kinds';
import { type EraseDesk, eraseDesk } from '../support/erase-desk';
import { waitUntil } from '../support/wait-until';

const ONE_ATTEMPT = { maxAttempts: 1 };
const ONE_BY_ONE = { batch: { size: 1, windowSeconds: 0.05 } };
const NOTHING = { parked: 0, waiting: 0 };

onEveryEngine('Erasing a person (behaviour 48)', (kind) => {
  let desk: EraseDesk;
  beforeEach(async () => {
    desk = await eraseDesk(kind);
  });
  afterEach(() => desk.dispose());

  const agrees = async (hook: number): Promise<void> => {
    expect(await desk.done('POST', `/v1/hooks/${String(hook)}/audit-sum`)).to.include({ agrees: true });
  };

  it('discards what is parked, counts it, and leaves what is others’', async () => {
    const hook = await desk.hook({ retry: ONE_ATTEMPT });
    desk.receiver.answerWith(() => ({ status: 400 }));
    await desk.alice(1);
    await desk.bob(2);
    await desk.sums(hook, { parked: 2 });
    expect(await desk.erase()).to.deep.include({ discarded: { parked: 1, waiting: 0 } });
    await desk.sums(hook, { captured: 2, parked: 1, discarded: 1, waiting: 0 });
    const [parked] = await desk.listed(`/v1/hooks/${String(hook)}/parked`, 'parked', 1);
    desk.receiver.answerWith(() => ({ status: 204 }));
    await desk.done('POST', `/v1/hooks/${String(hook)}/redeliver`, { deliveries: [parked?.['delivery']] });
    await desk.sums(hook, { captured: 2, delivered: 1, discarded: 1, parked: 0 });
    await agrees(hook);
  });

  it('discards what waits for its next attempt, with its reason, and goes on with the rest', async () => {
    const hook = await desk.hook({ retry: { maxAttempts: 9, firstDelaySeconds: 2 } });
    desk.receiver.answerWith(() => ({ status: 503 }));
    await desk.done('POST', '/v1/events', [desk.bobs(1), desk.alices(2), desk.bobs(3)]);
    await desk.sums(hook, { captured: 3, waiting: 3 });
    await waitUntil(() => desk.numbers().length >= 3);
    expect(await desk.erase()).to.deep.include({ discarded: { parked: 0, waiting: 1 } });
    await desk.sums(hook, { captured: 3, discarded: 1, waiting: 2 });
    const before = desk.received.length;
    desk.receiver.answerWith(() => ({ status: 204 }));
    await desk.sums(hook, { captured: 3, delivered: 2, discarded: 1, waiting: 0 });
    expect(desk.received.slice(before).some(({ body }) => body.includes('of-alice'))).to.equal(false);
    const [discarded] = await desk.listed(`/v1/deliveries?hook=${String(hook)}&state=discarded`, 'deliveries', 1);
    expect(discarded).to.include({ reason: 'erased' });
    await agrees(hook);
  });

  it('discards what a suspended hook has yet to read, when it comes to it', async () => {
    const hook = await desk.hook();
    await desk.done('POST', `/v1/hooks/${String(hook)}/suspend`, {});
    for (const n of [1, 2, 3]) await (n === 2 ? desk.alice(n) : desk.bob(n));
    await desk.erase();
    await desk.done('POST', `/v1/hooks/${String(hook)}/resume`, { skip: false });
    await desk.sums(hook, { captured: 3, delivered: 2, discarded: 1, waiting: 0 });
    expect([...desk.numbers()].sort()).to.deep.equal([1, 3]);
    await agrees(hook);
  });

  it('discards what is on the bus already, held by a worker for its turn', async () => {
    const hook = await desk.hook({ ...ONE_BY_ONE, rateLimit: 1 });
    await desk.bob(1);
    await desk.sums(hook, { delivered: 1 });
    for (const n of [2, 3, 4]) await (n === 4 ? desk.alice(n) : desk.bob(n));
    await waitUntil(async () => Number((await desk.sum(hook))['onBus']) >= 2);
    const { pseudonym } = await desk.erase();
    await desk.bob(5);
    await desk.sums(hook, { captured: 5, delivered: 4, discarded: 1, waiting: 0 });
    expect([...desk.numbers()].sort()).to.deep.equal([1, 2, 3, 5]);
    expect(desk.hasKey(pseudonym)).to.equal(false);
    await agrees(hook);
  });

  it('parks nothing of hers that was under way, nor seals it anew', async () => {
    const hook = await desk.hook({ ...ONE_BY_ONE, retry: ONE_ATTEMPT });
    desk.receiver.answerWith(() => ({ status: 400, delayMs: 500 }));
    await desk.alice(1);
    await waitUntil(() => desk.numbers().includes(1));
    const { pseudonym } = await desk.erase();
    await desk.bob(2);
    await desk.sums(hook, { captured: 2, discarded: 1, parked: 1, waiting: 0 });
    const parked = await desk.listed(`/v1/hooks/${String(hook)}/parked`, 'parked', 1);
    expect(parked[0]).to.include({ reason: 'status' });
    expect(desk.hasKey(pseudonym)).to.equal(false);
    await agrees(hook);
  });

  it('shows nothing any more of what came back', async () => {
    const hook = await desk.hook();
    desk.receiver.answerWith(() => ({ status: 200, body: 'thank you, Alice' }));
    await desk.alice(1);
    await desk.sums(hook, { delivered: 1 });
    const path = `/v1/deliveries?hook=${String(hook)}&state=delivered`;
    const before = await desk.listed(path, 'deliveries', 1);
    expect(JSON.stringify(before)).to.contain('thank you, Alice');
    await desk.erase();
    const after = await desk.listed(path, 'deliveries', 1);
    expect(JSON.stringify(after)).not.to.contain('Alice');
    expect(after[0]).to.include({ state: 'delivered' });
  });

  it('shows nothing of what came back for her and others in one request', async () => {
    const hook = await desk.hook({ batch: { size: 2, windowSeconds: 5 } });
    desk.receiver.answerWith(() => ({ status: 200, body: 'thank you, Alice and Bob' }));
    await desk.done('POST', '/v1/events', [desk.alices(1), desk.bobs(2)]);
    await desk.sums(hook, { delivered: 2 });
    const path = `/v1/deliveries?hook=${String(hook)}&state=delivered`;
    const listed = await desk.listed(path, 'deliveries', 2);
    await desk.erase();
    const shown: unknown[] = [await desk.listed(path, 'deliveries', 2)];
    for (const { delivery } of listed as ReadonlyArray<{ readonly delivery: string }>)
      shown.push(await desk.done('GET', `/v1/hooks/${String(hook)}/deliveries/${delivery}/explanation`));
    expect(JSON.stringify(shown)).to.contain('delivered').and.not.to.contain('Alice');
  });

  it('does no harm when repeated, nor for somebody never heard of', async () => {
    const hook = await desk.hook({ retry: ONE_ATTEMPT });
    desk.receiver.answerWith(() => ({ status: 400 }));
    await desk.alice(1);
    await desk.sums(hook, { parked: 1 });
    const first = await desk.erase();
    await desk.sums(hook, { discarded: 1 });
    const second = await desk.erase();
    expect(second['discarded']).to.deep.equal(NOTHING);
    expect(second['pseudonym']).to.equal(first['pseudonym']);
    expect((await desk.erase('nobody/we know'))['discarded']).to.deep.equal(NOTHING);
    await desk.sums(hook, { captured: 1, discarded: 1, parked: 0 });
    await agrees(hook);
  });

  it('lets her begin again: later events are sent, earlier ones stay closed, also after a restart', async () => {
    const hook = await desk.hook();
    await desk.done('POST', `/v1/hooks/${String(hook)}/suspend`, {});
    await desk.alice(1);
    await desk.erase();
    await desk.alice(2);
    await desk.engine.restart();
    await desk.done('POST', `/v1/hooks/${String(hook)}/resume`, { skip: false });
    await desk.sums(hook, { captured: 2, delivered: 1, discarded: 1, waiting: 0 });
    expect(desk.numbers()).to.deep.equal([2]);
    await agrees(hook);
  });

  it('leaves no value of hers in any file, in whatever form', async () => {
    const hook = await desk.hook({ retry: ONE_ATTEMPT, addMessageContent: true });
    desk.receiver.answerWith(({ body }) => ({ status: 400, body }));
    for (const n of [1, 2, 3]) await desk.alice(n);
    await desk.sums(hook, { parked: 3 });
    await desk.listed(`/v1/hooks/${String(hook)}/parked`, 'parked', 3);
    expect(desk.received.some(({ body }) => body.includes('A letter for Alicïa alone'))).to.equal(true);
    await desk.erase();
    expect(desk.traces()).to.deep.equal([]);
    await desk.engine.restart();
    expect(desk.traces()).to.deep.equal([]);
  });
});
