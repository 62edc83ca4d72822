// Compiles src, test and bench to dist/ when something changed since the last good build; `--clean` starts from nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const stamp = join(dist, '.built');

const filesBelow = (folder, ending) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
        .map((entry) => join(entry.parentPath, entry.name))
    : [];

const sources = ['src', 'test', 'bench'].flatMap((folder) => filesBelow(join(root, folder), '.ts'));

const fingerprint = () =>
  [...sources, join(root, 'tsconfig.json'), join(root, 'package-lock.json')]
    .map((file) => `${relative(root, file)} ${String(statSync(file).mtimeMs)} ${String(statSync(file).size)}`)
    .sort()
    .join('\n');

const removeOrphans = () => {
  const kept = new Set(sources.map((file) => relative(root, file).replace(/\.ts$/, '.js')));
  for (const output of filesBelow(dist, '.js').filter((file) => !kept.has(relative(dist, file)))) {
    rmSync(output);
    rmSync(`${output}.map`, { force: true });
  }
};

const compile = () => {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['-p', root, '--incremental', '--tsBuildInfoFile', join(dist, '.tsbuildinfo')];
  return spawnSync(process.execPath, [compiler, ...options], { stdio: 'inherit' }).status ?? 1;
};

if (process.argv.includes('--clean')) rmSync(dist, { recursive: true, force: true });
const wanted = fingerprint();
const current = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
if (!current) {
  process.stderr.write('Compiling ...\n');
  mkdirSync(dist, { recursive: true });
  rmSync(stamp, { force: true });
  removeOrphans();
  const status = compile();
  if (status === 0) writeFileSync(stamp, wanted);
  process.exitCode = status;
}
