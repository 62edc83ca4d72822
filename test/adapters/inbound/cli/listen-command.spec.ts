import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { Webhook } from 'standardwebhooks';
import { startReceiver } from '../../../../src/adapters/inbound/cli/listen/receiver';
import { type Surroundings } from '../../../../src/adapters/inbound/cli/surroundings';
import { aSecret } from '../../../support/delivery-builders';
import { runIn } from '../../../support/run-cli';
import { waitUntil } from '../../../support/wait-until';

const SECRET = aSecret('a');
const BODY = '[{"event_type":"click"}]';

const signed = (secret: string): Record<string, string> => {
  const at = new Date();
  return {
    'webhook-id': 'm-1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('m-1', at, BODY),
  };
};

interface Listening {
  readonly post: (secret?: string) => Promise<number>;
  readonly stop: () => Promise<{ readonly code: number; readonly out: string; readonly err: string }>;
}

/** Starts `hookline listen` and waits until it says where. */
const listening = async (
  flags: ReadonlyArray<string>,
  surroundings: Partial<Surroundings> = {},
): Promise<Listening> => {
  const stopped = Promise.withResolvers<undefined>();
  let out = '';
  let err = '';
  const ended = runIn(
    {
      out: (text) => (out += text),
      err: (text) => (err += text),
      untilStopped: () => stopped.promise,
      ...surroundings,
    },
    ['listen', ...flags],
  );
  await waitUntil(() => err.includes('Listening on '));
  const url = /http:\/\/127[^;]+/.exec(err)?.[0] ?? '';
  return {
    post: async (secret = SECRET) => {
      const { statusCode, body } = await request(`${url}/hook`, {
        method: 'POST',
        body: BODY,
        headers: signed(secret),
        reset: true,
      });
      await body.dump();
      return statusCode;
    },
    stop: async () => {
      stopped.resolve(undefined);
      const { code } = await ended;
      return { code, out, err };
    },
  };
};

describe('hookline listen', () => {
  it('prints what arrives, verified, until it is stopped', async () => {
    const { post, stop } = await listening(['--secret', SECRET]);
    expect(await post()).to.equal(204);
    const { code, out } = await stop();
    expect(out).to.match(/^\d\d:\d\d:\d\d\.\d{3} {2}\/hook {2}m-1 {2}1 event {2}click {2}verified\n$/);
    expect(code).to.equal(0);
  });

  it('knows secrets of its surroundings, of flags and of a file at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hookline-listen-'));
    try {
      writeFileSync(join(folder, 'secrets'), `# the shop's\n${aSecret('c')}\n\n`);
      const flags = ['--secret', aSecret('b'), aSecret('d'), '--secret-file', join(folder, 'secrets')];
      const { post, stop } = await listening(flags, { listenSecrets: [SECRET] });
      for (const letter of ['a', 'b', 'c', 'd', 'e']) await post(aSecret(letter));
      const { out } = await stop();
      expect(out.match(/ verified$/gm)).to.have.length(4);
      expect(out.match(/WRONG SIGNATURE$/gm)).to.have.length(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('prints JSON for programs and answers as it is told', async () => {
    const { post, stop } = await listening(['--json', '--status', '503', '--secret', SECRET]);
    expect(await post()).to.equal(503);
    const { out } = await stop();
    expect(JSON.parse(out)).to.include({ verified: true, webhookId: 'm-1', path: '/hook' });
  });

  it('prints bodies on demand', async () => {
    const { post, stop } = await listening(['--body']);
    await post();
    const { out, err } = await stop();
    expect(out).to.include('    "event_type": "click"'.trim());
    expect(err).to.include('No secret was given, so signatures are not verified.');
  });

  it('lets an answer wait', async () => {
    const { post, stop } = await listening(['--delay', '0.2']);
    const from = performance.now();
    await post();
    expect(performance.now() - from).to.be.at.least(190);
    await stop();
  });

  it('never shows a secret', async () => {
    const { stop } = await listening(['--secret', SECRET]);
    const { out, err } = await stop();
    expect(out + err).not.to.include(SECRET);
  });

  it('says so when the port is taken, and ends with 1', async () => {
    const other = await startReceiver({ secrets: () => [], onMessage: () => undefined });
    try {
      const { code, err } = await runIn({}, ['listen', '--port', String(other.port)]);
      expect(code).to.equal(1);
      expect(err)
        .to.include(`Nothing can listen on port ${String(other.port)}`)
        .and.to.include('--port');
    } finally {
      await other.stop();
    }
  });

  it('says so when the file of secrets is not there, and ends with 2', async () => {
    const { code, err } = await runIn({}, ['listen', '--secret-file', '/nowhere/secrets']);
    expect(code).to.equal(2);
    expect(err).to.include('/nowhere/secrets cannot be read');
  });
});
