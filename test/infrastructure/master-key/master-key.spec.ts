import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import {
  type LoadedMasterKey,
  loadMasterKey,
  type MasterKeySource,
} from '../../../src/infrastructure/master-key/master-key';

const HEX = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
const BASE64 = Buffer.from(HEX, 'hex').toString('base64');

const loaded = async (source: MasterKeySource): Promise<LoadedMasterKey> => {
  const result = await loadMasterKey(source)();
  if (E.isLeft(result)) throw new Error(result.left.detail);
  return result.right;
};
const refusal = async (source: MasterKeySource): Promise<string> => {
  const result = await loadMasterKey(source)();
  if (E.isRight(result)) throw new Error('a master key was taken that should be refused');
  expect(result.left.type).to.equal('MasterKeyRefused');
  return result.left.detail;
};
const hexOf = ({ key }: LoadedMasterKey): string => key.export().toString('hex');

describe('The master key', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hookline-master-'));
    file = join(folder, 'master.key');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  describe('of a first start', () => {
    it('is made at random, kept in a file for this user only, and said to be new', async () => {
      const first = await loaded({ file });
      expect(first).to.include({ created: true, from: 'file' });
      expect((await stat(file)).mode & 0o777).to.equal(0o600);
      expect(await readdir(folder)).to.deep.equal(['master.key']);
      expect((await readFile(file, 'utf8')).trim()).to.equal(hexOf(first));
    });

    it('is the same at the second start, and no longer new', async () => {
      const first = await loaded({ file });
      const second = await loaded({ file });
      expect(second.created).to.equal(false);
      expect(hexOf(second)).to.equal(hexOf(first));
    });

    it('is one key, also when two processes start at once', async () => {
      const keys = await Promise.all([loaded({ file }), loaded({ file }), loaded({ file })]);
      expect(new Set(keys.map(hexOf)).size).to.equal(1);
      expect(keys.filter(({ created }) => created)).to.have.length(1);
    });

    it('is refused where no file can be written, with what to do', async () => {
      expect(await refusal({ file: join(folder, 'missing', 'master.key') })).to.contain('HOOKLINE_MASTER_KEY');
    });
  });

  describe('of the environment', () => {
    it('may be hex or base64, and leaves the file alone', async () => {
      for (const text of [HEX, HEX.toUpperCase(), BASE64, ` ${BASE64}\n`]) {
        const key = await loaded({ file, text });
        expect(key).to.include({ created: false, from: 'environment' });
        expect(hexOf(key)).to.equal(HEX);
      }
      expect(await readdir(folder)).to.deep.equal([]);
    });

    it('is refused when it is no 32 bytes, without repeating it', async () => {
      for (const text of [
        '',
        'secret',
        HEX.slice(2),
        `${HEX}00`,
        `${HEX.slice(1)}g`,
        BASE64.slice(0, 40),
        'ä'.repeat(32),
      ]) {
        const detail = await refusal({ file, text });
        expect(detail).to.contain('HOOKLINE_MASTER_KEY').and.contain('openssl rand -hex 32');
        if (text !== '') expect(detail).not.to.contain(text);
      }
    });
  });

  describe('in a file', () => {
    it('may be base64 as well', async () => {
      await writeFile(file, `${BASE64}\n`, { mode: 0o600 });
      expect(hexOf(await loaded({ file }))).to.equal(HEX);
    });

    it('is refused when the file can be read by others, with the command that mends it', async () => {
      for (const mode of [0o640, 0o604, 0o620]) {
        await writeFile(file, HEX);
        await chmod(file, mode);
        expect(await refusal({ file })).to.contain(`chmod 600 ${file}`);
      }
    });

    it('is refused when it is damaged, and the file is not replaced', async () => {
      await writeFile(file, HEX.slice(0, 10), { mode: 0o600 });
      expect(await refusal({ file })).to.contain(file);
      expect(await readFile(file, 'utf8')).to.equal(HEX.slice(0, 10));
    });
  });
});
