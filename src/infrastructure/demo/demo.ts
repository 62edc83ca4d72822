import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config } from '../config/config';
import { type Engine } from '../engine/start-engine';
import { type ProcessEvents } from '../lifecycle/process-events';
import { stopSignals } from '../lifecycle/stop-signal';
import { demoConfig } from './demo-config';
import { type DemoEndpoint, openEndpoint } from './demo-endpoint';
import { DEMO_HOOKS } from './demo-hooks';
import { demoStory } from './demo-story';
import { keepText } from './keep-text';
import { stageWith } from './stage';

export interface DemoOptions {
  /** Leaves engine, receivers and data folder when the story is told. */
  readonly keep: boolean;
  readonly say: (line: string) => void;
  readonly process: ProcessEvents;
  readonly startEngine: (config: Config) => Promise<Engine>;
}

/** 0: sum and receivers agree; 1: they do not, or something did not work; 130: Ctrl-C came first. */
export type DemoExitCode = 0 | 1 | 130;

interface Running {
  readonly dataFolder: string;
  readonly endpoints: DemoEndpoint[];
  readonly isStopping: () => boolean;
  engine?: Promise<Engine>;
}

const play = async (options: DemoOptions, running: Running): Promise<DemoExitCode> => {
  const { say, startEngine, keep } = options;
  running.engine = startEngine(demoConfig(running.dataFolder));
  const { url, firstApiKey } = await running.engine;
  if (running.isStopping()) return 1;
  const apiKey = firstApiKey ?? '';
  for (const { receiver } of DEMO_HOOKS) running.endpoints.push(await openEndpoint(receiver, say));
  say(`The engine runs at ${url}, on a fresh data folder: ${running.dataFolder}`);
  const agrees = await demoStory(stageWith({ url, apiKey, say, endpoints: running.endpoints }));
  if (agrees && keep) say(keepText(url, apiKey, running.dataFolder));
  return agrees ? 0 : 1;
};

const clearAway = async ({ dataFolder, endpoints, engine }: Running, keepsData: boolean): Promise<void> => {
  await engine?.then(
    ({ stop }) => stop(),
    () => undefined,
  );
  await Promise.all(endpoints.map(({ receiver }) => receiver.stop()));
  if (!keepsData) await rm(dataFolder, { recursive: true, force: true });
};

/** `hookline demo`: an engine and its receivers in this process, the story, and everything cleared away again. */
export const demo = async (options: DemoOptions): Promise<DemoExitCode> => {
  const { keep, say } = options;
  const signals = stopSignals(options.process, () => performance.now());
  const running: Running = {
    dataFolder: await mkdtemp(join(tmpdir(), 'hookline-demo-')),
    endpoints: [],
    isStopping: signals.isStopping,
  };
  say("Hookline demo: two vendors' events, captured, signed and delivered");
  const told = play(options, running).catch((cause: unknown): DemoExitCode => {
    // What breaks because everything is being stopped is no news.
    if (!signals.isStopping())
      say(`\nThe demo did not work: ${cause instanceof Error ? cause.message : String(cause)}`);
    return 1;
  });
  const code = await Promise.race([told, signals.first.then((): DemoExitCode => 130)]);
  const isKept = keep && code === 0;
  if (isKept) await signals.first;
  say('\nStopping.');
  await clearAway(running, isKept);
  signals.close();
  return code;
};
