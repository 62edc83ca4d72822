import { type Container } from 'inversify';
import { inMemoryCluster } from '../../adapters/outbound/membership/in-memory/in-memory-membership';
import { holdings } from '../../application/cluster/holdings';
import { shardOwnership } from '../../application/cluster/shard-ownership';
import { SHARDS } from '../../application/ports/shard-ownership';
import { TOKENS } from './tokens';

/** Which processes there are, and what is asked of those that know. */
export const bindCluster = async (container: Container): Promise<void> => {
  container.bind(TOKENS.holdings).toResolvedValue(holdings, [TOKENS.membership]);
  container
    .bind(TOKENS.shardOwnership)
    .toResolvedValue(
      (membership, held, clock, log) => shardOwnership({ membership, holdings: held, clock, log, shards: SHARDS }),
      [TOKENS.membership, TOKENS.holdings, TOKENS.clock, TOKENS.log],
    );
  if (container.get(TOKENS.config).nats === undefined) bindAlone(container);
  else (await import('./nats.module.js')).bindTogether(container);
};

const bindAlone = (container: Container): void => {
  container
    .bind(TOKENS.membership)
    .toResolvedValue(
      ({ roles }, identity, clock) =>
        inMemoryCluster().membership({ process: identity.random(), startedAt: clock.now(), roles }),
      [TOKENS.config, TOKENS.identity, TOKENS.clock],
    );
  container.bind(TOKENS.captureView).toResolvedValue((seat) => seat, [TOKENS.captureSeat]);
  container.bind(TOKENS.deliveryQueries).toResolvedValue((search) => search, [TOKENS.deliverySearch]);
  container.bind(TOKENS.replays).toResolvedValue((here) => here, [TOKENS.replaysHere]);
};
