import { type Part } from '../../../src/infrastructure/lifecycle/part';
import { runUntilSignal } from '../../../src/infrastructure/lifecycle/run-until-signal';
import { pinoLog } from '../../../src/infrastructure/logging/pino-log';

const mode = process.argv[2];

/** Keeps the process alive as a server would. */
const serving = (): Part => {
  const timer = setInterval(() => undefined, 60_000);
  return {
    part: 'server',
    start: () => Promise.resolve(void process.stdout.write('serving\n')),
    stop: () => {
      if (mode === 'stuck') return new Promise<void>(() => undefined);
      clearInterval(timer);
      return Promise.resolve();
    },
  };
};

process.on('SIGUSR2', () => void Promise.reject(new Error('nobody handles this')));

void runUntilSignal({
  parts: [serving()],
  log: pinoLog({ level: 'info' }),
  boundMs: 50,
  process,
  monotonic: () => performance.now(),
}).then((code) => process.exit(code));
