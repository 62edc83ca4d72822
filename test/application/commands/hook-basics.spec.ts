import { expect } from 'chai';
import { alice, anInput, done, type HookDesk, aHookDesk, httpInput, mallory, refused } from '../../support/hook-desk';

const actito = anInput({
  format: { kind: 'actito', pushMode: 'ONE_BY_ONE' },
  rule: { types: ['ETL_FINISHED'], filters: {} },
});

describe('The basics of a hook (decision 3)', () => {
  let desk: HookDesk;
  const statusOf = async (definition: typeof actito, active?: boolean): Promise<string> =>
    (await done(desk.hooks.create(alice, { definition, ...(active === undefined ? {} : { active }) }))).hook.status;

  beforeEach(() => {
    desk = aHookDesk();
  });
  afterEach(() => {
    desk.close();
  });

  it('let two hooks have one name', async () => {
    const [one, other] = [
      await done(desk.hooks.create(alice, { definition: anInput() })),
      await done(desk.hooks.create(alice, { definition: anInput() })),
    ];
    expect(one.hook.definition.name).to.equal(other.hook.definition.name);
    expect(one.hook.hook).to.not.equal(other.hook.hook);
  });

  it('make a new hook inactive in the altcraft format and active in actito, unless it is said', async () => {
    expect(await statusOf(anInput())).to.equal('inactive');
    expect(await statusOf(actito)).to.equal('active');
    expect(await statusOf(anInput(), true)).to.equal('active');
    expect(await statusOf(actito, false)).to.equal('inactive');
  });

  describe('of a clone', () => {
    it('are: inactive, named "<name> (copy)", a number and a signing secret of its own, and its origin', async () => {
      const origin = await done(desk.hooks.create(alice, { definition: anInput(), active: true }));
      const clone = await done(desk.hooks.clone(alice, origin.hook.hook));
      expect(clone.hook).to.include({ status: 'inactive', hook: 2, clonedFrom: 1, entity: 'entity-23' });
      expect(clone.hook.definition.name).to.equal('Clicks to the shop (copy)');
      expect(clone.signingSecret).to.not.equal(origin.signingSecret);
      expect(clone.hook.secrets).to.have.lengthOf(1);
    });

    it('keep destination, credentials and all else of the definition', async () => {
      const destination = httpInput({ headers: { 'X-Secret': 'of the shop' }, successPattern: 'OK' });
      const rule = { types: ['click'], filters: {}, conditions: { field: 'data.a', operator: 'exists' } } as const;
      const origin = await done(desk.hooks.create(alice, { definition: anInput({ destination, rule, maxBatch: 7 }) }));
      const clone = await done(desk.hooks.clone(alice, origin.hook.hook));
      const { name: _name, ...definition } = clone.hook.definition;
      expect({ ...definition, name: origin.hook.definition.name }).to.deep.equal(origin.hook.definition);
      const [header] = definition.destination.kind === 'http' ? definition.destination.headers : [];
      expect(desk.ports.secretBox.open(header?.boxedValue ?? '')).to.equal('of the shop');
    });

    it('take no history along', async () => {
      const { hook } = (await done(desk.hooks.create(alice, { definition: anInput(), active: true }))).hook;
      await done(desk.hooks.suspend(alice, hook, {}));
      const clone = await done(desk.hooks.clone(alice, hook));
      const history = await done(desk.hooks.history(alice, clone.hook.hook, { limit: 10 }));
      expect(history.map(({ event }) => event.type)).to.deep.equal(['HookCreated']);
    });

    it('are those of a living hook of the own account', async () => {
      const { hook } = (await done(desk.hooks.create(alice, { definition: anInput() }))).hook;
      expect(await refused(desk.hooks.clone(mallory, hook))).to.include({ type: 'HookNotFound' });
      await done(desk.hooks.remove(alice, hook, {}));
      expect(await refused(desk.hooks.clone(alice, hook))).to.include({ type: 'HookDeleted' });
    });
  });
});
