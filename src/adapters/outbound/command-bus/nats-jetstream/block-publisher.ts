import * as E from 'fp-ts/Either';
import { type NatsConnection } from 'nats';
import { type BlockCommand } from '../../../../application/deliver/block-command';
import { permits } from '../../../../application/deliver/permits';
import { type CommandBus, type CommandBusUnavailable } from '../../../../application/ports/command-bus';
import { type KeyStore } from '../../../../application/ports/key-store';
import { type BlockStream } from './block-stream';
import { type Link } from './link';
import { asBusFailure, type PublishFailure, unavailable } from './publish-failure';
import { sealBlocks } from './sealed-blocks';
import { subjectOf } from './shards';
import { type StoredPublish } from './stored-publish';

export interface BlockPublisherDependencies {
  readonly connection: NatsConnection;
  readonly keyStore: KeyStore;
  readonly stream: BlockStream;
  readonly publish: StoredPublish['publish'];
  readonly link: Pick<Link, 'isUp' | 'up'>;
  readonly timeoutMs: number;
  readonly maxInFlight: number;
}

/** Headers count towards max_payload too. */
const HEADER_BYTES = 512;

const tooBig = (bytes: number, most: number): PublishFailure => ({
  kind: 'refused',
  retryable: false,
  detail: `a block takes ${String(bytes)} bytes and the server takes ${String(most)}; raise max_payload of nats-server`,
});

/** The gravest decides: what no repeat can mend, then full, then what may pass at the next try. */
const worst = (failures: ReadonlyArray<PublishFailure>): PublishFailure | undefined =>
  failures.find((failure) => failure.kind === 'refused' && !failure.retryable) ??
  failures.find(({ kind }) => kind === 'full') ??
  failures[0];

/** Every block with an id of its own, a bounded number in flight; what is refused is refused after all were tried. */
export const blockPublisher = (dependencies: BlockPublisherDependencies): CommandBus['publish'] => {
  const { connection, keyStore, stream, publish, link, timeoutMs, maxInFlight } = dependencies;
  const inFlight = permits(maxInFlight);
  const seal = sealBlocks(keyStore);

  const send = async (command: BlockCommand, data: Uint8Array): Promise<PublishFailure | null> => {
    const beyond = stream.lastSeen();
    const answer = await publish(subjectOf(command.hook), data, `${command.block}:${command.publication}`);
    if (answer.kind !== 'stored') return answer;
    if (!answer.duplicate) stream.saw(answer.sequence, beyond);
    return null;
  };

  /** Whether it may be sent again: then its id makes it one copy. */
  const mendable = (failure: PublishFailure): Promise<boolean> => {
    if (failure.kind === 'no stream') return stream.check();
    return failure.kind === 'unknown' ? link.up(timeoutMs) : Promise.resolve(false);
  };

  const sendSurely = async (command: BlockCommand, data: Uint8Array): Promise<PublishFailure | null> => {
    const most = connection.info?.max_payload ?? Infinity;
    if (data.byteLength + HEADER_BYTES > most) return tooBig(data.byteLength, most);
    const failure = await send(command, data);
    return failure !== null && (await mendable(failure)) ? send(command, data) : failure;
  };

  const publishAll = async (
    commands: ReadonlyArray<BlockCommand>,
    messages: ReadonlyArray<Uint8Array>,
  ): Promise<ReadonlyArray<PublishFailure>> => {
    const failures: PublishFailure[] = [];
    const sending: Promise<void>[] = [];
    for (const [at, command] of commands.entries()) {
      const permit = inFlight.take();
      if (permit !== undefined) await permit;
      const sent = sendSurely(command, messages[at] ?? new Uint8Array()).then((failure) => {
        inFlight.giveBack();
        if (failure !== null) failures.push(failure);
      });
      sending.push(sent);
    }
    await Promise.all(sending);
    return failures;
  };

  const reachable = async (): Promise<CommandBusUnavailable | null> => {
    if (connection.isClosed()) return unavailable('the connection is closed', false);
    if (!link.isUp()) return unavailable('the connection is lost; it comes back by itself', true);
    return (await stream.ready(timeoutMs)) ? null : unavailable(stream.problem(), true);
  };

  return (commands) => async () => {
    const unreachable = await reachable();
    if (unreachable !== null) return E.left(unreachable);
    const sealed = await seal(commands)();
    if (E.isLeft(sealed)) return E.left(unavailable(`the keys: ${sealed.left.detail}`, sealed.left.retryable));
    const failure = worst(await publishAll(commands, sealed.right));
    return failure === undefined ? E.right(undefined) : E.left(asBusFailure(failure));
  };
};
