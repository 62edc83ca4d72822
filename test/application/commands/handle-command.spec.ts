import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { inMemoryEventStore } from '../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { engineSuspendsHook } from '../../../src/application/commands/engine-suspends-hook';
import { retryOnConflict } from '../../../src/application/commands/retry-on-conflict';
import { type EventStore, type EventStoreUnavailable } from '../../../src/application/ports/event-store';
import { aHookDesk, alice, anInput, done, type HookDesk, refused } from '../../support/hook-desk';

const CLICKS = { definition: anInput(), active: true };
const UNKNOWN: EventStoreUnavailable = {
  type: 'EventStoreUnavailable',
  retryable: true,
  outcome: 'unknown',
  detail: 'the answer was lost',
};

/** Writes, and loses the answer of the next `count` appends to streams of hooks. */
const losingAnswers =
  (count: { left: number }) =>
  (store: EventStore): EventStore => ({
    ...store,
    append: (stream, expected, events) =>
      pipe(
        store.append(stream, expected, events),
        TE.flatMap((appended) => {
          if (!stream.startsWith('hook-') || count.left === 0) return TE.right(appended);
          count.left -= 1;
          return TE.left(UNKNOWN);
        }),
      ),
  });

/** Lets somebody else change the stream before each of the next `count` appends. */
const beingOvertaken =
  (count: { left: number }, overtake: () => Promise<unknown>) =>
  (store: EventStore): EventStore => ({
    ...store,
    append: (stream, expected, events) => async () => {
      if (stream.startsWith('hook-') && typeof expected === 'bigint' && count.left > 0) {
        count.left -= 1;
        await overtake();
      }
      return store.append(stream, expected, events)();
    },
  });

describe('A command whose answer from the log is lost', () => {
  it('is done once, by asking again with the same ids', async () => {
    const count = { left: 0 };
    const desk = aHookDesk({ around: losingAnswers(count) });
    await done(desk.hooks.create(alice, CLICKS));
    count.left = 2;
    await done(desk.hooks.rotateSecret(alice, 1, {}));
    const { hook, revision } = await done(desk.hooks.read(alice, 1));
    desk.close();
    expect(revision).to.equal(2);
    expect(hook.secrets).to.have.lengthOf(2);
  });

  it('is given up when answers stay lost', async () => {
    const desk = aHookDesk({ around: losingAnswers({ left: 100 }) });
    const failure = await refused(desk.hooks.create(alice, CLICKS));
    desk.close();
    expect(failure).to.deep.equal(UNKNOWN);
  });
});

describe('A command that others overtake', () => {
  let other: HookDesk;
  let changes: number;
  const deskOvertaken = async (times: number): Promise<HookDesk> => {
    const eventStore = inMemoryEventStore();
    other = aHookDesk({ eventStore });
    changes = 0;
    await done(other.hooks.create(alice, CLICKS));
    const rename = (): Promise<unknown> => {
      changes += 1;
      return done(other.hooks.change(alice, 1, anInput({ name: `N${String(changes)}` }), {}));
    };
    return aHookDesk({ eventStore, around: beingOvertaken({ left: times }, rename) });
  };

  it('is decided anew on what they did', async () => {
    const desk = await deskOvertaken(3);
    const saved = await done(desk.hooks.deactivate(alice, 1, {}));
    desk.close();
    other.close();
    expect(saved.revision).to.equal(5);
    expect(saved.hook.definition.name).to.equal('N3');
  });

  it('is refused when it named the revision before', async () => {
    const desk = await deskOvertaken(1);
    const failure = await refused(desk.hooks.deactivate(alice, 1, { expectedRevision: 1 }));
    desk.close();
    other.close();
    expect(failure).to.deep.equal({ type: 'RevisionMismatch', current: 2 });
  });

  it('is given up, undone, when it never ends', async () => {
    const desk = await deskOvertaken(1000);
    const failure = await refused(desk.hooks.deactivate(alice, 1, {}));
    const { hook } = await done(desk.hooks.read(alice, 1));
    desk.close();
    other.close();
    expect(failure).to.deep.equal({ type: 'TooManyConflicts' });
    expect(hook.status).to.equal('active');
  });
});

describe('Retrying on conflict', () => {
  it('passes every other failure on at once', async () => {
    let tries = 0;
    const task: TE.TaskEither<EventStoreUnavailable, never> = () => {
      tries += 1;
      return Promise.resolve(E.left(UNKNOWN));
    };
    expect(await refused(retryOnConflict()(task))).to.deep.equal(UNKNOWN);
    expect(tries).to.equal(1);
  });
});

describe('A hook whose stream holds what cannot be read', () => {
  it('answers that the log does not, naming the event', async () => {
    const desk = aHookDesk();
    const { hook } = await done(desk.hooks.create(alice, CLICKS));
    const { stream } = await firstOf(desk.eventStore);
    await done(
      desk.eventStore.append(stream, 'any', [
        { id: '00000000-0000-4000-8000-00000000ffff', type: 'HookPainted', data: '{}' },
      ]),
    );
    const failure = await refused(desk.hooks.deactivate(alice, hook.hook, {}));
    desk.close();
    expect(failure).to.include({ type: 'EventStoreUnavailable', retryable: false, outcome: 'not-written' });
    expect('detail' in failure && failure.detail)
      .to.contain('event 2 of hook-')
      .and.contain('HookPainted');
  });
});

const firstOf = async (eventStore: EventStore): Promise<{ readonly stream: string }> => {
  const { events } = await done(
    eventStore.readRange({ prefixes: ['hook-'], after: null, to: null, maxCount: 1, maxBytes: 1 }),
  );
  const [first] = events;
  if (first === undefined) throw new Error('no hook was created');
  return first;
};

describe('The engine', () => {
  it('suspends an active hook once, and leaves the others be', async () => {
    const desk = aHookDesk();
    const suspend = engineSuspendsHook(desk.ports);
    await done(desk.hooks.create(alice, CLICKS));
    const gone = { account: alice.account, hook: 1, reason: 'endpoint-gone' } as const;
    expect(await done(suspend({ ...gone, note: '410 Gone' }))).to.equal(true);
    expect(desk.directory.get(1)?.hook).to.include({
      status: 'suspended',
      suspendedBy: 'engine',
      reason: 'endpoint-gone',
    });
    expect(await done(suspend(gone)), 'suspended already').to.equal(false);
    await done(desk.hooks.deactivate(alice, 1, {}));
    expect(await done(suspend(gone)), 'inactive').to.equal(false);
    await done(desk.hooks.remove(alice, 1, {}));
    expect(await done(suspend(gone)), 'deleted').to.equal(false);
    expect(await done(suspend({ ...gone, hook: 9 })), 'unknown').to.equal(false);
    desk.close();
  });
});
