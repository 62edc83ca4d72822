import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}
export interface Cruise {
  readonly modules: number;
  readonly violations: ReadonlyArray<Violation>;
}

interface Report {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: ReadonlyArray<{
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }>;
  };
}

const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const rules = resolve('.dependency-cruiser.cjs');

/** Runs the project's dependency rules over `folders` of the project at `root`. */
export const cruise = (root: string, folders: ReadonlyArray<string>): Cruise => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [program, '--config', rules, '--output-type', 'json', ...folders],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env: { ...process.env, NODE_V8_COVERAGE: '' } },
  );
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser reported nothing: ${stderr}`);
  const { summary } = JSON.parse(stdout) as Report;
  return {
    modules: summary.totalCruised,
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
};
