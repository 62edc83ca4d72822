import { readFileSync } from 'node:fs';
import * as E from 'fp-ts/Either';
import { connect, type ConnectionOptions, credsAuthenticator, ErrorCode, Events, type NatsConnection } from 'nats';
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

const codeOf = (cause: unknown): string =>
  typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';

const NOT_LET_IN: ReadonlySet<string> = new Set([ErrorCode.AuthorizationViolation, ErrorCode.AuthenticationExpired]);

/** A block has up to 512 KiB of bodies, or one event of 256 KiB however it is shaped; its header comes on top. */
const LEAST_PAYLOAD = 1024 * 1024;

const tooSmall = ({ info }: NatsConnection): string | null => {
  const most = info?.max_payload ?? LEAST_PAYLOAD;
  if (most >= LEAST_PAYLOAD) return null;
  return `nats-server takes messages of at most ${String(most)} bytes, blocks need ${String(LEAST_PAYLOAD)}: raise max_payload in its configuration.`;
};

const whyNot = (cause: unknown): string =>
  NOT_LET_IN.has(codeOf(cause))
    ? 'NATS does not let this process in: check HOOKLINE_NATS_USER and HOOKLINE_NATS_PASSWORD, HOOKLINE_NATS_TOKEN or HOOKLINE_NATS_CREDENTIALS_FILE against the users of the server.'
    : `NATS cannot be connected to: ${cause instanceof Error ? cause.message : String(cause)}. Check HOOKLINE_NATS_URLS and the files that the other HOOKLINE_NATS_ settings name.`;

/**
 * One connection for the process, which never gives up, not even where a server refuses it for a while: what was under
 * way fails typed, and goes on when it is back. Left: what to do when a server that answers does not take it at first.
 */
export const openNatsConnection = async (
  settings: NatsSettings,
  log: Log,
): Promise<E.Either<string, NatsConnection>> => {
  try {
    return await opened(settings, log);
  } catch (cause) {
    return E.left(whyNot(cause));
  }
};

const opened = async (settings: NatsSettings, log: Log): Promise<E.Either<string, NatsConnection>> => {
  const servers = [...settings.servers];
  const waiting = setTimeout(() => {
    log.warn('NATS does not answer yet; waiting for it', { servers });
  }, 2 * RECONNECT_MS).unref();
  const options: ConnectionOptions = {
    servers,
    name: 'hookline',
    maxReconnectAttempts: -1,
    reconnectTimeWait: RECONNECT_MS,
    waitOnFirstConnect: true,
    pingInterval: PING_MS,
    ...credentialsOf(settings),
    ...tlsOf(settings),
  };
  try {
    // The client tells a refusal at the first connect only if it may also give up later: two connections, one for each.
    const first = await connect(options);
    const problem = tooSmall(first);
    await first.close();
    if (problem !== null) return E.left(problem);
    const connection = await connect({ ...options, ignoreAuthErrorAbort: true });
    void tellChanges(connection, log);
    return E.right(connection);
  } finally {
    clearTimeout(waiting);
  }
};

const tellChanges = async (connection: NatsConnection, log: Log): Promise<void> => {
  for await (const { type } of connection.status()) {
    if (type === Events.Disconnect) log.warn('the connection to NATS is lost; reconnecting');
    else if (type === Events.Reconnect) log.info('the connection to NATS is back', { server: connection.getServer() });
    else if (type === Events.Error) log.error('NATS refused something; check credentials and permissions');
  }
};
