import 'reflect-metadata';
import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { connect, headers as natsHeaders, type NatsConnection } from 'nats';
import { onEveryEngine } from '../support/engine-kinds';
import { runIn } from '../support/run-cli';
import { API_KEY, type RunningEngine, runEngine } from '../support/running-engine';

const OURS = {
  id: 'd-1',
  source: 'shop',
  type: 'click',
  occurredAt: '2026-11-23T08:30:00.034315796+01:00',
  subjects: { database: { id: 50 }, mailing: { id: '973', name: 'Black Friday' } },
  profile: { id: 7, fields: { email: 'user@example.com' } },
  data: { message_id: 17, link_url: 'https://a.example' },
};
const CLOUD_EVENT = {
  specversion: '1.0',
  id: 'd-2',
  source: '/shop',
  type: 'click',
  time: '2026-11-23T08:30:00Z',
  hooklineprofile: 'p-1',
  data: { message_id: 18 },
};

/** Whatever the door: a page of them, what is wrong with it, and how a structured event says what it is. */
const CASES: ReadonlyArray<readonly [name: string, document: unknown, mediaType?: string]> = [
  ['an event of ours', OURS],
  ['several', [OURS, { ...OURS, id: 'd-3' }]],
  ['a CloudEvent', CLOUD_EVENT, 'application/cloudevents+json'],
  ['a batch of CloudEvents', [CLOUD_EVENT, { ...CLOUD_EVENT, id: 'd-4' }], 'application/cloudevents-batch+json'],
  ['a CloudEvent beside an event of ours', [OURS, CLOUD_EVENT]],
  ['an event of no known type', { ...OURS, type: 'clack' }],
  ['an event with a field nobody knows', { ...OURS, color: 'red' }],
  ['a CloudEvent without a type', { ...CLOUD_EVENT, type: undefined }, 'application/cloudevents+json'],
  ['a bad event behind a good one', [OURS, { ...OURS, id: 'd-5', occurredAt: 'yesterday' }]],
];

interface Verdict {
  readonly status: number;
  readonly said: unknown;
}
type Json = Readonly<Record<string, unknown>>;

/** What each door says of the events themselves; ways to say it are its own. */
const verdictOf = (status: number, body: Json): Verdict =>
  status < 300
    ? { status: 200, said: (body['events'] as ReadonlyArray<Json>).map(({ id, event }) => ({ id, event })) }
    : { status, said: (body['errors'] as ReadonlyArray<Json>).map(({ line: _line, ...error }) => error) };

onEveryEngine('One mapping of an incoming event', (kind) => {
  let engine: RunningEngine;
  let nats: NatsConnection | null;

  beforeEach(async () => {
    const ground = await kind.lay();
    const server = ground.settings['HOOKLINE_NATS_URLS'];
    engine = await runEngine({ lay: () => Promise.resolve(ground) });
    nats = server === undefined ? null : await connect({ servers: server });
  });
  afterEach(async () => {
    await nats?.close();
    await engine.dispose();
  });

  const post = (text: string, headers: Readonly<Record<string, string>>): Promise<Response> =>
    fetch(`${engine.url()}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${API_KEY}`, ...headers },
      body: text,
    });
  const overRest = async (text: string, mediaType: string): Promise<Verdict> => {
    const answer = await post(text, { 'content-type': mediaType });
    return verdictOf(answer.status, (await answer.json()) as Json);
  };

  const overNats = async (connection: NatsConnection, text: string, mediaType: string): Promise<Verdict> => {
    const headers = natsHeaders();
    headers.set('Content-Type', mediaType);
    const answer = await connection.request('hookline.record.161', text, { headers, timeout: 20_000 });
    return verdictOf(Number(answer.headers?.get('Hookline-Status')), answer.json());
  };

  const overCli = async (text: string): Promise<Verdict> => {
    const piped = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from(text));
    };
    const { code, out, err } = await runIn(
      { connection: () => E.right({ url: engine.url(), apiKey: API_KEY }), stdin: piped() },
      ['event', 'send', '--from', '-', '--json'],
    );
    return code === 0 ? verdictOf(200, JSON.parse(out) as Json) : verdictOf(422, JSON.parse(err) as Json);
  };

  for (const [name, document, mediaType = 'application/json'] of CASES)
    it(`makes the same of ${name} at every door`, async () => {
      const text = JSON.stringify(document);
      const rest = await overRest(text, mediaType);
      expect(await overCli(text)).to.deep.equal(rest);
      if (nats !== null) expect(await overNats(nats, text, mediaType)).to.deep.equal(rest);
    });

  it('makes the very same event: what one door recorded is a repeat at the others', async () => {
    await overRest(JSON.stringify([OURS, CLOUD_EVENT]), 'application/json');
    const again = await engine.ask('POST', '/v1/events', [OURS, CLOUD_EVENT]);
    expect(again.body).to.include({ accepted: 0, repeats: 2 });
    if (nats === null) return;
    const answer = await nats.request('hookline.record.161', JSON.stringify([OURS, CLOUD_EVENT]), { timeout: 20_000 });
    expect(answer.json<Json>()).to.include({ accepted: 0, repeats: 2 });
  });

  it('knows a binary CloudEvent by its headers, over HTTP and over NATS', async () => {
    const attributes = {
      'ce-specversion': '1.0',
      'ce-id': 'd-6',
      'ce-source': '/shop',
      'ce-type': 'click',
      'ce-time': '2026-11-23T08:30:00Z',
    };
    const data = JSON.stringify({ message_id: 19 });
    const first = await post(data, { 'content-type': 'application/json', ...attributes });
    expect(await first.json()).to.include({ accepted: 1 });
    if (nats === null) return;
    const headers = natsHeaders();
    headers.set('Content-Type', 'application/json');
    for (const [key, value] of Object.entries(attributes)) headers.set(key, value);
    const again = await nats.request('hookline.record.161', data, { headers, timeout: 20_000 });
    expect(again.json<Json>()).to.include({ accepted: 0, repeats: 1 });
  });
});
