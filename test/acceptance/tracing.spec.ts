import 'reflect-metadata';
import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type EventStore, type RecordedEvent } from '../../src/application/ports/event-store';
import { TOKENS } from '../../src/infrastructure/container/tokens';
import { type AcceptanceDesk, acceptanceDesk } from '../support/acceptance-desk';
import { type EngineKind, onEveryEngine } from '../support/engine-kinds';

interface Traced {
  readonly $correlationId?: string;
  readonly $causationId?: string;
}

onEveryEngine('What stands in the log', (kind) => {
  let desk: AcceptanceDesk;
  let store: EventStore;

  const watched: EngineKind = {
    ...kind,
    lay: async () => {
      const ground = await kind.lay();
      return {
        ...ground,
        swap: (container) => {
          ground.swap?.(container);
          store = container.get(TOKENS.eventStore);
        },
      };
    },
  };
  beforeEach(async () => {
    desk = await acceptanceDesk(watched);
  });
  afterEach(() => desk.dispose());

  const eventsOf = async (prefix: string): Promise<ReadonlyArray<RecordedEvent>> => {
    const page = await store.readRange({
      prefixes: [prefix],
      after: null,
      to: null,
      maxCount: 1000,
      maxBytes: 1_000_000,
    })();
    return E.isRight(page) ? page.right.events : [];
  };
  const tracesOf = async (prefix: string): Promise<ReadonlyArray<Traced>> =>
    (await eventsOf(prefix)).map(({ metadata }) => JSON.parse(metadata ?? '{}') as Traced);

  it('names the request of an event, the command of a change, and the block of an outcome', async () => {
    const hook = await desk.hook();
    await desk.record(0, 3);
    await desk.record(3, 2);
    await desk.sums(hook, { captured: 5, delivered: 5 });
    const requests = (await tracesOf('platformEvents-')).map(({ $correlationId }) => $correlationId);
    expect(new Set(requests.slice(0, 3)).size).to.equal(1);
    expect(new Set(requests).size).to.equal(2);
    const [created] = await tracesOf('hook-');
    expect(created?.$causationId).to.be.a('string').and.to.equal(created?.$correlationId);
    const [answered] = await tracesOf('outcomes-');
    const blocks = desk.received.map(({ webhookId }) => webhookId);
    expect(blocks).to.include(answered?.$causationId);
    const captures = new Set((await tracesOf('captures-')).map(({ $correlationId }) => $correlationId));
    expect(captures.size).to.equal(1);
  });

  it('is JSON, every event of it', async () => {
    const hook = await desk.hook();
    await desk.record(0, 2);
    await desk.sums(hook, { delivered: 2 });
    for (const { data } of await eventsOf('')) expect(() => JSON.parse(data) as unknown).not.to.throw();
  });
});
