import 'reflect-metadata';
import { expect } from 'chai';
import { type AcceptanceDesk, acceptanceDesk, aDelivery } from '../support/acceptance-desk';
import { onEveryEngine } from '../support/engine-kinds';
import { waitUntil } from '../support/wait-until';

type Json = Readonly<Record<string, unknown>>;

const PERIOD = { from: '2026-10-01', to: '2026-10-03' };
const upTo = (count: number): ReadonlyArray<number> => Array.from({ length: count }, (_, index) => index);
const sorted = (numbers: ReadonlyArray<number>): ReadonlyArray<number> => [...numbers].sort((one, two) => one - two);

/** Recorded as history: the n-th on one of three days, in turns. */
const past = (id: number, more: Json = {}): Json => ({
  ...aDelivery(id),
  occurredAt: `2026-10-0${String(1 + (id % 3))}T10:00:00Z`,
  capture: false,
  ...more,
});

onEveryEngine('An export run', (kind) => {
  let desk: AcceptanceDesk;
  beforeEach(async () => {
    desk = await acceptanceDesk(kind);
  });
  afterEach(() => desk.dispose());

  const history = (from: number, count: number, more: Json = {}): Promise<Json> =>
    desk.done(
      'POST',
      '/v1/events',
      upTo(count).map((n) => past(from + n, more)),
    );
  const start = async (hook: number, more: Json = {}): Promise<string> => {
    const started = await desk.done('POST', `/v1/hooks/${String(hook)}/exports`, { ...PERIOD, ...more });
    expect(started).to.include({ status: 'in-progress', statusText: 'In Progress' });
    return String(started['run']);
  };
  const read = (run: string): Promise<Json> => desk.done('GET', `/v1/exports/${run}`);
  const becomes = async (run: string, wanted: Json): Promise<Json> => {
    let seen: Json = {};
    await waitUntil(async () => {
      seen = await read(run);
      return Object.entries(wanted).every(([name, value]) => seen[name] === value);
    }).catch((cause: unknown) => {
      throw new Error(`the run came to ${JSON.stringify(seen)}`, { cause });
    });
    return seen;
  };

  it('sends what happened on its days, day by day, and completes with its own sum', async () => {
    const hook = await desk.hook();
    await history(0, 30);
    await history(30, 3, { type: 'open' });
    await history(33, 2, { occurredAt: '2026-10-04T00:00:00Z' });
    const run = await start(hook);
    const ended = await becomes(run, { status: 'completed' });
    expect(sorted(desk.numbers())).to.deep.equal(upTo(30));
    expect(desk.numbers().map((n) => n % 3)).to.deep.equal(upTo(30).map((at) => Math.floor(at / 10)));
    expect(desk.received.every(({ verified }) => verified)).to.equal(true);
    expect(ended['sum']).to.deep.include({ captured: 30, delivered: 30, parked: 0, discarded: 0, events: 33, late: 0 });
    await desk.sums(hook, { captured: 0, delivered: 0 });
    expect(await desk.done('POST', `/v1/hooks/${String(hook)}/audit-sum`)).to.include({ agrees: true });
  });

  it('is another run the second time: the same events, other deliveries', async () => {
    const hook = await desk.hook();
    await history(0, 3);
    const first = await start(hook);
    await becomes(first, { status: 'completed' });
    const before = desk.received.map(({ headers }) => headers);
    const second = await start(hook);
    await becomes(second, { status: 'completed' });
    const after = desk.received.slice(before.length).map(({ headers }) => headers);
    const named = (name: string, of: ReadonlyArray<Readonly<Record<string, unknown>>>) => of.map((one) => one[name]);
    expect(second).not.to.equal(first);
    expect(named('hookline-event-ids', after)).to.deep.equal(named('hookline-event-ids', before));
    expect(named('webhook-id', after)).not.to.deep.equal(named('webhook-id', before));
  });

  it('is suspended and resumed by a person, over a restart, without a gap', async () => {
    const hook = await desk.hook();
    await history(0, 60);
    desk.receiver.answerWith(() => ({ status: 204, delayMs: 60 }));
    const run = await start(hook, { rateLimit: 2 });
    await waitUntil(async () => Number(((await read(run))['progress'] as Json | null)?.['perSecond'] ?? 0) > 0);
    const suspended = await desk.done('POST', `/v1/exports/${run}/suspend`);
    expect(suspended).to.deep.nested.include({ 'progress.perSecond': null, 'progress.secondsLeft': null });
    expect(await read(run)).to.include({ status: 'paused', reason: 'user' });
    await desk.engine.restart();
    expect(await read(run)).to.include({ status: 'paused', reason: 'user' });
    const answer = await desk.engine.ask('POST', `/v1/exports/${run}/suspend`);
    expect(answer.status).to.equal(409);
    await desk.done('POST', `/v1/exports/${run}/resume`);
    await becomes(run, { status: 'completed' });
    expect(sorted([...new Set(desk.numbers())])).to.deep.equal(upTo(60));
  });

  it('waits while its hook is inactive, and goes on by itself', async () => {
    const hook = await desk.hook();
    await history(0, 30);
    const run = await start(hook, { rateLimit: 1 });
    await desk.done('POST', `/v1/hooks/${String(hook)}/deactivate`);
    await becomes(run, { status: 'paused', reason: 'hook_inactive' });
    expect((await desk.engine.ask('POST', `/v1/exports/${run}/resume`)).status).to.equal(409);
    await desk.done('POST', `/v1/hooks/${String(hook)}/activate`);
    await becomes(run, { status: 'completed' });
    expect(sorted([...new Set(desk.numbers())])).to.deep.equal(upTo(30));
  });

  it('is aborted, drops what waited and says how much; deleting the hook aborts it as well', async () => {
    const hook = await desk.hook();
    await history(0, 60);
    const run = await start(hook, { rateLimit: 1 });
    await waitUntil(async () => Number(((await read(run))['progress'] as Json | null)?.['waiting'] ?? 0) > 0);
    const aborted = await desk.done('POST', `/v1/exports/${run}/abort`);
    expect(aborted).to.include({ status: 'aborted' });
    expect(aborted['dropped']).to.be.greaterThan(0);
    await waitUntil(async () => ((await read(run))['progress'] as Json)['waiting'] === 0);
    const { captured, delivered, discarded } = (await read(run))['progress'] as { readonly [name: string]: number };
    expect(Number(delivered) + Number(discarded)).to.equal(captured);
    const second = await start(hook, { rateLimit: 1 });
    await desk.done('DELETE', `/v1/hooks/${String(hook)}`);
    await becomes(second, { status: 'aborted' });
  });

  it('stops in error once all so far has parked, and goes on where it stood', async () => {
    const hook = await desk.hook({
      retry: { maxAttempts: 1 },
      batch: { size: 5 },
      ordering: { mode: 'strict', onExhausted: 'park' },
    });
    await history(0, 30);
    desk.receiver.answerWith(() => ({ status: 400 }));
    const run = await start(hook);
    await becomes(run, { status: 'error', reason: 'deliveries-parked' });
    desk.receiver.answerWith(() => ({ status: 204 }));
    await desk.done('POST', `/v1/exports/${run}/resume`);
    const ended = await becomes(run, { status: 'completed' });
    const { parked, delivered, captured } = ended['sum'] as { readonly [name: string]: number };
    expect(captured).to.equal(30);
    expect(parked).to.be.greaterThan(9);
    const again = await desk.done('POST', `/v1/exports/${run}/redeliver-parked`);
    expect(again['asked']).to.equal(parked);
    await waitUntil(async () => ((await read(run))['progress'] as Json)['delivered'] === 30);
    expect(delivered).to.be.lessThan(30);
    expect(sorted([...new Set(desk.numbers())])).to.deep.equal(upTo(30));
  });

  it('leaves out what the hook has received, live or by an earlier run', async () => {
    const hook = await desk.hook();
    const recent = new Date(Date.now() - 2 * 86_400_000).toISOString();
    const period = { from: recent.slice(0, 10), to: recent.slice(0, 10) };
    await history(0, 10, { occurredAt: recent, capture: true });
    await desk.sums(hook, { delivered: 10 });
    await history(10, 10, { occurredAt: recent });
    const first = await start(hook, { ...period, skipDelivered: true });
    const ended = await becomes(first, { status: 'completed' });
    expect(ended['sum']).to.deep.include({ captured: 10, delivered: 10, events: 20 });
    expect((ended['progress'] as Json)['leftOut']).to.deep.include({ alreadyDelivered: 10 });
    expect(sorted(desk.numbers())).to.deep.equal(upTo(20));
    await history(20, 5, { occurredAt: recent });
    const second = await start(hook, { ...period, skipDelivered: true });
    expect((await becomes(second, { status: 'completed' }))['sum']).to.deep.include({ captured: 5, events: 25 });
    expect(sorted(desk.numbers())).to.deep.equal(upTo(25));
    const tooOld = await desk.engine.ask('POST', `/v1/hooks/${String(hook)}/exports`, {
      ...PERIOD,
      skipDelivered: true,
    });
    expect(tooOld.status).to.equal(422);
  });

  const streamed = async (path: string): Promise<ReadonlyArray<Json>> => {
    const { headers, body } = await desk.engine.ask('GET', path);
    expect(headers.get('content-type')).to.equal('text/event-stream');
    return [...String(body).matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data) as Json);
  };

  it('is previewed off an index, exactly where nothing but type and database decide, else behind it', async () => {
    const hook = await desk.hook();
    await history(0, 9);
    await history(9, 3, { type: 'open' });
    const days = `from=${PERIOD.from}&to=${PERIOD.to}`;
    const path = `/v1/hooks/${String(hook)}/export-preview`;
    let seen: Json = {};
    await waitUntil(async () => (seen = await desk.done('GET', `${path}?${days}`))['events'] === 12);
    expect(seen).to.deep.include({ exact: true, matched: 9, leftOut: { notMatched: 3, notExportable: 0 } });
    expect(seen['advice']).to.match(/test event/);
    expect((seen['days'] as ReadonlyArray<Json>).map(({ matched }) => matched)).to.deep.equal([3, 3, 3]);
    const filtered = await desk.hook({ capture: { types: ['deliv'], database: '50', filters: { mailings: ['7'] } } });
    const other = `/v1/hooks/${String(filtered)}/export-preview`;
    const bound = await desk.done('GET', `${other}?${days}`);
    expect(bound).to.deep.include({ exact: false, inexactBecause: ['filters'], matched: 9 });
    const told = await streamed(`${other}/exact?${days}`);
    expect(told.at(-1)).to.deep.include({ exact: true, events: 12, matched: 0 });
  });

  it('has the days of its account, in its time zone', async () => {
    const opened = await desk.done('POST', '/v1/accounts', { account: 7, entity: 'Paris', timeZone: 'Europe/Paris' });
    const key = { authorization: `Bearer ${String(opened['apiKey'])}` };
    const asParis = async (method: string, path: string, body?: unknown): Promise<Json> => {
      const answer = await desk.engine.ask(method, path, body, key);
      expect(answer.status, JSON.stringify(answer.body)).to.be.within(200, 299);
      return answer.body as Json;
    };
    const times = ['2026-09-30T21:59:59Z', '2026-09-30T22:00:00Z', '2026-10-01T21:59:59Z', '2026-10-01T22:00:00Z'];
    await asParis(
      'POST',
      '/v1/events',
      times.map((occurredAt, n) => past(n, { occurredAt })),
    );
    const { id } = await asParis('POST', '/v1/hooks', {
      name: 'of Paris',
      format: 'altcraft',
      isActive: true,
      capture: { types: ['deliv'] },
      destination: { type: 'http', url: `${desk.receiver.url}/hook` },
    });
    const day = { from: '2026-10-01', to: '2026-10-01' };
    const { run } = await asParis('POST', `/v1/hooks/${String(id)}/exports`, day);
    let seen: Json = {};
    await waitUntil(async () => (seen = await asParis('GET', `/v1/exports/${String(run)}`))['status'] === 'completed');
    expect(seen).to.include({ timeZone: 'Europe/Paris' });
    expect((seen['progress'] as Json)['leftOut']).to.deep.include({ outsideOfPeriod: 2 });
    expect(desk.numbers()).to.deep.equal([1, 2]);
  });

  it('tells how far it is as server-sent events, up to the end', async () => {
    const hook = await desk.hook();
    await history(0, 30);
    const run = await start(hook);
    const told = await streamed(`/v1/exports/${run}/progress`);
    expect(told.at(-1)).to.include({ status: 'completed' });
    expect((told.at(-1) ?? {})['progress']).to.deep.include({ captured: 30, events: { done: 30, inAll: 30 } });
  });

  it('counts what comes late, and does not send it', async () => {
    const hook = await desk.hook();
    await history(0, 30);
    const run = await start(hook, { rateLimit: 1 });
    await history(30, 6);
    const ended = await becomes(run, { status: 'completed' });
    expect(ended['sum']).to.deep.include({ captured: 30, events: 30, late: 6 });
    expect(sorted([...new Set(desk.numbers())])).to.deep.equal(upTo(30));
  });

  it('carries no content, though what happens live does', async () => {
    const hook = await desk.hook({ addMessageContent: true });
    await desk.done('PUT', '/v1/content/m-1', { profile: 'profile-1', content: { subject: 'Only until Sunday' } });
    const about = { profile: { id: 'profile-1' }, data: { message_id: 1, send_message_id: 'm-1' } };
    await desk.done('POST', '/v1/events', past(1, { ...about, capture: true }));
    await desk.sums(hook, { delivered: 1 });
    await becomes(await start(hook), { status: 'completed' });
    const [live, exported] = desk.received.flatMap(({ body }) => JSON.parse(body) as ReadonlyArray<Json>);
    expect(live).to.have.property('content');
    expect(exported).to.include({ event_type: 'deliv' }).and.not.to.have.property('content');
  });

  it('sends the events of an erased person without the person', async () => {
    const hook = await desk.hook();
    await history(0, 7);
    await desk.done('POST', '/v1/profiles/profile-3/erase', {});
    const run = await start(hook);
    await becomes(run, { status: 'completed' });
    const messages = desk.received.flatMap(({ body }) => JSON.parse(body) as ReadonlyArray<Json>);
    expect(messages).to.have.length(7);
    const gone = messages.filter(({ profile_id: profile }) => profile === null);
    expect(gone).to.have.length(1);
    expect(gone[0]).to.deep.include({ event_type: 'deliv', _xxh: null, _md5: null, event_data: {} });
  });

  it('sends without the person also what an earlier run sent with it', async () => {
    const hook = await desk.hook();
    await history(0, 7);
    await becomes(await start(hook), { status: 'completed' });
    await desk.done('POST', '/v1/profiles/profile-3/erase', {});
    const before = desk.received.length;
    await becomes(await start(hook), { status: 'completed' });
    const messages = desk.received.slice(before).flatMap(({ body }) => JSON.parse(body) as ReadonlyArray<Json>);
    expect(messages).to.have.length(7);
    expect(messages.filter(({ profile_id: profile }) => profile === null)).to.have.length(1);
  });

  it('sends again without the person what it had parked', async () => {
    const hook = await desk.hook({ retry: { maxAttempts: 1 } });
    await history(0, 7);
    desk.receiver.answerWith(() => ({ status: 400 }));
    const run = await start(hook);
    await becomes(run, { status: 'completed' });
    await desk.done('POST', '/v1/profiles/profile-3/erase', {});
    desk.receiver.answerWith(() => ({ status: 204 }));
    const before = desk.received.length;
    expect(await desk.done('POST', `/v1/exports/${run}/redeliver-parked`)).to.include({ asked: 7 });
    await waitUntil(async () => ((await read(run))['progress'] as Json)['delivered'] === 7);
    const messages = desk.received.slice(before).flatMap(({ body }) => JSON.parse(body) as ReadonlyArray<Json>);
    expect(messages.map(({ profile_id: profile }) => profile ?? 'nobody').sort()).to.deep.equal(
      ['nobody', ...[0, 1, 2, 4, 5, 6].map((n) => `profile-${String(n)}`)].sort(),
    );
  });

  it('is refused with what to do: today, an inactive hook, one that runs already', async () => {
    const hook = await desk.hook();
    await history(0, 30);
    const path = `/v1/hooks/${String(hook)}/exports`;
    const today = new Date().toISOString().slice(0, 10);
    const refused = async (body: Json): Promise<Json> => {
      const answer = await desk.engine.ask('POST', path, body);
      expect(answer.status).to.be.within(400, 499);
      return answer.body as Json;
    };
    expect((await refused({ ...PERIOD, to: today }))['detail']).to.match(/time zone UTC.*latest \d{4}-\d{2}-\d{2}/);
    const run = await start(hook, { rateLimit: 1 });
    expect((await refused(PERIOD))['detail']).to.include(run);
    await desk.done('POST', `/v1/exports/${run}/abort`);
    await desk.done('POST', `/v1/hooks/${String(hook)}/deactivate`);
    expect((await refused(PERIOD))['detail']).to.include('Activate it');
  });
});
