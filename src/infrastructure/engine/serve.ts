import * as E from 'fp-ts/Either';
import { type Config } from '../config/config';
import { TOKENS } from '../container/tokens';
import { type Part } from '../lifecycle/part';
import { type ProcessEvents } from '../lifecycle/process-events';
import { type ExitCode, runUntilSignal } from '../lifecycle/run-until-signal';
import { VERSION } from '../version';
import { openEngine, type OpenEngine } from './open-engine';

/** Where the first start says what must be kept; the log is no place for a key. */
export interface ServeOutput {
  readonly tell: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** `hookline serve`: runs the engine until a signal. */
export const serve = async (
  config: Config,
  events: ProcessEvents,
  { tell, complain }: ServeOutput,
): Promise<ExitCode> => {
  const opened = await openEngine(config, {
    tellFirstApiKey: (apiKey) => {
      tell(`Opened the first account. Its admin API key is shown only now: ${apiKey}`);
    },
  });
  if (E.isLeft(opened)) {
    complain(opened.left);
    return 1;
  }
  const { container, parts, madeMasterKey } = opened.right;
  if (madeMasterKey !== null) {
    tell(
      `Made a new master key in ${madeMasterKey} (mode 600). Keep a copy apart from the data: without it nothing sealed can be read again.`,
    );
  }
  return runUntilSignal({
    parts: [...parts, announcement(opened.right)],
    log: container.get(TOKENS.log),
    boundMs: config.shutdownSeconds * 1000,
    process: events,
    monotonic: container.get(TOKENS.clock).monotonic,
  });
};

const announcement = ({ container, address }: OpenEngine): Part => ({
  part: 'announcement',
  start: () => {
    const { host, port } = address();
    container.get(TOKENS.log).info('hookline serves', { version: VERSION, url: `http://${host}:${String(port)}` });
    return Promise.resolve();
  },
  stop: () => Promise.resolve(),
});
