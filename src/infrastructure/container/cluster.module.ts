import { type Container } from 'inversify';
import { inMemoryCluster } from '../../adapters/outbound/membership/in-memory/in-memory-membership';
import { natsKvMembership } from '../../adapters/outbound/membership/nats-kv/nats-kv-membership';
import { remoteCaptureView } from '../../adapters/outbound/remote-queries/nats/remote-capture-view';
import { remoteDeliveryQueries } from '../../adapters/outbound/remote-queries/nats/remote-delivery-queries';
import { seatOrRemote } from '../../application/capture/seat-or-remote';
import { holdings } from '../../application/cluster/holdings';
import { shardOwnership } from '../../application/cluster/shard-ownership';
import { SHARDS } from '../../application/ports/shard-ownership';
import { TOKENS } from './tokens';

/** Which processes there are, and what is asked of those that know. */
export const bindCluster = (container: Container): void => {
  const { nats, roles } = container.get(TOKENS.config);
  container.bind(TOKENS.holdings).toResolvedValue(holdings, [TOKENS.membership]);
  container
    .bind(TOKENS.shardOwnership)
    .toResolvedValue(
      (membership, held, clock, log) => shardOwnership({ membership, holdings: held, clock, log, shards: SHARDS }),
      [TOKENS.membership, TOKENS.holdings, TOKENS.clock, TOKENS.log],
    );
  if (nats === undefined) bindAlone(container);
  else bindTogether(container);
  if (nats === undefined || roles.includes('search'))
    container.bind(TOKENS.deliveryQueries).toResolvedValue((search) => search, [TOKENS.deliverySearch]);
  else container.bind(TOKENS.deliveryQueries).toResolvedValue(remoteDeliveryQueries, [TOKENS.nats]);
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
};

const bindTogether = (container: Container): void => {
  container.bind(TOKENS.membership).toResolvedValue(
    (...[config, connection, identity, clock, log]) =>
      natsKvMembership({
        connection,
        replicas: config.nats?.replicas ?? 1,
        clock,
        log,
        member: { process: identity.random(), startedAt: clock.now(), roles: config.roles },
      }),
    [TOKENS.config, TOKENS.nats, TOKENS.identity, TOKENS.clock, TOKENS.log],
  );
  container
    .bind(TOKENS.captureView)
    .toResolvedValue(
      (seat, connection) => seatOrRemote(seat, remoteCaptureView(connection)),
      [TOKENS.captureSeat, TOKENS.nats],
    );
};
