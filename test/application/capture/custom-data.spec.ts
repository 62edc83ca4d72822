import { expect } from 'chai';
import { type BlockCommand } from '../../../src/application/deliver/block-command';
import { captureDesk, eventId } from '../../support/capture-desk';

const customData = {
  fields: ['email'],
  pairs: { one: '{{uuid}}', two: '{{uuid}}', mailing: '{{campaign_name}}' },
  precedence: 'object',
} as const;

const event = (id: string) => ({
  id: eventId(id),
  subjects: { mailing: { id: 973, name: 'Black Friday' } },
  profile: { id: 'p', fields: { email: `${id}@example.com` } },
});

const customDataOf = (commands: ReadonlyArray<BlockCommand>): ReadonlyArray<Readonly<Record<string, string>>> =>
  commands.flatMap(({ items }) =>
    items.map(({ body }) => (JSON.parse(body ?? '{}') as { custom_data: Record<string, string> }).custom_data),
  );

describe('The custom_data of deliveries (decision 11)', () => {
  it('is made with the templates of the hook, and not shared with a hook that has others or none', async () => {
    const desk = captureDesk();
    await desk.hook(1, { customData });
    await desk.hook(2, { customData: { ...customData, pairs: { other: 'x' } } });
    await desk.hook(3);
    const capture = await desk.start();
    await desk.events(event('a'));
    const [first, second, third] = customDataOf(desk.published());
    expect(first).to.include({ email: 'a@example.com', mailing: 'Black Friday' });
    expect(second).to.deep.equal({ email: 'a@example.com', other: 'x' });
    expect(third).to.equal(undefined);
    await capture.stop();
  });

  it('keeps each {{uuid}} when blocks are built again after a start, the bus wiped', async () => {
    const desk = captureDesk();
    await desk.hook(1, { customData });
    await desk.start();
    await desk.events(event('a'), event('b'));
    const before = customDataOf(desk.published());
    const capture = await desk.start();
    expect(customDataOf(desk.published())).to.deep.equal(before);
    expect(new Set(before.flatMap(({ one, two }) => [one, two]))).to.have.lengthOf(4);
    await capture.stop();
  });

  it('keeps each {{uuid}} when the failed delivery is published again', async () => {
    const desk = captureDesk();
    await desk.hook(1, { customData });
    const capture = await desk.start();
    await desk.events(event('a'));
    const [command] = desk.published();
    if (command === undefined) throw new Error('nothing was published');
    await desk.answer(command, { answer: 'failed', kind: 'message' });
    await desk.advance(60_000);
    expect(customDataOf(desk.published())).to.deep.equal(customDataOf([command]));
    await capture.stop();
  });

  it('has the same {{uuid}} live and where the hook is behind and catches up', async () => {
    const live = captureDesk();
    await live.hook(1, { customData });
    const one = await live.start();
    await live.events(event('a'), event('b'), event('c'));
    const wanted = customDataOf(live.published());
    await one.stop();

    const desk = captureDesk();
    await desk.hook(1, { customData });
    await desk.change(1, { type: 'HookSuspended', reason: 'operator' });
    const capture = await desk.start();
    await desk.events(event('a'), event('b'), event('c'));
    expect(desk.published()).to.deep.equal([]);
    await desk.change(1, { type: 'HookResumed', skip: false });
    await desk.advance(2000);
    await desk.advance(2000);
    expect(customDataOf(desk.published())).to.deep.equal(wanted);
    await capture.stop();
  });

  it('parks an event whose custom_data comes out too large, with the reason', async () => {
    const desk = captureDesk();
    await desk.hook(1, { customData: { ...customData, pairs: { name: '{{campaign_name}}{{campaign_name}}' } } });
    const capture = await desk.start();
    await desk.events({ ...event('a'), subjects: { mailing: { id: 1, name: 'x'.repeat(40_000) } } });
    const [record] = await desk.records();
    expect(record?.parked[0]?.reason).to.match(/^cannot be shaped: customData: the hook's own pairs come to more than/);
    await capture.stop();
  });
});
