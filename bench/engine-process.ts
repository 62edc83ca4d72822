import 'reflect-metadata';
import * as E from 'fp-ts/Either';
import { readConfig } from '../src/infrastructure/config/read-config';
import { type Engine, startEngine } from '../src/infrastructure/engine/start-engine';
import { answering } from './harness/answering';

/** The whole engine as `hookline serve` runs it, on the embedded default with full durability. */
let engine: Engine | null = null;

answering(
  {
    start: async (settings: Readonly<Record<string, string>>) => {
      const config = readConfig(settings);
      if (E.isLeft(config)) throw new Error(JSON.stringify(config.left));
      engine = await startEngine(config.right);
      return engine.url;
    },
  },
  async () => {
    await engine?.stop();
  },
);
