import { expect } from 'chai';
import { type PayloadFormat } from '../../../src/domain/message/payload-format';
import { confirmed, failed } from '../../support/deliver-world';
import { alice, done, httpInput, mallory, refused } from '../../support/hook-desk';
import { trialDesk, type TrialDesk } from '../../support/trial-desk';

const bodyOf = (desk: TrialDesk, at = 0): unknown => JSON.parse(desk.transport.recorded()[at]?.message.body ?? '');

describe('A test event (decision 21)', () => {
  let desk: TrialDesk;

  beforeEach(() => {
    desk = trialDesk();
  });
  afterEach(() => {
    desk.close();
  });

  it('is the example of the hook’s first type, alone in an array and marked is_test, at once through the transport', async () => {
    const hook = await desk.saved({ rule: { types: ['uclick', 'click'], filters: {} } });
    const test = await done(desk.trials.test(alice, hook, {}));
    expect(test).to.deep.include({ hook, eventType: 'uclick', delivered: true, status: 200 });
    const [sent, ...others] = desk.transport.recorded();
    expect(others).to.deep.equal([]);
    expect(sent?.to.headers).to.deep.equal([{ name: 'X-Secret', value: 's3cret' }]);
    expect(sent?.to.signingSecrets).to.have.lengthOf(1);
    const [message] = bodyOf(desk) as ReadonlyArray<Readonly<Record<string, unknown>>>;
    expect(message).to.deep.include({ event_type: 'uclick', is_test: true, list_id: 111 });
    expect(test.request.body).to.equal(sent?.message.body);
  });

  it('has a webhook-id of its own each time, so that a receiver that drops repeats takes each', async () => {
    const hook = await desk.saved({ rule: { types: ['click'], filters: {} } });
    const other = await desk.saved({ rule: { types: ['click'], filters: {} } });
    for (const asked of [hook, hook, other]) await done(desk.trials.test(alice, asked, {}));
    const ids = desk.transport.recorded().map(({ message }) => message.id);
    expect(new Set(ids)).to.have.lengthOf(3);
  });

  it('carries the custom_data of the hook', async () => {
    const customData = {
      fields: ['email'],
      pairs: { mailing: '{{campaign_name}}', day: 'on {{event_date_ymd}}' },
      precedence: 'object',
    } as const;
    const hook = await desk.saved({ customData });
    await done(desk.trials.test(alice, hook, {}));
    const [message] = bodyOf(desk) as ReadonlyArray<Readonly<Record<string, unknown>>>;
    expect(message?.['custom_data']).to.deep.equal({
      email: 'reader@example.com',
      mailing: 'Black Friday',
      day: 'on 2018-03-04',
    });
  });

  it('is of the type that is asked for, and refused for a type the hook does not capture', async () => {
    const hook = await desk.saved({ rule: { types: ['click', 'open'], filters: {} } });
    expect(await done(desk.trials.test(alice, hook, { eventType: 'open' }))).to.include({ eventType: 'open' });
    expect(await refused(desk.trials.test(alice, hook, { eventType: 'send' }))).to.deep.equal({
      type: 'TypeNotOfHook',
      eventType: 'send',
      types: ['click', 'open'],
    });
  });

  for (const [pushMode, data] of [
    ['ONE_BY_ONE', 'object'],
    ['BULK', 'array'],
  ] as const) {
    it(`in the actito format carries X-Hookline-Test: true and a body like any other: ${pushMode}`, async () => {
      const format: PayloadFormat = { kind: 'actito', pushMode };
      const hook = await desk.saved({ format, rule: { types: ['EXPORT_FINISHED'], filters: {} } });
      const test = await done(desk.trials.test(alice, hook, {}));
      const [sent] = desk.transport.recorded();
      expect(sent?.message.headers).to.deep.equal({ 'x-hookline-test': 'true' });
      expect(test.request.headers).to.deep.include({ name: 'x-hookline-test', value: 'true' });
      expect((bodyOf(desk) as { readonly data: unknown }).data).to.be.an(data);
      expect(test.request.body).to.not.contain('is_test');
    });
  }

  it('in the format cloudevents carries the extension test, in the body or as a header', async () => {
    const tests = [];
    for (const mode of ['structured', 'binary', 'batch'] as const) {
      const hook = await desk.saved({
        format: { kind: 'cloudevents', mode },
        rule: { types: ['EXPORT_FINISHED'], filters: {} },
      });
      tests.push(await done(desk.trials.test(alice, hook, {})));
    }
    const [structured, batch] = [bodyOf(desk, 0) as object, bodyOf(desk, 2) as ReadonlyArray<object>];
    expect(structured).to.include({ specversion: '1.0', type: 'EXPORT_FINISHED', test: true, id: tests[0]?.event });
    expect(batch).to.have.lengthOf(1);
    expect(batch[0]).to.include({ test: true });
    expect(tests[1]?.request.headers).to.deep.include({ name: 'ce-test', value: 'true' });
  });

  it('is sent whatever the rule asks for: filters and conditions do not apply', async () => {
    const conditions = { field: 'data.amount', operator: 'exists' } as const;
    const hook = await desk.saved({
      rule: { types: ['click'], database: '1', filters: { mailing: ['1'] }, conditions },
    });
    expect(await done(desk.trials.test(alice, hook, {}))).to.include({ delivered: true });
  });

  it('is allowed on an inactive and on a suspended hook, and changes neither', async () => {
    const hook = await desk.saved({}, false);
    expect(await done(desk.trials.test(alice, hook, {}))).to.include({ delivered: true });
    await done(desk.hooks.activate(alice, hook, {}));
    await done(desk.hooks.suspend(alice, hook, {}));
    expect(await done(desk.trials.test(alice, hook, {}))).to.include({ delivered: true });
    expect((await done(desk.hooks.read(alice, hook))).hook.status).to.equal('suspended');
  });

  it('shows what came back and is never tried again, nor does a 410 suspend the hook', async () => {
    const hook = await desk.saved();
    const answer = { status: 410, text: 'gone for good', durationMs: 12.4 };
    desk.transport.answerWith(() =>
      failed('endpoint', { reason: 'status', detail: 'answered 410', gone: true, answer }),
    );
    const before = await desk.logged();
    expect(await done(desk.trials.test(alice, hook, {}))).to.deep.include({
      delivered: false,
      status: 410,
      text: 'gone for good',
      durationMs: 12,
      reason: 'status',
      detail: 'answered 410',
    });
    expect(desk.transport.recorded()).to.have.lengthOf(1);
    expect(await desk.logged()).to.equal(before);
    expect((await done(desk.hooks.read(alice, hook))).hook.status).to.equal('active');
  });

  it('has an id of its own each time, so that a receiver takes no test for a repeat', async () => {
    const hook = await desk.saved();
    const [first, second] = [
      await done(desk.trials.test(alice, hook, {})),
      await done(desk.trials.test(alice, hook, {})),
    ];
    expect(first.event).to.not.equal(second.event);
  });

  it('shows no secret, not even one that comes back in the headers', async () => {
    desk.transport.answerWith(() => confirmed('OK'));
    const hook = await desk.saved({ destination: httpInput({ headers: { 'X-Secret': 'of the shop' } }) });
    const text = JSON.stringify(await done(desk.trials.test(alice, hook, {})));
    expect(text).to.not.contain('of the shop').and.not.contain('whsec_');
    expect(text).to.contain('********');
  });

  it('is refused for a deleted hook and for another account', async () => {
    const hook = await desk.saved();
    expect(await refused(desk.trials.test(mallory, hook, {}))).to.include({ type: 'HookNotFound' });
    await done(desk.hooks.remove(alice, hook, {}));
    expect(await refused(desk.trials.test(alice, hook, {}))).to.include({ type: 'HookDeleted' });
    expect(desk.transport.recorded()).to.deep.equal([]);
  });
});
