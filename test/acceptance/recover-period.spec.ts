import 'reflect-metadata';
import { expect } from 'chai';
import { type AcceptanceDesk, acceptanceDesk } from '../support/acceptance-desk';
import { onEveryEngine } from '../support/engine-kinds';
import { waitUntil } from '../support/wait-until';

onEveryEngine('Recovering what failed in a period (behaviour 43)', (kind) => {
  let desk: AcceptanceDesk;
  beforeEach(async () => {
    desk = await acceptanceDesk(kind);
  });
  afterEach(() => desk.dispose());

  const now = (): string => new Date().toISOString();
  /** The next moment is another millisecond. */
  const aMomentLater = async (): Promise<string> => {
    const before = now();
    await waitUntil(() => now() > before);
    return now();
  };

  it('sends again exactly what was parked in it, and says how many', async () => {
    const hook = await desk.hook({ retry: { maxAttempts: 1 } });
    const path = `/v1/hooks/${String(hook)}/redeliver`;
    desk.receiver.answerWith(() => ({ status: 400 }));
    await desk.record(0, 3);
    await desk.sums(hook, { parked: 3 });
    const from = await aMomentLater();
    await desk.record(3, 4);
    await desk.sums(hook, { parked: 7 });
    const to = await aMomentLater();
    await desk.record(7, 2);
    await desk.sums(hook, { parked: 9 });
    await desk.listed(`/v1/hooks/${String(hook)}/parked`, 'parked', 9);
    const before = desk.received.length;
    desk.receiver.answerWith(() => ({ status: 204 }));
    expect(await desk.done('POST', path, { parkedFrom: from, parkedTo: to })).to.deep.equal({ deliveries: 4 });
    await desk.sums(hook, { captured: 9, delivered: 4, parked: 5, waiting: 0 });
    const sent = desk.received.slice(before).flatMap(({ body }) => [...body.matchAll(/"message_id":(\d+)/g)]);
    expect(sent.map(([, number]) => Number(number)).sort()).to.deep.equal([3, 4, 5, 6]);
    await desk.listed(`/v1/hooks/${String(hook)}/parked`, 'parked', 5);
    expect(await desk.done('POST', path, { parkedFrom: from, parkedTo: to })).to.deep.equal({ deliveries: 0 });
    expect(await desk.done('POST', `/v1/hooks/${String(hook)}/audit-sum`)).to.include({ agrees: true });
  });
});
