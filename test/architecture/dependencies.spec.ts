import { expect } from 'chai';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type Violation } from './cruise';
import { planted } from './planted';

const write = (root: string, file: string, content: string): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
};

const runtime = ['inversify', 'class-validator', 'fastify', 'commander', 'undici', 'better-sqlite3', 'pino'];
const versions = (names: ReadonlyArray<string>): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, '1.0.0']));

const plantProject = (root: string): void => {
  const manifest = { dependencies: versions([...runtime, 'fp-ts']), devDependencies: versions(['chai']) };
  write(root, 'package.json', JSON.stringify(manifest));
  write(root, 'node_modules/fp-ts/package.json', '{"name":"fp-ts","version":"1.0.0"}');
  write(root, 'node_modules/fp-ts/Either/package.json', '{"main":"../Either.js"}');
  write(root, 'node_modules/fp-ts/Either.js', '');
  for (const name of [...runtime, 'chai']) {
    write(root, `node_modules/${name}/package.json`, `{"name":"${name}","version":"1.0.0","main":"main.js"}`);
    write(root, `node_modules/${name}/main.js`, '');
  }
  for (const { file, content } of planted) write(root, file, content);
};

describe('The layers', function () {
  this.timeout(60_000);

  it('hold in every file of src, test and bench', () => {
    const { modules, violations } = cruise(
      process.cwd(),
      ['src', 'test', 'bench'].filter((folder) => existsSync(folder)),
    );
    expect(modules).to.be.greaterThan(20);
    expect(violations).to.deep.equal([]);
  });

  describe('of a planted project', () => {
    let root: string;
    let violations: ReadonlyArray<Violation>;
    const reportedFor = (file: string): ReadonlyArray<string> =>
      violations.filter(({ from }) => from === file).map(({ rule }) => rule);

    before(() => {
      root = realpathSync(mkdtempSync(join(tmpdir(), 'hookline-layers-')));
      plantProject(root);
      ({ violations } = cruise(root, ['src', 'test']));
    });
    after(() => {
      rmSync(root, { recursive: true, force: true });
    });

    for (const { file, rule } of planted) {
      if (rule === null)
        it(`allow ${file}`, () => {
          expect(reportedFor(file).filter((reported) => reported !== 'no-orphans')).to.deep.equal([]);
        });
      else
        it(`report ${file} by ${rule}`, () => {
          expect(reportedFor(file)).to.include(rule);
        });
    }
  });
});
