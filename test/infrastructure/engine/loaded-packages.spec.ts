import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';

const run = promisify(execFile);

const STARTS = join(__dirname, '..', '..', '..', 'src', 'infrastructure', 'engine', 'start-engine.js');
const LIST = `require('reflect-metadata'); require(${JSON.stringify(STARTS)}); console.log(Object.keys(require.cache).join('\\n'));`;

describe('The program before it knows its configuration', () => {
  it('has loaded no client of a server that the embedded engine does without', async () => {
    const { stdout } = await run(process.execPath, ['-e', LIST], { cwd: process.cwd() });
    const loaded = stdout.split('\n');
    expect(loaded.some((file) => file.includes('/node_modules/fastify/'))).to.equal(true);
    expect(loaded.filter((file) => /\/node_modules\/(nats|@eventstore|@grpc)\//.test(file))).to.deep.equal([]);
  });
});
