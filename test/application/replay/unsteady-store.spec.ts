import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type EventStore, type EventStoreUnavailable } from '../../../src/application/ports/event-store';
import { captureDesk } from '../../support/capture-desk';
import { ACTOR, replaysAt, requestAt } from '../../support/replay-desk';
import { waitUntil } from '../../support/wait-until';

const MINUTE = 60_000;

const AWAY: EventStoreUnavailable = {
  type: 'EventStoreUnavailable',
  retryable: true,
  outcome: 'not-written',
  detail: 'the test took it away',
};

/** A store whose reads fail every third time, from when it is told to. */
const failingInTurns = (store: EventStore): EventStore & { readonly fail: () => void } => {
  let reads = -Infinity;
  const isAway = (): boolean => (reads += 1) % 3 === 1;
  return {
    ...store,
    fail: () => {
      reads = 0;
    },
    readRange: (range) => (isAway() ? () => Promise.resolve(E.left(AWAY)) : store.readRange(range)),
    readStream: (stream, options) =>
      isAway() ? () => Promise.resolve(E.left(AWAY)) : store.readStream(stream, options),
  };
};

describe('A replay over a store that fails now and then', () => {
  it('waits for it, and knows of every delivery where it is', async () => {
    const desk = captureDesk();
    await desk.hook(1, { windowMs: 60 * MINUTE });
    const capture = await desk.start();
    await desk.events('a');
    await desk.advance(20 * MINUTE);
    await desk.events('b');
    const inside = new Date(desk.clock.now()).toISOString();
    await desk.advance(20 * MINUTE);
    await desk.events('c');
    await desk.advance(60 * MINUTE);
    const store = failingInTurns(desk.eventStore);
    const { start, read } = replaysAt(desk, capture, store);
    const started = await start(ACTOR, requestAt(desk, { from: inside, to: inside, dryRun: true }))();
    store.fail();
    const { replay } = E.isRight(started) ? started.right : expect.fail();
    let view = E.isRight(started) ? started.right : expect.fail();
    await waitUntil(async () => {
      await desk.advance(1000);
      const now = await read(ACTOR, replay)();
      if (E.isRight(now)) view = now.right;
      return view.status !== 'running';
    });
    expect(view).to.include({ status: 'done', matched: 1, waiting: 1, unclear: 0, missing: 0 });
    await capture.stop();
  });
});
