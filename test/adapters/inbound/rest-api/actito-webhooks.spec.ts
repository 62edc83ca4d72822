import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { type HookUseCases, type HookView } from '../../../../src/application/use-cases/hooks';
import { type LivingHook } from '../../../../src/domain/hook/hook';
import { activeHook, actitoDefinition, suspendedHook, viewOf } from '../../../support/hook-views';
import { type Asked, askDoor, noting, READ, type Told } from '../../../support/rest-door';

const COLLECTION = '/webhooks/v4/entity/MyEntity/webhookSubscription';

const subscription = (hook: number, type: string, more: Partial<LivingHook['definition']> = {}): HookView =>
  viewOf({
    ...activeHook({
      ...actitoDefinition,
      rule: { ...actitoDefinition.rule, types: [type], element: String(hook * 10) },
      ...more,
    }),
    hook,
  });
const inactive = (view: HookView): HookView => ({ ...view, hook: { ...view.hook, status: 'inactive' } });

const THREE = [
  subscription(1, 'PROFILE_TABLE_UPDATE'),
  inactive(subscription(2, 'CUSTOM_TABLE_CREATE')),
  subscription(3, 'PROFILE_TABLE_CREATE'),
];

/** The read model, a page of two at a time. */
const listed = (views: ReadonlyArray<HookView>): Pick<HookUseCases, 'list'> => ({
  list: (_actor, { after = 0 }) => {
    const found = views.filter(({ hook }) => hook.hook > after);
    const next = found.length > 2 ? found[1]?.hook.hook : undefined;
    return TE.right({ hooks: found.slice(0, 2), ...(next === undefined ? {} : { next }) });
  },
});

const idsOf = ({ json }: Told): ReadonlyArray<number> =>
  (json['webhookSubscriptions'] as ReadonlyArray<{ readonly id: number }>).map(({ id }) => id);
const ask = (query: string): Promise<Told> =>
  askDoor({ hooks: listed(THREE) }, { url: `${COLLECTION}${query}`, key: READ });

