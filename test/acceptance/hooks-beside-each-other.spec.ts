import 'reflect-metadata';
import { expect } from 'chai';
import { type AcceptanceDesk, acceptanceDesk } from '../support/acceptance-desk';
import { onEveryEngine } from '../support/engine-kinds';
import { waitUntil } from '../support/wait-until';

onEveryEngine('Hooks that want the same event', (kind) => {
  let desk: AcceptanceDesk;

  beforeEach(async () => {
    desk = await acceptanceDesk(kind);
  });
  afterEach(() => desk.dispose());

  const ONE = { batch: { size: 1, windowSeconds: 0 } };
  const to = (path: string, more: object = {}): Promise<number> =>
    desk.hook({ ...ONE, destination: { type: 'http', url: `${desk.receiver.url}${path}` }, ...more });
  const at = (path: string): ReadonlyArray<string> =>
    desk.received.filter((message) => message.path === path).map(({ eventIds }) => eventIds.join());

  it('get one copy each, as deliveries of their own (behaviour 3)', async () => {
    const [one, other] = [await to('/one'), await to('/other')];
    await desk.record(0, 3);
    for (const hook of [one, other]) await desk.sums(hook, { captured: 3, delivered: 3 });
    expect(at('/one').toSorted()).to.have.lengthOf(3);
    expect(at('/one').toSorted()).to.deep.equal(at('/other').toSorted());
    expect(new Set(desk.received.map(({ webhookId }) => webhookId)).size).to.equal(6);
  });

  it('are tried again each for itself: who has confirmed gets nothing more (behaviour 32)', async () => {
    const failing = new Map([
      ['/twice', 2],
      ['/once', 1],
    ]);
    desk.receiver.answerWith(({ path }) => {
      const left = failing.get(path) ?? 0;
      failing.set(path, left - 1);
      return { status: left > 0 ? 422 : 204 };
    });
    const retry = { maxAttempts: 4, firstDelaySeconds: 0.1 };
    const hooks = [await to('/twice', { retry }), await to('/once', { retry }), await to('/never', { retry })];
    await desk.record(0, 1);
    for (const hook of hooks) await desk.sums(hook, { captured: 1, delivered: 1, waiting: 0 });
    expect([at('/twice'), at('/once'), at('/never')].map(({ length }) => length)).to.deep.equal([3, 2, 1]);
  });

  it('are tried once where no attempt is left to repeat, and parked at once (behaviour 28)', async () => {
    desk.receiver.answerWith(({ path }) => ({ status: path === '/single' ? 422 : 204 }));
    const single = await to('/single', { retry: { maxAttempts: 1 } });
    const other = await to('/other');
    await desk.record(0, 1);
    await desk.sums(single, { captured: 1, parked: 1, waiting: 0 });
    await desk.sums(other, { delivered: 1 });
    expect(at('/single')).to.have.lengthOf(1);
  });

  it('go on while the endpoint of one of them never answers (behaviour 42)', async () => {
    const release: Array<() => void> = [];
    desk.receiver.answerWith(async ({ path }) => {
      if (path === '/hanging') await new Promise<void>((resolve) => release.push(resolve));
      return { status: 204 };
    });
    const hanging = await to('/hanging');
    const healthy = await to('/healthy');
    await desk.record(0, 1);
    await waitUntil(() => release.length > 0);
    await desk.record(1, 50);
    await desk.sums(healthy, { captured: 51, delivered: 51 });
    expect(await desk.sum(hanging)).to.deep.include({ captured: 51, delivered: 0, waiting: 51 });
    desk.receiver.answerWith(() => ({ status: 204 }));
    release.forEach((answer) => {
      answer();
    });
    await desk.sums(hanging, { delivered: 51 });
  });
});
