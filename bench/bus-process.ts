import { randomUUID } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { AckPolicy, connect, DiscardPolicy, type NatsConnection, RetentionPolicy, StorageType } from 'nats';
import { systemClock } from '../src/adapters/outbound/clock/system/system-clock';
import { allShards } from '../src/adapters/outbound/command-bus/all-shards';
import { jetStreamCommandBus } from '../src/adapters/outbound/command-bus/nats-jetstream/jet-stream-command-bus';
import { sealBlocks } from '../src/adapters/outbound/command-bus/nats-jetstream/sealed-blocks';
import { inMemoryKeyStore } from '../src/adapters/outbound/key-store/in-memory/in-memory-key-store';
import { type BlockCommand } from '../src/application/deliver/block-command';
import { type ClosableCommandBus } from '../src/application/ports/command-bus';
import { SHARDS } from '../src/application/ports/shard-ownership';
import { answering } from './harness/answering';
import { type BlockKind, blocksOf } from './harness/blocks';
import { monotonic, sleep } from './harness/monotonic';

/** Publishing, taking and acknowledging, by the client of NATS alone and by the bus; two connections, as capture and worker have. */
const BARE = 'BENCH_BARE';
const IN_FLIGHT = 256;
const A_CALL = 32;
const HELD = { maxCommands: 20_000, maxBytes: 128 * 1024 ** 2 };
const STREAM_BYTES = 1024 ** 3;
const LOOK_EVERY_MS = 2;

interface Bound {
  readonly kind: BlockKind;
  readonly ms: number;
}

const keyStore = inMemoryKeyStore();
const log = { info: () => undefined, warn: () => undefined, error: (message: string) => console.error(message) };
const connections: NatsConnection[] = [];
const buses: ClosableCommandBus[] = [];

const connected = async (servers: string): Promise<NatsConnection> => {
  const connection = await connect({ servers });
  connections.push(connection);
  return connection;
};

let published = 0;
let taken = 0;

/** Blocks a second from the first publication to the last acknowledgement. */
const rate = async (lanes: number, ms: number, publish: () => Promise<number>): Promise<number> => {
  [published, taken] = [0, 0];
  const startedAt = monotonic();
  const deadline = startedAt + ms;
  const lane = async (): Promise<void> => {
    while (monotonic() < deadline) published += await publish();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  while (taken < published) await sleep(LOOK_EVERY_MS);
  return (taken * 1000) / (monotonic() - startedAt);
};

let publishBare: (data: Uint8Array) => Promise<unknown>;
let publishBlocks: ClosableCommandBus['publish'];

/** A work queue of the same kind as that of the blocks, and one consumer that acknowledges what it gets. */
const openBare = async (publisher: NatsConnection, consumer: NatsConnection): Promise<void> => {
  const manager = await publisher.jetstreamManager();
  await manager.streams.add({
    name: BARE,
    subjects: ['bench.bare'],
    retention: RetentionPolicy.Workqueue,
    storage: StorageType.File,
    discard: DiscardPolicy.New,
    max_bytes: STREAM_BYTES,
  });
  await manager.consumers.add(BARE, { durable_name: 'bare', ack_policy: AckPolicy.Explicit, max_ack_pending: 32_768 });
  const bare = await consumer.jetstream().consumers.get(BARE, 'bare');
  await bare.consume({
    max_messages: 1_000,
    callback: (message) => {
      message.ack();
      taken++;
    },
  });
  const client = publisher.jetstream();
  publishBare = (data) => client.publish('bench.bare', data);
};

const openBus = (connection: NatsConnection): ClosableCommandBus => {
  const ownership = allShards(SHARDS);
  const stream = { maxBytes: STREAM_BYTES };
  const bus = jetStreamCommandBus({ connection, keyStore, ownership, clock: systemClock(), log, stream });
  buses.push(bus);
  return bus;
};

const open = async (servers: string): Promise<void> => {
  const [publisher, consumer] = [await connected(servers), await connected(servers)];
  await openBare(publisher, consumer);
  publishBlocks = openBus(publisher).publish;
  openBus(consumer).consume(HELD, ({ acknowledge }) => {
    acknowledge();
    taken++;
  });
};

/** The bytes of one block as the bus would publish them, published again and again. */
const bare = async ({ kind, ms }: Bound): Promise<number> => {
  const sealed = await sealBlocks(keyStore)(blocksOf(kind, 1))();
  const message = E.isRight(sealed) ? sealed.right[0] : undefined;
  if (message === undefined) throw new Error('nothing was sealed');
  return rate(IN_FLIGHT, ms, () => publishBare(message).then(() => 1));
};

const anew = (command: BlockCommand): BlockCommand => ({ ...command, block: randomUUID() });

const adapter = ({ kind, ms }: Bound): Promise<number> => {
  const commands = blocksOf(kind, A_CALL);
  return rate(IN_FLIGHT / A_CALL, ms, async () => {
    const sent = await publishBlocks(commands.map(anew))();
    if (E.isLeft(sent)) throw new Error(JSON.stringify(sent.left));
    return commands.length;
  });
};

answering({ open, bare, adapter }, async () => {
  await Promise.all(buses.map((bus) => bus.close()));
  await Promise.all(connections.map((connection) => connection.close()));
});
