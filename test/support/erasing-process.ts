import 'reflect-metadata';
import * as E from 'fp-ts/Either';
import { type ClosableEventStore } from '../../src/application/ports/event-store';
import { type ClosableKeyStore } from '../../src/application/ports/key-store';
import { readConfig } from '../../src/infrastructure/config/read-config';
import { TOKENS } from '../../src/infrastructure/container/tokens';
import { startEngine } from '../../src/infrastructure/engine/start-engine';

/** Where an erasure is broken off by SIGKILL. */
export type BreakingOff = 'once it is asked for' | 'once the key is gone' | 'before it is completed';

const killed = (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
};

const breakingKeys = (keys: ClosableKeyStore, at: BreakingOff): ClosableKeyStore => ({
  ...keys,
  drop: (account, owner) => async () => {
    if (at === 'once it is asked for') return killed();
    const dropped = await keys.drop(account, owner)();
    return at === 'once the key is gone' ? killed() : dropped;
  },
});

const breakingLog = (log: ClosableEventStore, at: BreakingOff): ClosableEventStore => ({
  ...log,
  append: (stream, expected, events) => async () =>
    at === 'before it is completed' && events.some(({ type }) => type === 'ErasureCompleted')
      ? killed()
      : log.append(stream, expected, events)(),
});

/** An engine that kills itself in the middle of the first erasure; says `ready` once it serves. */
const run = async (settings: string, at: BreakingOff): Promise<void> => {
  const config = readConfig(JSON.parse(settings) as Record<string, string>);
  if (E.isLeft(config)) throw new Error(JSON.stringify(config.left));
  await startEngine(config.right, (container) => {
    const keys = container.get(TOKENS.keyStore);
    const log = container.get(TOKENS.eventStore);
    container.rebind(TOKENS.keyStore).toConstantValue(breakingKeys(keys, at));
    container.rebind(TOKENS.eventStore).toConstantValue(breakingLog(log, at));
  });
  process.send?.('ready');
};

process.on('disconnect', () => process.exit(1));
const [, , settings = '{}', at = ''] = process.argv;
void run(settings, at as BreakingOff).catch((cause: unknown) => {
  process.stderr.write(`${String(cause)}\n`);
  process.exit(1);
});
