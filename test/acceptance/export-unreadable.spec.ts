import 'reflect-metadata';
import { expect } from 'chai';
import { type AcceptanceDesk, acceptanceDesk, aDelivery } from '../support/acceptance-desk';
import { onEveryEngine } from '../support/engine-kinds';
import { type UnreadableDays, unreadableDays } from '../support/unreadable-days';
import { waitUntil } from '../support/wait-until';

/** What the reader takes in at least before anything is sent, and more than it takes in before it has delivered some of it. */
const [A_PAGE, IN_ALL] = [20, 1000];
const DAY = '2026-10-01';
const upTo = (count: number): ReadonlyArray<number> => Array.from({ length: count }, (_, index) => index);

onEveryEngine('An export run whose store cannot be read for a while', (kind) => {
  let days: UnreadableDays;
  let desk: AcceptanceDesk;
  beforeEach(async () => {
    days = unreadableDays(kind);
    desk = await acceptanceDesk(days.kind);
  });
  afterEach(() => desk.dispose());

  it('delivers what it has read, and goes on by itself without a gap when the store answers again', async () => {
    const hook = await desk.hook({ batch: { size: 1 } });
    const past = { occurredAt: `${DAY}T10:00:00Z`, capture: false };
    await desk.done(
      'POST',
      '/v1/events',
      upTo(IN_ALL).map((n) => ({ ...aDelivery(n), ...past })),
    );
    const wanted = { from: DAY, to: DAY, rateLimit: 250 };
    const { run } = await desk.done('POST', `/v1/hooks/${String(hook)}/exports`, wanted);
    const statusIs = async (status: string): Promise<boolean> =>
      (await desk.done('GET', `/v1/exports/${String(run)}`))['status'] === status;
    await waitUntil(() => desk.received.length > 0, 10_000);
    days.cut();
    await waitUntil(() => days.turnedAway() > 1 && desk.received.length >= A_PAGE, 15_000);
    expect(desk.received.length).to.be.below(IN_ALL);
    days.mend();
    expect(await statusIs('in-progress')).to.equal(true);
    await waitUntil(() => statusIs('completed'), 15_000);
    expect([...desk.numbers()].sort((one, two) => one - two)).to.deep.equal(upTo(IN_ALL));
    expect(new Set(desk.received.map(({ webhookId }) => webhookId)).size).to.equal(IN_ALL);
    expect(await desk.done('POST', `/v1/hooks/${String(hook)}/audit-sum`)).to.include({ agrees: true });
  });
});
