import { createSecretKey, randomBytes } from 'node:crypto';
import {
  type EventStreamsKeyStore,
  eventStreamsKeyStore,
  type EventStreamsKeyStoreOptions,
} from '../../src/adapters/outbound/key-store/event-streams/event-streams-key-store';
import { type EventStore } from '../../src/application/ports/event-store';
import { type UnsteadyEventStore, unsteadyEventStore } from './unsteady-event-store';

/** A log that key stores are started on; `reopen` closes it and opens it again. */
export interface LogForKeys {
  readonly log: EventStore;
  readonly reopen: () => Promise<EventStore>;
  readonly dispose: () => Promise<void>;
}
type Settings = Partial<Omit<EventStreamsKeyStoreOptions, 'eventStore'>>;

export interface EventStreamsHarness {
  readonly keyStore: EventStreamsKeyStore;
  readonly start: (settings?: Settings) => Promise<EventStreamsKeyStore>;
  readonly reopen: () => Promise<EventStreamsKeyStore>;
  /** The line of each key store started so far. */
  readonly lines: ReadonlyArray<UnsteadyEventStore>;
  readonly goDown: () => void;
  readonly comeBack: () => void;
  readonly dispose: () => Promise<void>;
}

/** Key stores on one log, each over a line of its own. */
export const eventStreamsHarness = (
  { log, reopen, dispose }: LogForKeys,
  common: Settings = {},
): EventStreamsHarness => {
  const masterKey = createSecretKey(randomBytes(32));
  const lines: UnsteadyEventStore[] = [];
  let isDown = false;
  let current = log;
  let running: EventStreamsKeyStore[] = [];
  const start = (settings: Settings = {}): EventStreamsKeyStore => {
    const line = unsteadyEventStore(current);
    if (isDown) line.goDown();
    lines.push(line);
    const keyStore = eventStreamsKeyStore({ eventStore: line, masterKey, ...common, ...settings });
    running.push(keyStore);
    return keyStore;
  };
  const stopAll = async (): Promise<void> => {
    for (const keyStore of running) await keyStore.close();
    running = [];
  };
  return {
    keyStore: start(),
    start: (settings) => Promise.resolve(start(settings)),
    reopen: async () => {
      await stopAll();
      current = await reopen();
      return start();
    },
    lines,
    goDown: () => {
      isDown = true;
      for (const line of lines) line.goDown();
    },
    comeBack: () => {
      isDown = false;
      for (const line of lines) line.comeBack();
    },
    dispose: async () => {
      await stopAll();
      await dispose();
    },
  };
};