describe("Webhook subscriptions in Actito's own words", () => {
  describe('in a list', () => {
    for (const [query, ids] of [
      ['', [1, 2, 3]],
      ['?tableType=PROFILE_TABLE', [1, 3]],
      ['?tableType=CUSTOM_TABLE&tableId=20', [2]],
      ['?tableId=10&eventType=CREATE', []],
      ['?eventType=CREATE', [2, 3]],
      ['?isActif=true', [1, 3]],
      ['?isActif=false', [1, 2, 3]],
      ['?sort=eventType', [2, 3, 1]],
      ['?sort=tableId&sortDirection=desc', [3, 2, 1]],
      ['?sort=isActif&sortDirection=ASC', [2, 1, 3]],
      ['?page=0&pageSize=2', [1, 2]],
      ['?page=1&pageSize=2', [3]],
      ['?page=2&pageSize=2', []],
    ] as const)
      it(`are ${ids.join(', ') || 'none'} for ${query === '' ? 'no parameter' : query} (domain 11.2)`, async () => {
        expect(idsOf(await ask(query))).to.deep.equal(ids);
      });

    it('are sought by target URL in the read model', async () => {
      const { asked, ask: list } = noting<Parameters<HookUseCases['list']>, never, { hooks: [] }>(
        TE.right({ hooks: [] }),
      );
      await askDoor({ hooks: { list } }, { url: `${COLLECTION}?webhookEndPointId=shop.example` });
      expect(asked[0]?.[1]).to.deep.equal({ format: 'actito', limit: 200, after: 0, url: 'shop.example' });
    });

    it('say how many there are on all pages', async () => {
      expect((await ask('?pageSize=1')).json).to.deep.include({ page: 0, pageSize: 1, total: 3 });
    });

    for (const query of [
      '?page=-1',
      '?pageSize=0',
      '?sort=name',
      '?sortDirection=up',
      '?isActive=true',
      '?tableType=ETL',
    ])
      it(`refuse ${query}, naming the parameter`, async () => {
        const told = await ask(query);
        expect(told.status).to.equal(400);
        expect(told.text).to.contain(`"field":"${query.slice(1).split('=')[0] ?? ''}"`);
      });

    it('are those of the entity of the key, and of no other', async () => {
      const told = await askDoor({}, { url: '/webhooks/v4/entity/Other/webhookSubscription' });
      expect(told.status).to.equal(404);
      expect(told.json['type']).to.equal('urn:hookline:problem:entity-not-of-key');
    });
  });

  describe('that are changed', () => {
    const one = `${COLLECTION}/7`;
    const standing = viewOf(activeHook(actitoDefinition));
    const BODY = { on: 'CUSTOM_TABLE', eventType: 'UPDATE', targetUrl: 'https://new.example/hook' };
    const changing = (view: HookView = standing) => {
      const change = noting<Parameters<HookUseCases['change']>, never, HookView & { warnings: [] }>(
        TE.right({ ...view, warnings: [] }),
      );
      return { change, hooks: { read: () => TE.right(view), change: change.ask } };
    };
    const put = (hooks: Partial<HookUseCases>, body: object): Promise<Told> =>
      askDoor({ hooks }, { method: 'PUT', url: one, body });

    it('keep what Actito has no word for, and lose what they leave out', async () => {
      const { change, hooks } = changing();
      expect((await put(hooks, BODY)).status).to.equal(200);
      const [, , input] = change.asked[0] ?? [];
      expect(input?.name).to.equal('New profiles');
      expect(input?.destination).to.deep.include({
        url: 'https://new.example/hook',
        headers: {},
        answerTimeoutMs: 15_000,
      });
      expect(input?.rule).to.deep.equal({ types: ['CUSTOM_TABLE_UPDATE'], filters: {} });
      expect(input?.format).to.deep.equal({ kind: 'actito', pushMode: 'ONE_BY_ONE' });
    });

    it('take no other number', async () => {
      const told = await put(changing().hooks, { ...BODY, id: 8 });
      expect(told.status).to.equal(422);
      expect(told.text).to.contain('"field":"id"');
    });

    it('are deactivated by isActive as well', async () => {
      const { hooks } = changing();
      const deactivate = noting<Parameters<HookUseCases['deactivate']>, never, HookView & { warnings: [] }>(
        TE.right({ ...inactive(standing), warnings: [] }),
      );
      const told = await put({ ...hooks, deactivate: deactivate.ask }, { ...BODY, isActive: false });
      expect(told.json).to.deep.include({ isActive: false });
      expect(deactivate.asked).to.have.lengthOf(1);
    });

    it('that the engine suspended are inactive to a client, and resumed when it activates them', async () => {
      const suspended = viewOf({ ...suspendedHook(), definition: actitoDefinition });
      const resume = noting<Parameters<HookUseCases['resume']>, never, HookView & { waited: never }>(
        TE.right({ ...standing, waited: {} as never }),
      );
      const hooks = { read: () => TE.right(suspended), resume: resume.ask };
      const asked: Asked = { method: 'POST', url: `${one}/activate` };
      expect((await askDoor({ hooks }, { url: one, key: READ })).json).to.deep.include({ isActive: false });
      expect((await askDoor({ hooks }, asked)).json).to.deep.include({ isActive: true });
      expect(resume.asked[0]?.[2]).to.deep.equal({ skip: false });
    });

    it('that stand so already are answered as they are', async () => {
      const { hooks } = changing();
      const unchanged = { ...hooks, change: () => TE.left({ type: 'NothingChanged', hook: 7 } as const) };
      expect((await put(unchanged, { ...BODY, isActive: true })).status).to.equal(200);
      expect((await askDoor({ hooks }, { method: 'POST', url: `${one}/activate` })).status).to.equal(200);
    });

    for (const [what, view] of [
      ['a hook of another format', viewOf()],
      ['a hook of another entity', viewOf({ ...activeHook(actitoDefinition), entity: 'Other' })],
    ] as const)
      it(`are not ${what}`, async () => {
        const hooks = { read: () => TE.right(view) };
        for (const asked of [
          { method: 'PUT', url: one, body: BODY },
          { method: 'POST', url: `${one}/activate` },
          { method: 'DELETE', url: one },
        ] as const)
          expect((await askDoor({ hooks }, asked)).json['type']).to.equal('urn:hookline:problem:no-actito-webhook');
      });
  });
});
