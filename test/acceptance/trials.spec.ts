import 'reflect-metadata';
import { expect } from 'chai';
import { type AcceptanceDesk, acceptanceDesk, aDelivery } from '../support/acceptance-desk';
import { onEveryEngine } from '../support/engine-kinds';

type Json = Readonly<Record<string, unknown>>;

onEveryEngine('Trying a hook', (kind) => {
  let desk: AcceptanceDesk;

  beforeEach(async () => {
    desk = await acceptanceDesk(kind);
  });
  afterEach(() => desk.dispose());

  it('by a dry run shows the body that is delivered when the event comes', async () => {
    const conditions = { field: 'data.message_id', operator: 'less', value: 2 };
    const hook = await desk.hook({ capture: { types: ['deliv'], conditions } });
    const path = `/v1/hooks/${String(hook)}/dry-run`;
    const run = await desk.done('POST', path, { event: aDelivery(1) });
    expect(run).to.include({ matches: true, clause: 'all' });
    expect(await desk.done('POST', path, { event: aDelivery(2) })).to.include({ matches: false, clause: 'conditions' });
    expect(desk.received).to.deep.equal([]);
    await desk.record(1, 3);
    await desk.sums(hook, { captured: 1, delivered: 1 });
    expect(desk.received.map(({ body }) => body)).to.deep.equal([(run['request'] as Json)['body']]);
    expect(desk.received[0]?.eventIds).to.deep.equal([run['event']]);
  });

  it('by a test event (decision 21) reaches the receiver signed and marked, and counts nowhere', async () => {
    const hook = await desk.hook({ isActive: false });
    const test = await desk.done('POST', `/v1/hooks/${String(hook)}/test`);
    expect(test).to.include({ delivered: true, eventType: 'deliv', status: 204 });
    expect(desk.received).to.have.lengthOf(1);
    expect(desk.received[0]).to.include({ verified: true, body: (test['request'] as Json)['body'] });
    expect((desk.received[0]?.events[0] as Json)['is_test']).to.equal(true);
    expect(await desk.sum(hook)).to.include({ captured: 0, delivered: 0, parked: 0, discarded: 0, waiting: 0 });
  });

  it('in the actito format carries the header of a test (decision 21)', async () => {
    const hook = await desk.hook({
      format: 'actito',
      batch: undefined,
      capture: { types: ['EXPORT_FINISHED'] },
    });
    await desk.done('POST', `/v1/hooks/${String(hook)}/test`, { type: 'EXPORT_FINISHED' });
    expect(desk.received[0]?.headers).to.include({ 'x-hookline-test': 'true' });
    expect(desk.received[0]?.verified).to.equal(true);
  });
});
