// The whole proof: compile, lint, every spec with coverage. The last line is the verdict that .ci/run repeats.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tool = (...path) => join(root, 'node_modules', ...path);
const counts = join(root, 'coverage', 'specs.json');

const run = (title, args, env = {}) => {
  process.stdout.write(`\n== ${title}\n`);
  const began = performance.now();
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  process.stdout.write(
    `== ${title}: ${status === 0 ? 'good' : 'FAILED'}, ${((performance.now() - began) / 1000).toFixed(0)} s\n`,
  );
  return status === 0;
};

/** Files that hold only types compile to nothing: there is nothing to cover in them. */
const typesOnly = () =>
  readdirSync(join(root, 'dist', 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) =>
      /^"use strict";\s*Object\.defineProperty\(exports, "__esModule".*\);\s*\/\/#.*\s*$/.test(
        readFileSync(file, 'utf8'),
      ),
    )
    .map((file) => relative(join(root, 'dist'), file).replace(/\.js$/, '.ts'));

const specs = () => {
  const leftOut = typesOnly().flatMap((file) => ['--exclude', file]);
  const mocha = [process.execPath, tool('mocha', 'bin', 'mocha.js'), 'dist/test/**/*.spec.js'];
  return run('specs', [tool('c8', 'bin', 'c8.js'), ...leftOut, ...mocha], { SPEC_COUNTS_FILE: counts });
};

const counted = () => {
  try {
    return JSON.parse(readFileSync(counts, 'utf8'));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
};

rmSync(join(root, 'coverage'), { recursive: true, force: true });
mkdirSync(join(root, 'coverage'), { recursive: true });
const built = run('compile', [join(root, 'scripts', 'build.mjs'), '--clean']);
const linted = built && run('lint', [tool('eslint', 'bin', 'eslint.js'), '--max-warnings', '0', '.']);
const proven = built && specs();
const { passed, failed, skipped } = counted();
process.exitCode = built && linted && proven && passed > 0 && failed === 0 ? 0 : 1;
if (!built || !linted) process.stdout.write(`\n${built ? 'Lint' : 'The compiler'} found problems, see above.\n`);
process.stdout.write(`\n${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped\n`);
