import { spawn, spawnSync } from 'node:child_process';

/** Null: the shell and the client that the documentation's commands want are here; otherwise which is not. */
export const shellMissing: string | null =
  ['bash', 'curl'].find((program) => spawnSync(program, ['--version']).status !== 0) ?? null;

export interface ShellRun {
  readonly code: number | null;
  readonly output: string;
}

/**
 * What a reader has on the PATH. serve, listen and demo go on until somebody stops them: here they only explain themselves.
 * curl fails on a refusal, and remembers the ids that calls gave away.
 */
const PRELUDE = `
set -e -o pipefail
hookline() {
  case "$1" in
    serve | listen | demo) node bin/hookline.cjs "$1" --help ;;
    *) node bin/hookline.cjs "$@" ;;
  esac
}
npx() { "$@"; }
npm() { shift 3; hookline "$@"; }
curl() { command curl --fail-with-body "$@" | tee "$ANSWER"; grep -Eq '^."(replay|keyId)"' "$ANSWER" && cp "$ANSWER" "$LAST" || true; }
last_id() { cut -d'"' -f4 "$LAST"; }
`;

const bash = (args: ReadonlyArray<string>, env: Readonly<Record<string, string>>): Promise<ShellRun> =>
  new Promise((resolve, reject) => {
    const shell = spawn('bash', args, {
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    shell.stdout.on('data', take);
    shell.stderr.on('data', take);
    shell.on('error', reject);
    shell.on('close', (code) => {
      resolve({ code, output });
    });
  });

/** Stops at the first command that fails. */
export const runInShell = (text: string, env: Readonly<Record<string, string>>): Promise<ShellRun> =>
  bash(['-c', `${PRELUDE}${text}`], env);

/** Whether it is a script at all; nothing is run. */
export const parseInShell = (text: string): Promise<ShellRun> => bash(['-n', '-c', text], {});
