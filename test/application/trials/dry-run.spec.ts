import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { deliveryId } from '../../../src/domain/block/ids';
import { alice, anInput, done, httpInput, mallory, refused } from '../../support/hook-desk';
import { aClick, trialDesk, type TrialDesk } from '../../support/trial-desk';

describe('A dry run', () => {
  let desk: TrialDesk;

  beforeEach(() => {
    desk = trialDesk();
  });
  afterEach(() => {
    desk.close();
  });

  it('tells what exactly would be sent of an event that matches, secrets masked', async () => {
    const hook = await desk.saved({ destination: httpInput({ url: 'https://shop.example/hook?a=1' }) });
    const run = await done(desk.trials.dryRun(alice, { hook, event: aClick() }));
    expect(run).to.deep.include({ matches: true, clause: 'all', hook, status: 'active', warnings: [] });
    expect(run.delivery).to.equal(deliveryId(desk.ports.identity.named, hook, run.event));
    const { method, url, headers, body } = run.request ?? expect.fail();
    expect({ method, url }).to.deep.equal({ method: 'POST', url: 'https://shop.example/hook?a=1' });
    expect(JSON.parse(body)).to.deep.equal([
      {
        event_type: 'click',
        event_date: '2026-11-23T08:30:00.034315796Z',
        list_id: 50,
        account_id: 23,
        is_test: false,
        event_data: { amount: 12 },
      },
    ]);
    expect(headers).to.deep.include({ name: 'X-Secret', value: '********' });
    expect(headers).to.deep.include({ name: 'webhook-signature', value: 'v1,********' });
    expect(headers).to.deep.include({ name: 'hookline-event-ids', value: run.event });
    expect(JSON.stringify(run)).to.not.contain('s3cret');
  });

  it('tells which clause turns an event away, and makes no request of it', async () => {
    const conditions = { field: 'data.amount', operator: 'greater', value: 100 } as const;
    const hook = await desk.saved({ rule: { types: ['click'], filters: { mailing: ['973'] }, conditions } });
    const run = await done(desk.trials.dryRun(alice, { hook, event: aClick() }));
    expect(run).to.deep.include({
      matches: false,
      clause: 'conditions',
      detail: 'data.amount is 12; conditions asks that data.amount is greater than 100',
      request: null,
    });
    const other = await done(desk.trials.dryRun(alice, { hook, event: aClick({ subjects: { mailing: { id: 7 } } }) }));
    expect(other).to.include({ matches: false, clause: 'mailing' });
    const open = await done(desk.trials.dryRun(alice, { hook, event: aClick({ type: 'open' }) }));
    expect(open).to.include({ matches: false, clause: 'type' });
  });

  describe('of a hook that sends contents (decision 14)', () => {
    const about = aClick({ data: { send_message_id: 'm-1' } });
    const contentIn = async (trial: TrialDesk, event = about): Promise<unknown> => {
      const definition = anInput({ format: { kind: 'altcraft', content: true } });
      const run = await done(trial.trials.dryRun(alice, { definition, event }));
      trial.close();
      const [message] = JSON.parse(run.request?.body ?? '[]') as ReadonlyArray<Readonly<Record<string, unknown>>>;
      return message?.['content'] ?? run.notes.at(-1);
    };

    it('shows the content the event brings, else the one that is kept of the message', async () => {
      const kept = trialDesk({ find: (account, [id = '']) => TE.right([`{"text":"${String(account)} ${id}"}`]) });
      expect(await contentIn(kept)).to.deep.equal({ text: '23 m-1' });
      expect(await contentIn(trialDesk(), { ...about, content: { text: 'brought' } })).to.deep.equal({
        text: 'brought',
      });
      expect(await contentIn(trialDesk({ find: () => TE.right([null]) }))).to.match(/block is not closed/);
    });

    it('says so when it cannot be read now', async () => {
      const failure = { type: 'ContentStoreUnavailable', retryable: true, detail: 'down' } as const;
      expect(await contentIn(trialDesk({ find: () => TE.left(failure) }))).to.match(/cannot be read now/);
    });

    it('asks for none on behalf of a hook without the switch', async () => {
      const asked = trialDesk({ find: () => expect.fail('was asked') });
      const hook = await asked.saved();
      for (const event of [about, { ...about, content: { text: 'x' } }]) {
        const run = await done(asked.trials.dryRun(alice, { hook, event }));
        expect(run.request?.body).to.be.a('string').and.not.contain('"content"');
      }
      asked.close();
    });
  });

  it('leaves no trace: nothing is recorded, sent or counted', async () => {
    const hook = await desk.saved();
    const before = await desk.logged();
    await done(desk.trials.dryRun(alice, { hook, event: aClick() }));
    await done(desk.trials.dryRun(alice, { definition: anInput(), event: aClick() }));
    expect(await desk.logged()).to.equal(before);
    expect(desk.transport.recorded()).to.deep.equal([]);
  });

  it('tries a definition that is not saved, and warns as saving it would', async () => {
    const definition = anInput({
      format: { kind: 'actito', pushMode: 'BULK' },
      rule: { types: ['ETL_FINISHED'], filters: {}, fields: ['x'] },
    });
    const event = aClick({ type: 'ETL_FINISHED', subjects: { element: { id: '1' } }, touchedFields: ['x'] });
    const run = await done(desk.trials.dryRun(alice, { definition, event }));
    expect(run).to.deep.include({ matches: true, hook: null, status: null });
    expect(run.warnings).to.have.lengthOf(1);
    expect(run.notes[0]).to.equal('the hook has no number yet: 0 stands for it');
    expect(run.problem).to.deep.equal({
      field: 'data["etl.executionId"]',
      reason: 'is needed for the link "etlExecution"; give it, or bring the link in data._links.etlExecution',
    });
    expect(run.request).to.equal(null);
  });

  it('tries a saved hook as if it were changed, and leaves it as it is', async () => {
    const hook = await desk.saved();
    const definition = anInput({ rule: { types: ['open'], filters: {} } });
    const run = await done(desk.trials.dryRun(alice, { hook, definition, event: aClick() }));
    expect(run).to.include({ clause: 'type', hook });
    expect((await done(desk.trials.dryRun(alice, { hook, event: aClick() }))).clause).to.equal('all');
  });

  it('says so when the hook does not capture, or only keeps', async () => {
    const hook = await desk.saved({}, false);
    const notes = async () => (await done(desk.trials.dryRun(alice, { hook, event: aClick() }))).notes[0];
    expect(await notes()).to.match(/inactive: it captures nothing/);
    await done(desk.hooks.activate(alice, hook, {}));
    await done(desk.hooks.suspend(alice, hook, {}));
    expect(await notes()).to.match(/suspended: what it captures waits/);
  });

  it('is refused for an event that could not be recorded, a definition that could not be saved, another’s hook', async () => {
    const hook = await desk.saved();
    const unknown = await refused(desk.trials.dryRun(alice, { hook, event: aClick({ type: 'clck' }) }));
    expect(unknown).to.have.nested.property('problems[0].field', 'type');
    const definition = anInput({ rule: { types: ['clck'], filters: {} } });
    expect(await refused(desk.trials.dryRun(alice, { definition, event: aClick() }))).to.include({
      type: 'InvalidHook',
    });
    expect(await refused(desk.trials.dryRun(alice, { event: aClick() }))).to.include({ type: 'InvalidHook' });
    expect(await refused(desk.trials.dryRun(mallory, { hook, event: aClick() }))).to.include({ type: 'HookNotFound' });
    await done(desk.hooks.remove(alice, hook, {}));
    expect(await refused(desk.trials.dryRun(alice, { hook, event: aClick() }))).to.include({ type: 'HookDeleted' });
  });
});
