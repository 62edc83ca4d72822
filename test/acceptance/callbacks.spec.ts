import 'reflect-metadata';
import { expect } from 'chai';
import { type ReceivedMessage } from '../../src/adapters/inbound/cli/listen/received-message';
import { type AcceptanceDesk, acceptanceDesk } from '../support/acceptance-desk';
import { type EngineKind, onEveryEngine } from '../support/engine-kinds';
import { waitUntil } from '../support/wait-until';

type Links = Readonly<Record<string, { readonly href: string }>>;

const anAction = (id: string, data: object = {}) => ({
  id,
  source: 'scenario',
  type: 'CUSTOM_ACTION_TRIGGER',
  occurredAt: '2026-11-23T09:12:28Z',
  subjects: { element: { id: '123456' } },
  profile: { id: 'p-1' },
  data: { 'actionParameters.campaignId': '987654', ...data },
});

/** As if a proxy led from the public address to the engine. */
const PUBLIC = 'https://hooks.example.com/hookline';

const reachable = (kind: EngineKind): EngineKind => ({
  ...kind,
  lay: async () => {
    const ground = await kind.lay();
    return { ...ground, settings: { ...ground.settings, HOOKLINE_PUBLIC_URL: `${PUBLIC}/` } };
  },
});

onEveryEngine('Links with which receivers say how a custom action ended (decision 9)', (kind) => {
  let desk: AcceptanceDesk;
  beforeEach(async () => {
    desk = await acceptanceDesk(reachable(kind));
  });
  afterEach(() => desk.dispose());

  const anActitoHook = (...types: ReadonlyArray<string>): Promise<number> =>
    desk.hook({ format: 'actito', capture: { types }, batch: undefined });
  const linksOf = ({ json }: ReceivedMessage): Links =>
    (json as { readonly data: { readonly _links: Links } }).data._links;
  const received = async (action: object): Promise<Links> => {
    const before = desk.received.length;
    await desk.done('POST', '/v1/events', action);
    await waitUntil(() => desk.received.length > before);
    return linksOf(desk.received.at(-1) ?? expect.fail());
  };
  const pathOf = (link: { readonly href: string } | undefined): string => {
    const { href } = link ?? expect.fail();
    expect(href.startsWith(`${PUBLIC}/v1/callbacks/`)).to.equal(true);
    return href.slice(PUBLIC.length);
  };

  it('come with an action that brings none, and record its end once, whoever calls how often', async () => {
    await anActitoHook('CUSTOM_ACTION_TRIGGER');
    const links = await received(anAction('a-1'));
    expect(links['customAction']?.href).to.contain('/custom-actions/123456');
    const after = await anActitoHook('CUSTOM_ACTION_OK');
    const first = await desk.done('POST', pathOf(links['notifyOK']), {});
    expect(first).to.include({ outcome: 'OK', recorded: true });
    const again = await desk.done('GET', pathOf(links['notifyOK']));
    expect(again).to.deep.equal({ ...first, recorded: false });
    expect(await desk.done('GET', pathOf(links['notifyKO']))).to.deep.equal({ ...first, recorded: false });
    await desk.sums(after, { captured: 1, delivered: 1 });
    const told = desk.received.at(-1)?.json as { readonly data: Readonly<Record<string, unknown>> };
    expect(told.data).to.include({ 'customAction.outcome': 'OK' });
    expect(linksOf(desk.received.at(-1) ?? expect.fail())['customAction']).to.deep.equal(links['customAction']);
  });

  it('are passed through where the action brings them', async () => {
    await anActitoHook('CUSTOM_ACTION_TRIGGER');
    const own = { notifyOK: { href: 'https://callback.example.com/ca/OK_1' } };
    const links = await received(anAction('a-2', { _links: own }));
    expect(Object.keys(links).sort()).to.deep.equal(['customAction', 'notifyOK']);
    expect(links['notifyOK']).to.deep.equal(own.notifyOK);
  });

  it('are the same when the action is recorded again', async () => {
    await desk.done('POST', '/v1/events', anAction('a-3'));
    expect(await desk.done('POST', '/v1/events', anAction('a-3'))).to.include({ accepted: 0, repeats: 1 });
  });

  it('do nothing when they are forged or cut', async () => {
    await anActitoHook('CUSTOM_ACTION_TRIGGER');
    const ended = await anActitoHook('CUSTOM_ACTION_OK');
    const path = pathOf((await received(anAction('a-4')))['notifyOK']);
    const [parts = '', tag = ''] = path.slice('/v1/callbacks/'.length).split('.');
    const other = Buffer.from(Buffer.from(parts, 'base64url').toString().replace('OK', 'KO')).toString('base64url');
    for (const token of [`${other}.${tag}`, parts, `${parts}.`, `.${tag}`, `${parts}.${tag}.`, 'x'])
      expect((await desk.engine.ask('POST', `/v1/callbacks/${token}`)).status).to.equal(404);
    expect(await desk.done('POST', path, {})).to.include({ recorded: true });
    await desk.sums(ended, { captured: 1 });
  });

  it('hold nothing of the person', async () => {
    await anActitoHook('CUSTOM_ACTION_TRIGGER');
    const path = pathOf((await received(anAction('a-5')))['notifyOK']);
    const [parts = ''] = path.slice('/v1/callbacks/'.length).split('.');
    expect(Buffer.from(parts, 'base64url').toString()).not.to.contain('p-1');
  });
});
