import { expect } from 'chai';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { waitUntil } from '../support/wait-until';

const MAIN = join(__dirname, '../../src/infrastructure/main.js');
const WITHIN_MS = 60_000;

interface Played {
  readonly process: ChildProcessWithoutNullStreams;
  readonly told: () => string;
  /** Exit code; null: a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** The demo as a process of its own; what the environment says of an engine must not matter to it. */
const play = (...flags: ReadonlyArray<string>): Played => {
  const environment = { PATH: process.env['PATH'], HOOKLINE_DATA_FOLDER: '/nowhere', HOOKLINE_LISTEN_PORT: '1' };
  const child = spawn(process.execPath, [MAIN, 'demo', ...flags], { env: environment });
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { process: child, told: () => told, ended };
};

const folderOf = (told: string): string => /data folder: (\S+)/.exec(told)?.[1] ?? 'no folder';

describe('The demo', () => {
  it('shows events of both vendors arriving, an outage, and sums that agree, and leaves nothing behind', async () => {
    const { told, ended } = play();
    expect(await ended, told()).to.equal(0);
    const text = told();
    expect(text).to.match(/-> shop +10 in one request: +10 x deliv +signature verified/);
    expect(text).to.match(/-> imports +1 in one request: +ETL run finished +signature verified/);
    expect(text).to.match(/-> archive +\d+ in one request: +\d+ x ETL run finished +signature verified/);
    expect(text).to.match(/-> exports +1 in one request: +export finished +signature verified/);
    expect(text).to.match(/-> letters +4 in one request: +4 x custom action +signature verified/);
    expect(text).not.to.include('NOT VERIFIED');
    expect(text).to.match(/shop is stopped[^]+its circuit is open[^]+shop runs again[^]+-> shop/);
    expect(text).to.match(/^ +shop +(\d+) +\1 +0 +0 +\d+$/m);
    expect(text).to.match(/All \d+ deliveries arrived, every signature was verified, and sum and receivers agree\./);
    expect(existsSync(folderOf(text))).to.equal(false);
  }).timeout(2 * WITHIN_MS);

  it('is over at once on Ctrl-C, and leaves nothing behind', async () => {
    const { process: child, told, ended } = play();
    await waitUntil(() => told().includes('signature verified'), WITHIN_MS);
    child.kill('SIGINT');
    expect(await ended).to.equal(130);
    expect(told()).to.include('Stopping.').and.not.to.include('did not work');
    expect(existsSync(folderOf(told()))).to.equal(false);
  }).timeout(2 * WITHIN_MS);

  it('leaves the engine running with --keep, and says how to go on', async () => {
    const { process: child, told, ended } = play('--keep');
    try {
      await waitUntil(() => told().includes('until Ctrl-C'), WITHIN_MS);
      const url = /export HOOKLINE_URL=(\S+)/.exec(told())?.[1] ?? '';
      const apiKey = /export HOOKLINE_API_KEY=(\S+)/.exec(told())?.[1] ?? '';
      const answer = await fetch(`${url}/v1/hooks`, {
        headers: { authorization: `Bearer ${apiKey}`, connection: 'close' },
      });
      expect(((await answer.json()) as { hooks: unknown[] }).hooks).to.have.length(5);
    } finally {
      child.kill('SIGINT');
    }
    expect(await ended).to.equal(0);
    expect(existsSync(folderOf(told()))).to.equal(true);
    rmSync(folderOf(told()), { recursive: true });
  }).timeout(2 * WITHIN_MS);
});
