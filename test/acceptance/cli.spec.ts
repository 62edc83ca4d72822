import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/Either';
import { type ReceivedMessage } from '../../src/adapters/inbound/cli/listen/received-message';
import { type Receiver, startReceiver } from '../../src/adapters/inbound/cli/listen/receiver';
import { demoConfig } from '../../src/infrastructure/demo/demo-config';
import { type Engine, startEngine } from '../../src/infrastructure/engine/start-engine';
import { runIn } from '../support/run-cli';
import { waitUntil } from '../support/wait-until';

async function* piped(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}

const never = (): Promise<never> => new Promise(() => undefined);

describe('The command line on a running engine', () => {
  let folder: string;
  let engine: Engine;
  let receiver: Receiver;
  let received: ReceivedMessage[];
  let secrets: string[];
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hookline-cli-'));
    engine = await startEngine(demoConfig(folder));
    received = [];
    secrets = [];
    receiver = await startReceiver({ secrets: () => secrets, onMessage: (message) => received.push(message) });
  });
  after(async () => {
    await engine.stop();
    await receiver.stop();
    rmSync(folder, { recursive: true });
  });

  /** A command that must succeed; its document. */
  const json = async (line: string, stdin = ''): Promise<Readonly<Record<string, unknown>>> => {
    const connection = () =>
      E.right({ url: engine.url, ...(engine.firstApiKey === null ? {} : { apiKey: engine.firstApiKey }) });
    const { code, out, err } = await runIn({ connection, stdin: piped(stdin), untilStopped: never }, [
      ...line.split(' '),
      '--json',
    ]);
    expect(code, err).to.equal(0);
    return JSON.parse(out) as Readonly<Record<string, unknown>>;
  };

  it('makes a hook, sends events, and shows what became of them', async () => {
    const flags = `--name Clicks --format altcraft --type click --url ${receiver.url} --batch 10 --window 0.05 --active`;
    const created = await json(`hook create ${flags}`);
    secrets.push(String(created['signingSecret']));
    const hook = String(created['id']);
    const at = new Date().toISOString();
    const events = ['a', 'b', 'c'].map((id) => JSON.stringify({ id, type: 'click', occurredAt: at })).join('\n');
    expect(await json('event send --file -', events)).to.include({ accepted: 3, repeats: 0 });
    expect(await json('event send --file -', events)).to.include({ accepted: 0, repeats: 3 });
    await waitUntil(() => received.reduce((sum, message) => sum + message.events.length, 0) === 3);
    expect(received.every(({ verified }) => verified)).to.equal(true);
    expect(await json(`hook list --status active --type click`))
      .to.have.property('hooks')
      .with.length(1);
    expect(await json(`audit sum ${hook}`)).to.include({ agrees: true });
    expect(await json(`hook sum ${hook}`)).to.include({ captured: 3 });
    const replay = `replay --from ${at.slice(0, 10)} --to ${new Date().toISOString()} --hook ${hook} --dry-run`;
    const looked = await json(replay);
    expect(looked).to.include({ status: 'done', events: 3, matched: 3, missing: 0 });
    expect(await json(`replay show ${String(looked['replay'])}`)).to.deep.equal(looked);
    const found = async () => (await json('deliveries --state delivered'))['deliveries'] as ReadonlyArray<unknown>;
    await waitUntil(async () => (await found()).length === 3);
  });

  it('moves a hook through its states', async () => {
    expect(await json('hook activate 1')).to.include({ status: 'active', unchanged: true });
    expect(await json('hook suspend 1 --note maintenance')).to.include({ status: 'suspended' });
    expect(await json('hook resume 1 --skip')).to.include({ status: 'active' });
    expect(await json('hook change 1 --name Renamed')).to.include({ name: 'Renamed' });
    expect(await json('hook rotate-secret 1 --overlap-hours 1')).to.have.property('signingSecret');
    expect(await json('hook deactivate 1')).to.include({ status: 'inactive' });
    expect(await json('hook clone 1')).to.include({ id: 2, status: 'inactive' });
    expect(await json('hook show 1')).to.include({ name: 'Renamed', status: 'inactive' });
    expect(await json('hook history 1'))
      .to.have.property('history')
      .with.length(7);
    expect(await json('hook delete 2')).to.include({ status: 'deleted' });
    expect(await json('hook deliveries 1')).to.have.property('deliveries');
    expect(await json('hook parked 1')).to.deep.include({ parked: [] });
  });

  it('manages keys and lists the catalogue', async () => {
    const { keyId } = await json('key create --name shop --scope publish');
    expect(await json('key list'))
      .to.have.property('keys')
      .with.length(2);
    expect(await json(`key rotate ${String(keyId)} --overlap-hours 0`)).to.have.property('apiKey');
    expect(await json('health')).to.include({ ready: true });
    expect(await json('catalogue show click')).to.include({ code: 'click', vendor: 'altcraft', builtIn: true });
    expect(await json('catalogue --vendor actito'))
      .to.have.property('types')
      .with.length.greaterThan(10);
  });
});
