import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type Config } from '../../../src/infrastructure/config/config';
import { readConfig } from '../../../src/infrastructure/config/read-config';
import { serve } from '../../../src/infrastructure/engine/serve';
import { recordedProcess } from '../lifecycle/recorded-process';

describe('An engine that cannot start', () => {
  let folder: string;
  let taken: Server;
  let told: string[];

  const configured = (settings: Readonly<Record<string, string>>): Config => {
    const config = readConfig({ HOOKLINE_DATA_FOLDER: folder, HOOKLINE_LOG_LEVEL: 'silent', ...settings });
    if (E.isLeft(config)) throw new Error(JSON.stringify(config.left));
    return config.right;
  };
  const served = (settings: Readonly<Record<string, string>>): Promise<number> => {
    const note = (line: string): void => void told.push(line);
    return serve(configured(settings), recordedProcess().process, { tell: note, complain: note });
  };

  beforeEach(async () => {
    told = [];
    folder = await mkdtemp(join(tmpdir(), 'hookline-'));
    taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
  });
  afterEach(async () => {
    taken.close();
    await rm(folder, { recursive: true });
  });

  it('has told the first key all the same when its port is taken: no later start shows it', async () => {
    const { port } = taken.address() as AddressInfo;
    expect(await served({ HOOKLINE_LISTEN_PORT: String(port) })).to.equal(1);
    expect(told.join('\n')).to.match(/admin API key is shown only now: hk_\w+/);
  });

  it('names the data folder that cannot be made, and what to do', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    expect(await served({ HOOKLINE_DATA_FOLDER: file })).to.equal(1);
    expect(told).to.deep.equal([
      `The data folder ${file} cannot be used (EEXIST): name one that this user may write in HOOKLINE_DATA_FOLDER.`,
    ]);
  });

  describe('on the data of an earlier start', () => {
    const port = (): string => String((taken.address() as AddressInfo).port);
    const refusal = async (settings: Readonly<Record<string, string>> = {}): Promise<string> => {
      told = [];
      expect(await served({ HOOKLINE_LISTEN_PORT: port(), ...settings })).to.equal(1);
      return told.join('\n');
    };
    beforeEach(() => served({ HOOKLINE_LISTEN_PORT: port() }));

    it('asks for the keys when they are gone, and counts nothing as erased', async () => {
      await rm(join(folder, 'keys.sqlite'));
      expect(await refusal()).to.contain('no keys.sqlite: put back');
      expect(await readdir(folder)).not.to.include('keys.sqlite');
    });

    it('asks for the master key when its file is gone, and makes no other', async () => {
      await rm(join(folder, 'master.key'));
      expect(await refusal()).to.contain('put the key back');
      expect(await readdir(folder)).not.to.include('master.key');
    });

    it('asks for the master key when it is given another', async () => {
      expect(await refusal({ HOOKLINE_MASTER_KEY: 'ab'.repeat(32) })).to.contain('give back that master key');
    });
  });
});
