import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openKeyTable } from '../../../../src/adapters/outbound/key-store/sqlite/key-table';
import { type KeyWriter } from '../../../../src/adapters/outbound/key-store/sqlite/key-writer';
import { threadKeyWriter } from '../../../../src/adapters/outbound/key-store/sqlite/thread-key-writer';

const row = (owner: string, wrapped = 'key') => ({ account: 1, owner, wrapped: Buffer.from(wrapped) });
const messageOf = (written: Promise<unknown>): Promise<string> =>
  written.then(
    () => 'written',
    (cause: unknown) => (cause instanceof Error ? cause.message : 'no error'),
  );

describe('The thread that writes keys', () => {
  let folder: string;
  let writer: KeyWriter;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hookline-key-thread-'));
    writer = threadKeyWriter(join(folder, 'sub', 'keys.db'));
  });
  afterEach(async () => {
    await writer.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('writes what is asked at once in the order of asking, and keeps the key that was there', async () => {
    await mkdir(join(folder, 'sub'));
    const written = await Promise.all([
      writer.insert([row('a'), row('b')]),
      writer.insert([row('b', 'another'), row('c')]),
      writer.remove(1, 'a'),
    ]);
    expect(written.slice(0, 2)).to.deep.equal([2, 1]);
    const table = openKeyTable(join(folder, 'sub', 'keys.db'));
    expect(['a', 'b', 'c'].map((owner) => table.find(1, owner)?.toString())).to.deep.equal([undefined, 'key', 'key']);
    table.close();
  });

  it('answers everybody who waits when it dies, and starts anew', async () => {
    const failed = await Promise.all([messageOf(writer.insert([row('a')])), messageOf(writer.insert([row('b')]))]);
    for (const message of failed) expect(message).to.contain('the thread that writes keys');
    await mkdir(join(folder, 'sub'));
    expect(await writer.insert([row('a')])).to.equal(1);
  });

  it('is not started again after it was closed', async () => {
    await writer.close();
    expect(await messageOf(writer.insert([row('a')]))).to.equal('the key store is closed');
  });
});
