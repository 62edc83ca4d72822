import { readFileSync } from 'node:fs';
import { connect, type ConnectionOptions, credsAuthenticator, Events, type NatsConnection } from 'nats';
import { type Log } from '../../application/ports/log';
import { type NatsSettings } from './nats-settings';

/** The open connection, for whoever passes it on. */
export type OpenNats = NatsConnection;

const RECONNECT_MS = 500;
const PING_MS = 20_000;

const tlsOf = ({ tls }: NatsSettings): Pick<ConnectionOptions, 'tls'> => (tls === undefined ? {} : { tls });

const credentialsOf = ({ credentialsFile, user, password, token }: NatsSettings): ConnectionOptions => ({
  ...(credentialsFile === undefined ? {} : { authenticator: credsAuthenticator(readFileSync(credentialsFile)) }),
  ...(user === undefined ? {} : { user }),
  ...(password === undefined ? {} : { pass: password }),
  ...(token === undefined ? {} : { token }),
});

/** One connection for the process, which never gives up: what was under way fails typed, and goes on when it is back. */
export const openNatsConnection = async (settings: NatsSettings, log: Log): Promise<NatsConnection> => {
  const servers = [...settings.servers];
  const waiting = setTimeout(() => {
    log.warn('NATS does not answer yet; waiting for it', { servers });
  }, 2 * RECONNECT_MS).unref();
  const connection = await connect({
    servers,
    name: 'hookline',
    maxReconnectAttempts: -1,
    reconnectTimeWait: RECONNECT_MS,
    waitOnFirstConnect: true,
    pingInterval: PING_MS,
    ...credentialsOf(settings),
    ...tlsOf(settings),
  }).finally(() => {
    clearTimeout(waiting);
  });
  void tellChanges(connection, log);
  return connection;
};

const tellChanges = async (connection: NatsConnection, log: Log): Promise<void> => {
  for await (const { type } of connection.status()) {
    if (type === Events.Disconnect) log.warn('the connection to NATS is lost; reconnecting');
    else if (type === Events.Reconnect) log.info('the connection to NATS is back', { server: connection.getServer() });
    else if (type === Events.Error) log.error('NATS refused something; check credentials and permissions');
  }
};
