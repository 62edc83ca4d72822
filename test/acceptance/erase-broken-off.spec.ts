import 'reflect-metadata';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type Receiver, startReceiver } from '../../src/adapters/inbound/cli/listen/receiver';
import { readConfig } from '../../src/infrastructure/config/read-config';
import { type Engine, startEngine } from '../../src/infrastructure/engine/start-engine';
import { API_KEY, engineSettings } from '../crash/engine-settings';
import { ALICE, eventOf, VALUES_OF_ALICE } from '../support/erase-desk';
import { type BreakingOff } from '../support/erasing-process';
import { freePort } from '../support/free-port';
import { filesWith, tracesOf } from '../support/traces-of';
import { waitUntil } from '../support/wait-until';

type Json = Readonly<Record<string, unknown>>;
interface Key {
  readonly owner: string;
  readonly wrapped: Buffer;
}

const STEPS: ReadonlyArray<BreakingOff> = ['once it is asked for', 'once the key is gone', 'before it is completed'];

const keysIn = (folder: string): ReadonlyArray<Key> => {
  const database = new Database(join(folder, 'keys.sqlite'), { readonly: true });
  const keys = database.prepare<[], Key>('SELECT owner, wrapped FROM profile_key').all();
  database.close();
  return keys.filter(({ owner }) => !owner.startsWith('responses-'));
};

describe('An erasure broken off by SIGKILL (behaviour 48)', function () {
  this.timeout(60_000);
  let folder: string;
  let port: number;
  let receiver: Receiver;
  let engine: Engine | null;

  const ask = async (method: string, path: string, body?: unknown): Promise<Json> => {
    const answer = await fetch(`http://127.0.0.1:${String(port)}${path}`, {
      method,
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as Json;
  };
  const sums = (wanted: Json): Promise<void> =>
    waitUntil(async () => {
      const sum = await ask('GET', '/v1/hooks/1/sum');
      return Object.entries(wanted).every(([name, value]) => sum[name] === value);
    });

  /** Alice and Bob are parked each, then Alice’s erasure kills the engine at the step. */
  const killedAt = async (step: BreakingOff): Promise<void> => {
    const settings = JSON.stringify(engineSettings(folder, port));
    const child = fork(join(__dirname, '../support/erasing-process.js'), [settings, step], {
      execArgv: [],
      env: { ...process.env, NODE_V8_COVERAGE: '' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(child, 'message');
    await ask('POST', '/v1/hooks', {
      name: 'deliveries',
      format: 'altcraft',
      isActive: true,
      capture: { types: ['deliv'], database: '50' },
      batch: { size: 1, windowSeconds: 0.05 },
      retry: { maxAttempts: 1 },
      destination: { type: 'http', url: `${receiver.url}/hook` },
    });
    await ask('POST', '/v1/events', [eventOf(ALICE, 1), eventOf({ id: 'bob' }, 2)]);
    await sums({ parked: 2 });
    const gone = once(child, 'exit');
    const erased = ask('POST', `/v1/profiles/${String(ALICE['id'])}/erase`);
    await erased.then(
      () => expect.fail('the engine outlived its end'),
      () => undefined,
    );
    expect((await gone)[1]).to.equal('SIGKILL');
  };
  const restarted = async (): Promise<void> => {
    const config = readConfig(engineSettings(folder, port));
    if (E.isLeft(config)) throw new Error(JSON.stringify(config.left));
    engine = await startEngine(config.right);
  };

  beforeEach(async () => {
    engine = null;
    folder = await mkdtemp(join(tmpdir(), 'hookline-erase-'));
    port = await freePort();
    receiver = await startReceiver({ secrets: () => [], onMessage: () => undefined });
    receiver.answerWith(({ body }) => ({ status: 400, body }));
  });
  afterEach(async () => {
    await engine?.stop();
    await receiver.stop();
    await rm(folder, { recursive: true, force: true });
  });

  for (const step of STEPS)
    it(`${step} is finished at the next start: the key is gone, the sums are exact, no file holds her`, async () => {
      await killedAt(step);
      expect(tracesOf(folder, VALUES_OF_ALICE), 'at the crash').to.deep.equal([]);
      const before = keysIn(folder);
      await restarted();
      await sums({ captured: 2, parked: 1, discarded: 1, waiting: 0 });
      expect(await ask('POST', '/v1/hooks/1/audit-sum')).to.include({ agrees: true });
      const after = keysIn(folder);
      expect(after).to.have.length(1);
      const dropped = before.filter(({ owner }) => !after.some((key) => key.owner === owner));
      for (const { wrapped } of dropped) expect(filesWith(folder, wrapped)).to.deep.equal([]);
      expect(dropped).to.have.length(step === 'once it is asked for' ? 1 : 0);
      expect(tracesOf(folder, VALUES_OF_ALICE), 'after the start').to.deep.equal([]);
    });

  it('and repeated by whoever asked does no harm', async () => {
    await killedAt('once the key is gone');
    await restarted();
    const repeated = await ask('POST', `/v1/profiles/${String(ALICE['id'])}/erase`);
    expect(repeated['discarded']).to.deep.equal({ parked: 0, waiting: 0 });
    await sums({ captured: 2, parked: 1, discarded: 1 });
  });
});
