import 'reflect-metadata';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type AcceptanceDesk, acceptanceDesk } from '../support/acceptance-desk';
import { EMBEDDED } from '../support/engine-kinds';
import { readConfig } from '../../src/infrastructure/config/read-config';
import { openEngine } from '../../src/infrastructure/engine/open-engine';
import { startEngine } from '../../src/infrastructure/engine/start-engine';
import { API_KEY, engineSettings } from '../crash/engine-settings';
import { freePort } from '../support/free-port';
import { waitUntil } from '../support/wait-until';

describe('A backup of an engine’s files (docs/operations.md)', () => {
  let desk: AcceptanceDesk;
  let folder: string;
  beforeEach(async () => {
    desk = await acceptanceDesk(EMBEDDED);
    folder = mkdtempSync(join(tmpdir(), 'hookline-restored-'));
  });
  afterEach(async () => {
    await desk.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const copy = (...beginnings: ReadonlyArray<string>): void => {
    for (const name of readdirSync(desk.engine.folder))
      if (beginnings.some((beginning) => name.startsWith(beginning)))
        copyFileSync(join(desk.engine.folder, name), join(folder, name));
  };
  const config = async () => {
    const read = readConfig(engineSettings(folder, await freePort()));
    if (E.isLeft(read)) throw new Error(JSON.stringify(read.left));
    return read.right;
  };

  it('goes on where it was, sums and search included, without the search’s own file', async () => {
    const hook = await desk.hook({ retry: { maxAttempts: 1 } });
    desk.receiver.answerWith(() => ({ status: 400 }));
    await desk.record(0, 4);
    await desk.sums(hook, { parked: 4 });
    copy('log.sqlite', 'keys.sqlite', 'master.key');
    const engine = await startEngine(await config());
    const ask = async (path: string, method = 'GET'): Promise<Readonly<Record<string, unknown>>> =>
      (await (
        await fetch(`${engine.url}${path}`, { method, headers: { authorization: `Bearer ${API_KEY}` } })
      ).json()) as Readonly<Record<string, unknown>>;
    expect(await ask(`/v1/hooks/${String(hook)}/sum`)).to.include({ captured: 4, parked: 4, waiting: 0 });
    expect(await ask(`/v1/hooks/${String(hook)}/audit-sum`, 'POST')).to.include({ agrees: true });
    await waitUntil(async () => {
      const { parked } = await ask(`/v1/hooks/${String(hook)}/parked`);
      return (parked as ReadonlyArray<unknown>).length === 4;
    });
    await engine.stop();
  });

  it('is refused without the keys or the master key that belong to it', async () => {
    await desk.hook();
    await desk.record(0, 1);
    copy('log.sqlite', 'master.key');
    const withoutKeys = await openEngine(await config());
    expect(E.isLeft(withoutKeys) && withoutKeys.left).to.contain('keys.sqlite');
    copy('keys.sqlite');
    rmSync(join(folder, 'master.key'));
    const withoutMasterKey = await openEngine(await config());
    expect(E.isLeft(withoutMasterKey) && withoutMasterKey.left).to.match(/master key/i);
  });
});
