import { type Container } from 'inversify';
import { jetStreamCommandBus } from '../../adapters/outbound/command-bus/nats-jetstream/jet-stream-command-bus';
import { natsObjectContentStore } from '../../adapters/outbound/content-store/nats-object-store/nats-object-content-store';
import { natsKvMembership } from '../../adapters/outbound/membership/nats-kv/nats-kv-membership';
import { remoteCaptureView } from '../../adapters/outbound/remote-queries/nats/remote-capture-view';
import { remoteDeliveryQueries } from '../../adapters/outbound/remote-queries/nats/remote-delivery-queries';
import { remoteEventCounts } from '../../adapters/outbound/remote-queries/nats/remote-event-counts';
import { remoteReplays } from '../../adapters/outbound/remote-queries/nats/remote-replays';
import { seatOrRemote } from '../../application/capture/seat-or-remote';
import { hereOrRemote } from '../../application/replay/here-or-remote';
import { TOKENS } from './tokens';

// Loaded only where the configuration names NATS servers: the client takes 7 MiB.

const HOUR_MS = 3_600_000;
const LEAST_STREAM_BYTES = 1024 ** 3;

/** The bus on JetStream. */
export const bindJetStream = (container: Container): void => {
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

/** Other processes, and what is asked of those that know. */
export const bindTogether = (container: Container): void => {
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
  container
    .bind(TOKENS.replays)
    .toResolvedValue(
      (seat, here, connection) => hereOrRemote(() => seat.current() !== null, here, remoteReplays(connection)),
      [TOKENS.captureSeat, TOKENS.replaysHere, TOKENS.nats],
    );
  const { roles } = container.get(TOKENS.config);
  if (roles.includes('search'))
    container.bind(TOKENS.deliveryQueries).toResolvedValue((search) => search, [TOKENS.deliverySearch]);
  else {
    container.bind(TOKENS.deliveryQueries).toResolvedValue(remoteDeliveryQueries, [TOKENS.nats]);
    container.bind(TOKENS.eventCountQueries).toResolvedValue(remoteEventCounts, [TOKENS.nats]);
  }
};

/** Contents of messages as objects of a bucket, so that every process finds them. */
export const bindObjectContents = (container: Container): void => {
  container.bind(TOKENS.contentStore).toResolvedValue(
    ({ nats, retention }, connection) =>
      natsObjectContentStore({
        connection,
        replicas: nats?.replicas ?? 1,
        keptMs: retention.contentHours * HOUR_MS,
      }),
    [TOKENS.config, TOKENS.nats],
  );
};
