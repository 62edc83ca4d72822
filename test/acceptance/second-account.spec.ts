import 'reflect-metadata';
import { expect } from 'chai';
import { type Receiver, startReceiver } from '../../src/adapters/inbound/cli/listen/receiver';
import { type OpenApi } from '../../src/adapters/inbound/rest-api/openapi/document';
import { type Furnished, furnishedAccount, MARK } from '../support/furnished-account';
import { type EngineAnswer, type RunningEngine, runEngine } from '../support/running-engine';
import { waitUntil } from '../support/wait-until';
import { type WalkedCall, walkedCalls } from '../support/walked-calls';

/** So often in a row all looks the same before it is taken to be at rest. */
const STEADY = 20;

/** An account may know a person under the same id: that one it can erase. So with a message it sent. */
const OWN_NAMES = ['/v1/profiles/{id}/erase', '/v1/content/{message}'];

describe("A second account's key, at every call of the OpenAPI document,", function () {
  this.timeout(60_000);
  let engine: RunningEngine;
  let receiver: Receiver;
  let calls: ReadonlyArray<WalkedCall>;
  let owned: Furnished;
  let second: string;

  before(async () => {
    engine = await runEngine();
    receiver = await startReceiver({ secrets: () => [], onMessage: () => undefined });
    owned = await furnishedAccount({ engine, url: `${receiver.url}/hook` });
    const opened = await engine.ask('POST', '/v1/accounts', { account: 24, entity: 'OtherEntity' });
    second = (opened.body as { readonly apiKey: string }).apiKey;
    const { body } = await engine.ask('GET', '/openapi.json');
    calls = walkedCalls(body as OpenApi, owned);
  });
  after(async () => {
    await engine.dispose();
    await receiver.stop();
  });

  const asSecond = ({ method, url, body }: WalkedCall) =>
    engine.ask(method, url, body, { authorization: `Bearer ${second}` });

  /** All that the first account can see of its own. */
  const seenByFirst = async (): Promise<string> => {
    const hook = `/v1/hooks/${String(owned.hook)}`;
    const subscription = `/v1/hooks/${String(owned.subscription)}`;
    const paths = [
      ...[hook, subscription].flatMap((one) => [one, `${one}/history`, `${one}/sum`, `${one}/parked`]),
      `${hook}/deliveries/${owned.delivery}`,
      '/v1/hooks',
      '/v1/deliveries',
      '/v1/api-keys',
      '/v1/catalogue',
      '/v1/profile-fields?database=50',
      '/v1/exports',
      `/v1/exports/${owned.run}`,
      `/v1/replays/${owned.replay}`,
    ];
    const answers = await Promise.all(paths.map((path) => engine.ask('GET', path)));
    // Where the log has come to, others' events included, is nothing of an account.
    return JSON.stringify(answers.map(({ status, body }) => ({ status, body }))).replaceAll(/"position":"\d+"/g, '');
  };

  it('sees nothing of the first account and changes nothing of it (behaviour 51)', async () => {
    let standing = '';
    // What the search shows follows the log at its own pace.
    let steady = 0;
    await waitUntil(async () => {
      const seen = await seenByFirst();
      steady = seen === standing ? steady + 1 : 0;
      standing = seen;
      return steady === STEADY;
    });
    expect(standing).to.contain(MARK);
    for (const call of calls) {
      const { status, body } = await asSecond(call);
      const told = `${call.method} ${call.url} answered ${String(status)} ${JSON.stringify(body)}`;
      if (call.path.includes('{') && !OWN_NAMES.includes(call.path)) expect(status, told).to.be.within(400, 499);
      expect(withoutEcho(told.slice(told.indexOf(' answered')), call), told).to.not.contain(MARK);
      expect(await seenByFirst(), `after ${told}`).to.equal(standing);
    }
    expect(calls.length).to.be.greaterThan(50);
  });

  it('is not told apart from a key of nobody where it names what it does not own (behaviour 51)', async () => {
    const absent = { ...owned, hook: 999_999, subscription: 999_999 };
    const { body } = await engine.ask('GET', '/openapi.json');
    const strangers = walkedCalls(body as OpenApi, absent);
    for (const [index, call] of calls.entries()) {
      const stranger = strangers[index];
      if (stranger === undefined || call.url === stranger.url) continue;
      const theirs = await asSecond(call);
      const nobodys = await asSecond(stranger);
      expect(theirs.status, `${call.method} ${call.url}`).to.equal(nobodys.status);
      expect(typeOf(theirs), `${call.method} ${call.url}`).to.equal(typeOf(nobodys));
    }
  });
});

const typeOf = ({ body }: EngineAnswer): unknown => (body as { readonly type?: string }).type;

/** What the second account wrote itself may be told back to it. */
const withoutEcho = (told: string, { url, body }: WalkedCall): string =>
  [decodeURIComponent(url), JSON.stringify(body ?? '')]
    .flatMap((sent) => sent.match(/[\w-]*ofTheFirstAccount/g) ?? [])
    .reduce((text, echo) => text.replaceAll(echo, ''), told);
