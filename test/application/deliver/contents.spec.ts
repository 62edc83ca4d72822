import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type Contents } from '../../../src/application/content/contents';
import { type BlockItem } from '../../../src/application/deliver/block-command';
import { type PayloadFormat } from '../../../src/domain/message/payload-format';
import { aBlock, anItem } from '../../support/block-builders';
import { deliverWorld, failed, type WorldParts } from '../../support/deliver-world';
import { waitUntil } from '../../support/wait-until';

const ALTCRAFT: PayloadFormat = { kind: 'altcraft', content: true };

const about = (index: number, message: string): BlockItem =>
  anItem(index, { body: `{"n":${String(index)},"event_data":{"send_message_id":"${message}"}}`, owner: undefined });

/** Contents by message; `fails` counts down before it answers. */
const aStore = (known: Readonly<Record<string, string>>, fails = 0) => {
  const asked: ReadonlyArray<string>[] = [];
  let left = fails;
  const find: Contents['find'] = (_account, ids) => () => {
    asked.push(ids);
    left -= 1;
    return Promise.resolve(
      left >= 0
        ? E.left({ type: 'ContentStoreUnavailable', retryable: true, detail: 'down' } as const)
        : E.right(ids.map((id) => known[id] ?? null)),
    );
  };
  return { asked, contents: { find } };
};

const worldWith = (store: ReturnType<typeof aStore>, parts: WorldParts = {}) =>
  deliverWorld({ ...parts, dependencies: { contents: store.contents } });

describe('The contents of a block (decision 14)', () => {
  it('are asked for once and joined where there are any', async () => {
    const store = aStore({ a: '{"text":1}' });
    const world = worldWith(store);
    world.publish(aBlock('b', { format: ALTCRAFT, items: [about(0, 'a'), about(1, 'b'), anItem(2), about(3, 'a')] }));
    await world.answered(1);
    expect(store.asked).to.deep.equal([['a', 'b', 'a']]);
    const body = JSON.parse(world.transport.recorded()[0]?.message.body ?? '[]') as ReadonlyArray<{
      content?: unknown;
    }>;
    expect(body.map(({ content }) => content)).to.deep.equal([{ text: 1 }, undefined, undefined, { text: 1 }]);
  });

  it('are not asked for by a hook without the switch', async () => {
    const store = aStore({ a: '1' });
    const world = worldWith(store);
    world.publish(aBlock('b', { items: [about(0, 'a')] }));
    await world.answered(1);
    expect(store.asked).to.deep.equal([]);
  });

  it('stay out of what is parked', async () => {
    const world = worldWith(aStore({ a: '"SENT CONTENT"' }), { script: () => failed('message') });
    world.publish(aBlock('b', { format: ALTCRAFT, items: [{ ...about(0, 'a'), lastOn: 'any' }] }));
    await world.answered(1);
    expect(world.transport.recorded()[0]?.message.body).to.include('SENT CONTENT');
    const parked = world.appended.filter(({ stream }) => stream.startsWith('parked-'));
    expect(parked).to.have.lengthOf(1);
    expect(JSON.stringify(parked[0]?.event)).not.to.include('SENT CONTENT');
  });

  it('are waited for while the store does not answer: an outage leaves none out', async () => {
    const store = aStore({ a: '1' }, 2);
    const world = worldWith(store);
    world.publish(aBlock('b', { format: ALTCRAFT, items: [about(0, 'a')] }));
    for (const times of [1, 2]) {
      await waitUntil(() => store.asked.length === times);
      expect(world.sent()).to.deep.equal([]);
      await Promise.resolve();
      world.clock.advance(1000);
    }
    await waitUntil(() => {
      world.clock.advance(1000);
      return world.sent().length === 1;
    });
    expect(world.transport.recorded()[0]?.message.body).to.include('"content":1');
  });

  it('send a block in halves that they make too large for one request', async () => {
    const world = worldWith(aStore({ a: JSON.stringify('x'.repeat(3 * 1024 * 1024)) }));
    world.publish(aBlock('b', { format: ALTCRAFT, items: [about(0, 'a'), about(1, 'a')] }));
    await world.answered(1);
    expect(world.transport.recorded().map(({ message }) => message.eventIds)).to.deep.equal([['event-0'], ['event-1']]);
  });
});
