import { type Container } from 'inversify';
import { inMemoryCommandBus } from '../../adapters/outbound/command-bus/in-memory/in-memory-command-bus';
import { jetStreamCommandBus } from '../../adapters/outbound/command-bus/nats-jetstream/jet-stream-command-bus';
import { type Config } from '../config/config';
import { TOKENS } from './tokens';

const LEAST_STREAM_BYTES = 1024 ** 3;

/** Room for all that capture may have unsettled, so that the bus is never what is full. */
const boundsOf = ({ unsettled }: Config): { readonly maxCommands: number; readonly maxBytes: number } => ({
  maxCommands: 1_000_000,
  maxBytes: 2 * unsettled.bytesInAll,
});

/** NATS JetStream where the configuration names servers, otherwise blocks in memory. */
export const bindCommandBus = (container: Container): void => {
  if (container.get(TOKENS.config).nats === undefined) {
    container
      .bind(TOKENS.commandBus)
      .toResolvedValue((config) => inMemoryCommandBus(boundsOf(config)), [TOKENS.config]);
    return;
  }
  container.bind(TOKENS.commandBus).toResolvedValue(
    (...[config, connection, keyStore, ownership, clock, log]) =>
      jetStreamCommandBus({
        connection,
        keyStore,
        ownership,
        clock,
        log,
        stream: {
          replicas: config.nats?.replicas ?? 1,
          maxBytes: Math.max(LEAST_STREAM_BYTES, 4 * config.unsettled.bytesInAll),
        },
      }),
    [TOKENS.config, TOKENS.nats, TOKENS.keyStore, TOKENS.shardOwnership, TOKENS.clock, TOKENS.log],
  );
};
