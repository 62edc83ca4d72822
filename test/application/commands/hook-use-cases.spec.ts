import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { inMemoryEventStore } from '../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { type EventStore } from '../../../src/application/ports/event-store';
import { MASKED } from '../../../src/application/use-cases/hooks';
import {
  aHookDesk,
  alice,
  anInput,
  done,
  type HookDesk,
  httpInput,
  mallory,
  refused,
  WAITED,
} from '../../support/hook-desk';
import { slowlyFollowed } from '../../support/slowly-followed';

const refusingHooks = (store: EventStore): EventStore => ({
  ...store,
  append: (stream, expected, events) =>
    stream.startsWith('hook-')
      ? TE.left({ type: 'EventStoreUnavailable', retryable: true, outcome: 'not-written', detail: 'down' })
      : store.append(stream, expected, events),
});

const CLICKS = { definition: anInput() };

describe('Hooks over the log', () => {
  let desk: HookDesk;
  const create = async (parts = {}): Promise<number> => {
    const { hook } = await done(desk.hooks.create(alice, { ...CLICKS, active: true, ...parts }));
    return hook.hook;
  };
  const headerOf = async (hook: number): Promise<string | null | undefined> => {
    const { definition } = (await done(desk.hooks.read(alice, hook))).hook;
    const boxed = definition.destination.kind === 'http' ? definition.destination.headers[0]?.boxedValue : undefined;
    return boxed === undefined ? undefined : desk.ports.secretBox.open(boxed);
  };

  beforeEach(() => {
    desk = aHookDesk();
  });
  afterEach(() => {
    desk.close();
  });

  describe('creating', () => {
    it('takes the first number, boxes every secret and shows the signing secret once', async () => {
      const saved = await done(desk.hooks.create(alice, CLICKS));
      expect(saved).to.deep.include({ revision: 0, warnings: [] });
      expect(saved.hook).to.include({ status: 'inactive', hook: 1, account: 23, entity: 'entity-23' });
      expect(saved.signingSecret).to.match(/^whsec_[A-Za-z0-9+/]{43}=$/);
      const { secrets } = saved.hook;
      expect(secrets.map(({ boxed }) => desk.ports.secretBox.open(boxed))).to.deep.equal([saved.signingSecret]);
      const stored = JSON.stringify(await done(desk.hooks.history(alice, 1, { limit: 9 })), (_key, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      );
      expect(stored).to.not.contain('s3cret').and.not.contain(saved.signingSecret);
    });

    it('is active by default in the actito format', async () => {
      const definition = anInput({
        format: { kind: 'actito', pushMode: 'BULK' },
        rule: { types: ['ETL_FINISHED'], filters: {} },
      });
      expect((await done(desk.hooks.create(alice, { definition }))).hook.status).to.equal('active');
      expect((await done(desk.hooks.create(alice, { definition, active: false }))).hook.status).to.equal('inactive');
    });

    it('warns of a type that can never match', async () => {
      const definition = anInput({ rule: { types: ['click', 'pixel_goal'], filters: { mailing: ['1'] } } });
      const { warnings } = await done(desk.hooks.create(alice, { definition }));
      expect(warnings).to.have.lengthOf(1);
    });

    it('is refused with every problem and takes no number', async () => {
      const definition = anInput({ name: '', destination: httpInput({ url: 'nowhere' }) });
      const failure = await refused(desk.hooks.create(alice, { definition }));
      expect(failure).to.deep.include({ type: 'InvalidHook' });
      expect('problems' in failure && failure.problems.map(({ field }) => field)).to.deep.equal([
        'name',
        'destination.url',
      ]);
      expect(await create()).to.equal(1);
    });

    it('is refused with a masked header value: there is nothing to keep', async () => {
      const definition = anInput({ destination: httpInput({ headers: { 'X-Secret': MASKED } }) });
      expect(await refused(desk.hooks.create(alice, { definition }))).to.deep.equal({
        type: 'InvalidHook',
        problems: [
          { field: 'destination.headers.X-Secret', reason: 'is masked, and no value is stored: give the value' },
        ],
      });
    });

    it('is refused for an account that is not open', async () => {
      expect(await refused(desk.hooks.create({ account: 1, name: 'x' }, CLICKS))).to.include({ type: 'InvalidHook' });
    });
  });

  describe('numbers (decision 2)', () => {
    it('are unique over both accounts and over many at once', async () => {
      const actors = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? alice : mallory));
      const saved = await Promise.all(actors.map((actor) => done(desk.hooks.create(actor, CLICKS))));
      const numbers = saved.map(({ hook }) => hook.hook);
      expect(new Set(numbers).size).to.equal(20);
    });

    it('are unique over two processes', async () => {
      const other = aHookDesk({ eventStore: desk.eventStore });
      const creations = Array.from({ length: 20 }, (_, n) =>
        done((n % 2 === 0 ? desk : other).hooks.create(alice, CLICKS)),
      );
      const numbers = (await Promise.all(creations)).map(({ hook }) => hook.hook);
      other.close();
      expect(new Set(numbers).size).to.equal(20);
    });

    it('can be chosen while free, and later ones follow', async () => {
      expect(await create({ id: 500 })).to.equal(500);
      expect(await create()).to.equal(501);
    });

    it('cannot be chosen when taken, by whomever, even after deletion', async () => {
      await create({ id: 500 });
      await done(desk.hooks.remove(alice, 500, {}));
      for (const actor of [alice, mallory]) {
        expect(await refused(desk.hooks.create(actor, { ...CLICKS, id: 500 }))).to.deep.equal({
          type: 'HookNumberTaken',
          hook: 500,
        });
      }
    });

    it('are wasted, and nothing else, by a crash between number and hook', async () => {
      const dying = aHookDesk({ eventStore: desk.eventStore, around: refusingHooks });
      await refused(dying.hooks.create(alice, CLICKS));
      dying.close();
      expect(await create()).to.equal(2);
      expect(await refused(desk.hooks.read(alice, 1))).to.deep.equal({ type: 'HookNotFound', hook: 1 });
    });

    it('are whole and positive', async () => {
      for (const id of [0, -1, 1.5, 1_000_000_001]) {
        expect(await refused(desk.hooks.create(alice, { ...CLICKS, id }))).to.deep.include({ type: 'InvalidHook' });
      }
    });
  });

  describe('changing', () => {
    it('replaces the definition and keeps a masked header value', async () => {
      const hook = await create();
      const input = anInput({
        name: 'New',
        destination: httpInput({ url: 'https://new.example/', headers: { 'x-secret': MASKED } }),
      });
      const saved = await done(desk.hooks.change(alice, hook, input, {}));
      expect(saved.hook.definition).to.deep.include({ name: 'New' });
      expect(await headerOf(hook)).to.equal('s3cret');
    });

    it('replaces a header value that is given', async () => {
      const hook = await create();
      await done(
        desk.hooks.change(alice, hook, anInput({ destination: httpInput({ headers: { 'X-Secret': 'n3w' } }) }), {}),
      );
      expect(await headerOf(hook)).to.equal('n3w');
    });

    it('is refused when nothing changes, masked or with the same value', async () => {
      const hook = await create();
      for (const value of [MASKED, 's3cret']) {
        const input = anInput({ destination: httpInput({ headers: { 'X-Secret': value } }) });
        expect(await refused(desk.hooks.change(alice, hook, input, {}))).to.deep.equal({
          type: 'NothingChanged',
          hook,
        });
      }
    });

    it('is refused at another revision than the one named', async () => {
      const hook = await create();
      const failure = await refused(desk.hooks.change(alice, hook, anInput({ name: 'New' }), { expectedRevision: 0 }));
      expect(failure).to.deep.equal({ type: 'RevisionMismatch', current: 1 });
      const saved = await done(desk.hooks.change(alice, hook, anInput({ name: 'New' }), { expectedRevision: 1 }));
      expect(saved.revision).to.equal(2);
    });

    it('lets one of many with the same If-Match through', async () => {
      const hook = await create();
      const results = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          desk.hooks.change(alice, hook, anInput({ name: `N${String(n)}` }), { expectedRevision: 1 })(),
        ),
      );
      expect(results.filter(({ _tag }) => _tag === 'Right')).to.have.lengthOf(1);
    });

    it('lets many without If-Match through, one after another', async () => {
      const hook = await create();
      await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          done(desk.hooks.change(alice, hook, anInput({ name: `N${String(n)}` }), {})),
        ),
      );
      expect((await done(desk.hooks.read(alice, hook))).revision).to.equal(11);
    });
  });

  describe('switching', () => {
    it('suspends with a note and resumes with what waited', async () => {
      const hook = await create();
      const suspended = await done(desk.hooks.suspend(alice, hook, { note: 'tonight' }));
      expect(suspended.hook).to.include({
        status: 'suspended',
        reason: 'operator',
        suspendedBy: 'alice',
        note: 'tonight',
      });
      const resumed = await done(desk.hooks.resume(alice, hook, { skip: true }));
      expect(resumed).to.deep.include({ waited: WAITED, revision: 3 });
      expect(resumed.hook.status).to.equal('active');
    });

    it('deactivates, activates and deletes', async () => {
      const hook = await create();
      expect((await done(desk.hooks.deactivate(alice, hook, {}))).hook.status).to.equal('inactive');
      expect((await done(desk.hooks.activate(alice, hook, {}))).hook.status).to.equal('active');
      const ended = await done(desk.hooks.remove(alice, hook, {}));
      expect(ended.hook.status).to.equal('deleted');
      expect(ended.waited).to.deep.equal(WAITED);
      expect(await refused(desk.hooks.activate(alice, hook, { expectedRevision: 0 }))).to.deep.equal({
        type: 'HookDeleted',
        hook,
      });
    });

    it("passes the domain's refusals on", async () => {
      const hook = await create();
      expect(await refused(desk.hooks.activate(alice, hook, {}))).to.deep.equal({ type: 'HookAlreadyActive', hook });
      expect(await refused(desk.hooks.resume(alice, hook, { skip: false }))).to.deep.equal({
        type: 'HookNotSuspended',
        hook,
      });
    });
  });

  describe('rotating the signing secret', () => {
    it('shows the new one once and keeps the old one for a day', async () => {
      const hook = await create();
      const rotated = await done(desk.hooks.rotateSecret(alice, hook, {}));
      const [current, old] = rotated.hook.secrets;
      expect(desk.ports.secretBox.open(current?.boxed ?? '')).to.equal(rotated.signingSecret);
      expect(old?.validUntil).to.equal('2026-11-24T12:00:00.000Z');
    });
  });

  describe('cloning', () => {
    it('copies definition and credentials, with a secret of its own, inactive', async () => {
      const origin = await create();
      const clone = await done(desk.hooks.clone(alice, origin));
      expect(clone.hook).to.include({ status: 'inactive', hook: 2, clonedFrom: origin });
      expect(clone.hook.definition.name).to.equal('Clicks to the shop (copy)');
      expect(await headerOf(2)).to.equal('s3cret');
      const { secrets } = (await done(desk.hooks.read(alice, origin))).hook;
      expect(desk.ports.secretBox.open(secrets[0]?.boxed ?? '')).to.not.equal(clone.signingSecret);
    });

    it('is refused for a deleted hook', async () => {
      const hook = await create();
      await done(desk.hooks.remove(alice, hook, {}));
      expect(await refused(desk.hooks.clone(alice, hook))).to.deep.equal({ type: 'HookDeleted', hook });
    });
  });

  describe('of another account', () => {
    it('are not found, whatever is asked', async () => {
      const hook = await create();
      const { hooks } = desk;
      const asked = [
        hooks.read(mallory, hook),
        hooks.change(mallory, hook, anInput({ name: 'Mine' }), {}),
        hooks.activate(mallory, hook, {}),
        hooks.suspend(mallory, hook, {}),
        hooks.resume(mallory, hook, { skip: true }),
        hooks.deactivate(mallory, hook, { expectedRevision: 77 }),
        hooks.remove(mallory, hook, {}),
        hooks.rotateSecret(mallory, hook, {}),
        hooks.clone(mallory, hook),
        hooks.history(mallory, hook, { limit: 10 }),
      ];
      for (const task of asked)
        expect(await refused<unknown, unknown>(task)).to.deep.equal({ type: 'HookNotFound', hook });
      expect((await done(hooks.list(mallory, { limit: 10 }))).hooks).to.deep.equal([]);
      expect((await done(hooks.read(alice, hook))).revision).to.equal(1);
    });
  });

  describe('history', () => {
    it('tells what happened, by page, also after deletion', async () => {
      const hook = await create();
      await done(desk.hooks.remove(alice, hook, {}));
      const all = await done(desk.hooks.history(alice, hook, { limit: 10 }));
      expect(all.map(({ event }) => event.type)).to.deep.equal(['HookCreated', 'HookActivated', 'HookDeleted']);
      const page = await done(desk.hooks.history(alice, hook, { after: 0, limit: 1 }));
      expect(page.map(({ revision, event }) => [revision, event.type])).to.deep.equal([[1, 'HookActivated']]);
    });
  });

  describe('the list', () => {
    it('shows a hook as soon as its creation is answered, however far behind the directory was', async () => {
      const slow = aHookDesk({ eventStore: slowlyFollowed(inMemoryEventStore()) });
      await slow.directory.ready();
      await done(slow.hooks.create(alice, CLICKS));
      const { hooks } = await done(slow.hooks.list(alice, { limit: 10 }));
      slow.close();
      expect(hooks.map(({ hook }) => hook.hook)).to.deep.equal([1]);
    });
  });
});
