import { type Container } from 'inversify';
import { inMemoryCommandBus } from '../../adapters/outbound/command-bus/in-memory/in-memory-command-bus';
import { type Config } from '../config/config';
import { TOKENS } from './tokens';

/** Room for all that capture may have unsettled, so that the bus is never what is full. */
const boundsOf = ({ unsettled }: Config): { readonly maxCommands: number; readonly maxBytes: number } => ({
  maxCommands: 1_000_000,
  maxBytes: 2 * unsettled.bytesInAll,
});

/** NATS JetStream where the configuration names servers, otherwise blocks in memory. */
export const bindCommandBus = async (container: Container): Promise<void> => {
  if (container.get(TOKENS.config).nats !== undefined) {
    (await import('./nats.module.js')).bindJetStream(container);
    return;
  }
  container.bind(TOKENS.commandBus).toResolvedValue((config) => inMemoryCommandBus(boundsOf(config)), [TOKENS.config]);
};
