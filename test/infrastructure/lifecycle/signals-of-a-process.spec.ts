import { expect } from 'chai';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const program = join(__dirname, 'serving-process.js');

const started = async (mode: string): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [program, mode], { stdio: ['ignore', 'pipe', 'pipe'] });
  await once(child.stdout, 'data');
  return child;
};
const exitOf = async (child: ChildProcess): Promise<unknown> => {
  const [code] = (await once(child, 'exit')) as ReadonlyArray<unknown>;
  return code;
};

describe('A process that serves', () => {
  it('exits with 0 after SIGTERM', async () => {
    const child = await started('obedient');
    child.kill('SIGTERM');
    expect(await exitOf(child)).to.equal(0);
  });

  it('exits with 1 when it cannot stop in time', async () => {
    const child = await started('stuck');
    child.kill('SIGTERM');
    expect(await exitOf(child)).to.equal(1);
  });

  it('exits with 70 after a rejection that nobody handles', async () => {
    const child = await started('defective');
    child.kill('SIGUSR2');
    expect(await exitOf(child)).to.equal(70);
  });
});
