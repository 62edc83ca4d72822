import 'reflect-metadata';
import {
  recordingTransport,
  type RecordingTransport,
} from '../../src/adapters/outbound/delivery-transport/recording/recording-transport';
import { type ClosableCommandBus } from '../../src/application/ports/command-bus';
import { type DeliveryTransport } from '../../src/application/ports/delivery-transport';
import { type ClosableEventStore } from '../../src/application/ports/event-store';
import { type ClosableKeyStore } from '../../src/application/ports/key-store';
import { TOKENS } from '../../src/infrastructure/container/tokens';
import { IN_MEMORY } from './engine-kinds';
import { type RunningEngine, runEngine } from './running-engine';

/** Ports that a test may fill itself; each that is left out has its adapter without files or sockets. */
export interface ChosenAdapters {
  readonly transport?: DeliveryTransport;
  readonly eventStore?: ClosableEventStore;
  readonly commandBus?: ClosableCommandBus;
  readonly keyStore?: ClosableKeyStore;
}

export interface TestEngineOptions {
  readonly adapters?: ChosenAdapters;
  /** As in docs/configuration.md; they win over the test's own. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A whole engine in memory, asked over its REST door; adapters outlive its restarts. */
export interface TestEngine extends RunningEngine {
  /** Where deliveries end, unless the test chose a transport of its own: it remembers them, and answers by script. */
  readonly sent: RecordingTransport;
}

/** Starts it with the first account and its admin key. End it with `dispose`. */
export const startTestEngine = async ({
  adapters = {},
  settings = {},
}: TestEngineOptions = {}): Promise<TestEngine> => {
  const sent = recordingTransport();
  const { transport = sent, eventStore, commandBus, keyStore } = adapters;
  const running = await runEngine(
    {
      lay: async () => {
        const ground = await IN_MEMORY.lay();
        return {
          ...ground,
          swap: (container) => {
            ground.swap?.(container);
            container.rebind(TOKENS.transport).toConstantValue(transport);
            if (eventStore !== undefined) container.rebind(TOKENS.eventStore).toConstantValue(eventStore);
            if (commandBus !== undefined) container.rebind(TOKENS.commandBus).toConstantValue(commandBus);
            if (keyStore !== undefined) container.rebind(TOKENS.keyStore).toConstantValue(keyStore);
          },
        };
      },
    },
    settings,
  );
  return { ...running, sent };
};
