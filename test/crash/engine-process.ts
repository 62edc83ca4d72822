import 'reflect-metadata';
import * as E from 'fp-ts/Either';
import { explainInvalidConfig } from '../../src/infrastructure/config/invalid-config';
import { readConfig } from '../../src/infrastructure/config/read-config';
import { startEngine } from '../../src/infrastructure/engine/start-engine';

/** The whole engine in a process that is there to be killed: says `booted` before it opens the log, `ready` once it serves. */
const run = async (settings: string): Promise<void> => {
  const config = readConfig(JSON.parse(settings) as Record<string, string>);
  if (E.isLeft(config)) throw new Error(explainInvalidConfig(config.left));
  process.send?.('booted');
  await startEngine(config.right);
  process.send?.('ready');
};

process.on('disconnect', () => process.exit(1));
void run(process.argv[2] ?? '{}').catch((cause: unknown) => {
  process.stderr.write(`${String(cause)}\n`);
  process.exit(1);
});
