import { join } from 'node:path';
import { startChild } from './child';
import { startEngine } from './engine';
import { PROFILES } from './event-bodies';
import { sendInClosedLoop } from './closed-loop';
import { removeFolder, scratchFolder } from './scratch-folder';

/** The bare store in a process of its own, driven by the same generator as the engine. */
export interface BareStore {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Lets an engine seal events, and starts a store that has nothing to do but to keep these bytes. */
export const startBareStore = async (): Promise<BareStore> => {
  const engine = await startEngine();
  await sendInClosedLoop(
    { url: engine.url, kind: 'click', eventsARequest: 100, connections: 4, database: () => 1 },
    { events: PROFILES },
  );
  await engine.halt();
  const folder = await scratchFolder();
  const child = startChild(join(__dirname, '..', 'store-process.js'));
  const port = await child.ask<number>('listen', { engineFolder: engine.folder, folder });
  await engine.stop();
  return {
    url: `http://127.0.0.1:${String(port)}`,
    stop: async () => {
      await child.stop();
      await removeFolder(folder);
    },
  };
};
