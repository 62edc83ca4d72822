import { expect } from 'chai';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('The launcher', () => {
  let root: string;

  const compiled = (): void => {
    mkdirSync(join(root, 'dist/src/infrastructure'), { recursive: true });
    const program =
      'console.log("running", process.versions.node, process.argv.slice(2).join(" ")); process.exitCode = 3;';
    writeFileSync(join(root, 'dist/src/infrastructure/main.js'), program);
  };
  const nodeBeside = (): void => {
    mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
    symlinkSync(process.execPath, join(root, 'node_modules/.bin/node'));
  };
  /** Starts the launcher with `serve --json` on a Node that says it is `version`. */
  const launch = (version: string): SpawnSyncReturns<string> => {
    const disguise = join(root, 'disguise.cjs');
    const versions = `{ ...process.versions, node: ${JSON.stringify(version)} }`;
    writeFileSync(disguise, `Object.defineProperty(process, 'versions', { value: ${versions} });`);
    const launcher = join(root, 'bin/hookline.cjs');
    return spawnSync(process.execPath, ['--require', disguise, launcher, 'serve', '--json'], { encoding: 'utf8' });
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'hookline-launcher-'));
    cpSync('bin', join(root, 'bin'), { recursive: true });
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  for (const version of ['22.22.0', '22.30.1', '24.6.0', '24.21.0', '26.0.0']) {
    it(`runs the program on Node ${version}, with its arguments and exit code`, () => {
      compiled();
      const { stdout, status } = launch(version);
      expect(stdout).to.equal(`running ${version} serve --json\n`);
      expect(status).to.equal(3);
    });
  }

  for (const version of ['18.20.8', '20.20.2', '22.21.9', '23.11.0', '24.5.0']) {
    it(`hands over from Node ${version} to the one that npm installed beside it`, () => {
      compiled();
      nodeBeside();
      const { stdout, status } = launch(version);
      expect(stdout).to.equal(`running ${process.versions.node} serve --json\n`);
      expect(status).to.equal(3);
    });
  }

  it('says what to install where there is no other Node', () => {
    compiled();
    const { stdout, stderr, status } = launch('20.20.2');
    expect(stdout).to.equal('');
    expect(stderr).to.include('this is Node 20.20.2').and.to.include('Install Node 24');
    expect(status).to.equal(1);
  });

  it('says how to compile where that has not been done', () => {
    const { stderr, status } = launch('24.21.0');
    expect(stderr).to.include('npm ci && npm run build');
    expect(status).to.equal(1);
  });
});
