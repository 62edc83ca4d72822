import 'reflect-metadata';
import * as E from 'fp-ts/Either';
import { cliProgram } from '../adapters/inbound/cli/program';
import { explainInvalidConfig } from './config/invalid-config';
import { type Config } from './config/config';
import { readConfig, reportConfig } from './config/read-config';
import { demo } from './demo/demo';
import { serve } from './engine/serve';
import { startEngine } from './engine/start-engine';
import { VERSION } from './version';

const out = (text: string): void => {
  process.stdout.write(text);
};
const err = (text: string): void => {
  process.stderr.write(text);
};

/** Standard output is for answers; what the operator must read goes beside it. */
const sayOnErr = (line: string): void => {
  err(`${line}\n`);
};

const configured = async (
  settings: Readonly<Record<string, string | undefined>>,
  run: (config: Config) => Promise<number>,
): Promise<number> => {
  const config = readConfig(settings);
  if (E.isRight(config)) return run(config.right);
  err(`${explainInvalidConfig(config.left)}\n`);
  return 1;
};

const untilStopped = (): Promise<unknown> =>
  new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });

const program = cliProgram({
  version: VERSION,
  out,
  err,
  stdin: process.stdin,
  connection: () => {
    const config = readConfig(process.env);
    return E.isRight(config) ? E.right(config.right.client) : E.left(explainInvalidConfig(config.left));
  },
  isTerminal: process.stderr.isTTY,
  checkConfig: () => reportConfig(process.env),
  listenSecrets: (process.env['HOOKLINE_LISTEN_SECRET'] ?? '').split(',').filter((secret) => secret !== ''),
  serve: ({ roles }) =>
    configured({ ...process.env, ...(roles === undefined ? {} : { HOOKLINE_ROLES: roles }) }, (config) =>
      serve(config, process, {
        tell: sayOnErr,
        complain: sayOnErr,
      }),
    ),
  demo: ({ keep }) =>
    demo({
      keep,
      say: (line) => {
        out(`${line}\n`);
      },
      process,
      startEngine,
    }),
  untilStopped,
});

const main = async (): Promise<void> => {
  process.exit(await program(process.argv.slice(2)));
};

void main();
