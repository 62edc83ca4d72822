import { randomUUID } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { AckPolicy, DiscardPolicy, RetentionPolicy, StorageType } from 'nats';
import { sealBlocks } from '../src/adapters/outbound/command-bus/nats-jetstream/sealed-blocks';
import { type BlockCommand } from '../src/application/deliver/block-command';
import { answering } from './harness/answering';
import { type BlockKind, blocksOf } from './harness/blocks';
import { BARE, type BusEnd, openBusEnd, STREAM_BYTES } from './harness/bus-of-blocks';
import { keysByName } from './harness/keys-by-name';
import { monotonic } from './harness/monotonic';

/** What capture does on the bus: publishing, by the client of NATS alone or by the adapter, 256 in flight, each confirmed. */
const IN_FLIGHT = 256;
const A_CALL = 32;

interface Bound {
  readonly kind: BlockKind;
  readonly ms: number;
}

const keyStore = keysByName();
let end: BusEnd | null = null;
const opened = (): BusEnd => {
  if (end === null) throw new Error('not open');
  return end;
};

/** A work queue of the same kind as that of the blocks. */
const open = async (servers: string): Promise<void> => {
  end = await openBusEnd(servers, keyStore);
  const manager = await end.connection.jetstreamManager();
  await manager.streams.add({
    name: BARE.stream,
    subjects: [BARE.subject],
    retention: RetentionPolicy.Workqueue,
    storage: StorageType.File,
    discard: DiscardPolicy.New,
    max_bytes: STREAM_BYTES,
  });
  await manager.consumers.add(BARE.stream, {
    durable_name: BARE.durable,
    ack_policy: AckPolicy.Explicit,
    max_ack_pending: 32_768,
  });
};

const publishing = async (lanes: number, ms: number, publish: () => Promise<number>) => {
  const startedAt = monotonic();
  let published = 0;
  const lane = async (): Promise<void> => {
    while (monotonic() < startedAt + ms) {
      const count = await publish();
      published += count;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { published, startedAt };
};

/** The bytes of one block as the bus would publish them, published again and again. */
const bare = async ({ kind, ms }: Bound) => {
  const sealed = await sealBlocks(keyStore)(blocksOf(kind, 1))();
  const message = E.isRight(sealed) ? sealed.right[0] : undefined;
  if (message === undefined) throw new Error('nothing was sealed');
  const client = opened().connection.jetstream();
  return publishing(IN_FLIGHT, ms, () => client.publish(BARE.subject, message).then(() => 1));
};

const anew = (command: BlockCommand): BlockCommand => ({ ...command, block: randomUUID() });

const blocks = ({ kind, ms }: Bound) => {
  const commands = blocksOf(kind, A_CALL);
  const { publish } = opened().bus;
  return publishing(IN_FLIGHT / A_CALL, ms, async () => {
    const sent = await publish(commands.map(anew))();
    if (E.isLeft(sent)) throw new Error(JSON.stringify(sent.left));
    return commands.length;
  });
};

answering({ open, bare, blocks }, async () => {
  await end?.close();
});
