import { headers, type JetStreamClient, type MsgHdrs, type NatsConnection } from 'nats';
import {
  natsIngestion,
  type NatsIngestion,
  type NatsIngestionDeps,
} from '../../src/adapters/inbound/nats-ingestion/nats-ingestion';
import { systemClock } from '../../src/adapters/outbound/clock/system/system-clock';
import { type EventInput, type RecordEvents } from '../../src/application/use-cases/events';
import { recordingInMemory } from './recording-in-memory';
import { type NatsServer, startNatsServer } from './nats-server';
import { waitUntil } from './wait-until';

export const ACCOUNT = 23;

export interface Advisory {
  readonly subject: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** A nats-server with doors at it, whose use case records in memory. */
export interface IngestionWorld {
  readonly server: NatsServer;
  readonly nats: NatsConnection;
  readonly stream: JetStreamClient;
  readonly recorded: ReadonlyArray<EventInput>;
  readonly advisories: ReadonlyArray<Advisory>;
  readonly door: (parts?: Partial<NatsIngestionDeps>) => Promise<NatsIngestion>;
  readonly publish: (
    body: unknown,
    options?: {
      readonly headers?: MsgHdrs;
      readonly msgID?: string;
      readonly account?: string;
      /** For the server's acknowledgement, ms. */
      readonly timeout?: number;
    },
  ) => Promise<number>;
  /** Messages of the stream not yet acknowledged, as the server tells. */
  readonly left: () => Promise<number>;
  readonly allSettled: () => Promise<void>;
  readonly dispose: () => Promise<void>;
}

export const withHeaders = (all: Readonly<Record<string, string>>): MsgHdrs => {
  const made = headers();
  for (const [name, value] of Object.entries(all)) made.set(name, value);
  return made;
};

const bytesOf = (body: unknown): Uint8Array =>
  body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const ingestionWorld = async (): Promise<IngestionWorld> => {
  const server = await startNatsServer();
  const nats = await server.connect();
  const manager = await nats.jetstreamManager();
  const { recordEvents, recorded } = recordingInMemory();
  const advisories: Advisory[] = [];
  const doors: NatsIngestion[] = [];
  nats.subscribe('hookline.advisories.events.*', {
    callback: (_error, message) => {
      advisories.push({ subject: message.subject, json: message.json() });
    },
  });
  const stream = nats.jetstream();
  const left = async (): Promise<number> => (await manager.streams.info('HOOKLINE_EVENTS')).state.messages;
  return {
    server,
    nats,
    stream,
    recorded,
    advisories,
    door: async (parts) => {
      const door = natsIngestion({
        connection: await server.connect(),
        recordEvents,
        isKnownAccount: (account) => account === ACCOUNT,
        clock: systemClock(),
        log: QUIET,
        ...parts,
      });
      door.start();
      doors.push(door);
      await waitUntil(door.isReady);
      return door;
    },
    publish: async (body, { headers: own, msgID, timeout = 20_000, account = String(ACCOUNT) } = {}) => {
      const options = {
        timeout,
        ...(own === undefined ? {} : { headers: own }),
        ...(msgID === undefined ? {} : { msgID }),
      };
      return (await stream.publish(`hookline.events.${account}`, bytesOf(body), options)).seq;
    },
    left,
    allSettled: () => waitUntil(async () => (await left()) === 0),
    dispose: async () => {
      await Promise.all(doors.map((door) => door.stop(2000)));
      await server.dispose();
    },
  };
};

/** Lets a test hold the store back, or break it. */
export const heldBack = (
  recordEvents: RecordEvents,
): { readonly record: RecordEvents; readonly release: () => void; readonly asked: () => number } => {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let asked = 0;
  return {
    record: (actor, events) => async () => {
      asked += 1;
      await released;
      return recordEvents(actor, events)();
    },
    release: () => {
      release();
    },
    asked: () => asked,
  };
};
