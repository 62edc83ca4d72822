import * as E from 'fp-ts/Either';
import { parseAllowEntry } from '../../adapters/outbound/delivery-transport/http/allow-list';
import { isZone } from '../../domain/shared/zoned-days';
import { ROLES } from '../../application/ports/membership';
import { Flag, List, OneOf, Text, WholeNumber } from './setting-decorators';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

const PATH = { allowed: 'a path' };
const isMasterKey = (text: string): boolean => /^([0-9a-fA-F]{64}|[A-Za-z0-9+/_-]{43}=?)$/.test(text.trim());
const isEntity = (text: string): boolean => /^[A-Za-z0-9._-]{1,100}$/.test(text);
const isApiKey = (text: string): boolean => /^[\x21-\x7e]{20,200}$/.test(text);
const isWebAddress = (text: string): boolean => /^https?:\/\/[^/?#]+\/?$/.test(text) && URL.canParse(text);
const isPublicUrl = (text: string): boolean => /^https?:\/\/[^?#\s@]+$/.test(text) && URL.canParse(text);
const isProxyUrl = (text: string): boolean => /^http:\/\/[^/?#\s]+\/?$/.test(text) && URL.canParse(text);
const isHost = (text: string): boolean => /^[^\s/,@]{1,255}$/.test(text);
const isRole = (entry: string): boolean => ROLES.some((role) => role === entry);
const isEventStoreDb = (text: string): boolean => /^esdb(\+discover)?:\/\/\S+$/.test(text);
const isNatsUrl = (text: string): boolean => /^(nats|tls):\/\/[^/?#@]+\/?$/.test(text);
const isAllowEntry = (entry: string): boolean => E.isRight(parseAllowEntry(entry));

/** Every setting, under its name in the environment; the values are the defaults. */
export class SettingsDto {
  @Text(
    PATH,
    'JSON file with any of these settings under these names; the environment wins. Set in the environment only.',
    { optional: true },
  )
  HOOKLINE_CONFIG?: string;
  @Text(
    PATH,
    "Altcraft's main.json: its three HOOK_ keys below are read, other keys are ignored and listed once in the log.",
    { optional: true },
  )
  HOOKLINE_MAIN_JSON?: string;
  @Text(PATH, 'Folder of the log, the keys and the read models; made when missing.')
  HOOKLINE_DATA_FOLDER = './.data/hookline';
  @Text(
    { allowed: 'a host name or an address' },
    'Where the REST door listens; 0.0.0.0 for every network of the machine.',
  )
  HOOKLINE_LISTEN_HOST = '127.0.0.1';
  @WholeNumber({ from: 0, to: 65_535 }, 'Port of the REST door; 0 takes a free one.')
  HOOKLINE_LISTEN_PORT = 8090;
  @Text(
    { allowed: 'an http or https address without a path', accepts: isWebAddress },
    'Where the commands of the CLI find the engine.',
  )
  HOOKLINE_URL = 'http://127.0.0.1:8090';
  @List(
    { allowed: `one or more of ${ROLES.join(', ')}`, accepts: isRole },
    'What this process does. Several processes share the work with EventStoreDB and NATS; `--roles` of serve wins.',
  )
  HOOKLINE_ROLES: ReadonlyArray<string> = [...ROLES];

  @Text(
    { allowed: 'a connection string such as esdb://user:password@host:2113?tls=true', accepts: isEventStoreDb },
    'EventStoreDB as the log, and as the key store. Not set: SQLite files in the data folder.',
    { secret: true, optional: true },
  )
  HOOKLINE_EVENTSTOREDB?: string;
  @List(
    {
      allowed: 'addresses such as nats://host:4222, separated by commas; user and password have settings of their own',
      accepts: isNatsUrl,
    },
    'NATS servers with JetStream: the command bus, ingestion, and what lets processes know of each other. Not set: blocks in memory.',
  )
  HOOKLINE_NATS_URLS: ReadonlyArray<string> = [];
  @WholeNumber({ from: 1, to: 5 }, 'Copies that the NATS servers keep of the bus: 3 in a cluster of three.')
  HOOKLINE_NATS_REPLICAS = 1;
  @Text(PATH, 'File with the JWT and the seed of the user at NATS.', { optional: true })
  HOOKLINE_NATS_CREDENTIALS_FILE?: string;
  @Text({ allowed: 'a user name' }, 'User at NATS, with HOOKLINE_NATS_PASSWORD.', { optional: true })
  HOOKLINE_NATS_USER?: string;
  @Text({ allowed: 'a password' }, 'Password of that user.', { secret: true, optional: true })
  HOOKLINE_NATS_PASSWORD?: string;
  @Text({ allowed: 'a token' }, 'Token for NATS, instead of a user.', { secret: true, optional: true })
  HOOKLINE_NATS_TOKEN?: string;
  @Text(PATH, 'PEM file of the authority that signed the certificate of the NATS servers; turns TLS on.', {
    optional: true,
  })
  HOOKLINE_NATS_CA_FILE?: string;
  @Text(PATH, 'PEM file of our own certificate for NATS, with HOOKLINE_NATS_KEY_FILE; turns TLS on.', {
    optional: true,
  })
  HOOKLINE_NATS_CERT_FILE?: string;
  @Text(PATH, 'PEM file of the key of that certificate.', { optional: true })
  HOOKLINE_NATS_KEY_FILE?: string;

  @OneOf(LOG_LEVELS, 'The least severe lines that are logged.')
  HOOKLINE_LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';
  @Flag('Whether the REST door offers Prometheus metrics, at `/metrics` and without a key.')
  HOOKLINE_METRICS = false;

  @Text(
    { allowed: '32 random bytes as 64 hex digits or as base64', accepts: isMasterKey },
    'Opens all keys and secrets; wins over the file. Make one with `openssl rand -hex 32`.',
    { secret: true, optional: true },
  )
  HOOKLINE_MASTER_KEY?: string;
  @Text(
    PATH,
    'File of the master key; made with mode 600 at the first start when missing. Default: master.key in the data folder.',
    { optional: true },
  )
  HOOKLINE_MASTER_KEY_FILE?: string;
  @WholeNumber({ from: 1, to: 2_147_483_647 }, 'Number of the account that the first start opens.')
  HOOKLINE_ACCOUNT_ID = 1;
  @Text(
    { allowed: 'up to 100 letters, digits, dots, dashes and underscores', accepts: isEntity },
    'Entity name of that account.',
  )
  HOOKLINE_ENTITY = 'main';
  @Text(
    { allowed: 'a time zone such as Europe/Paris', accepts: isZone },
    'Whose days historical exports of that account have. Not set: UTC.',
    { optional: true },
  )
  HOOKLINE_TIME_ZONE?: string;
  @Text(
    { allowed: '20 to 200 visible characters without blanks', accepts: isApiKey },
    'Admin key of that account, and the key that the CLI presents. Not set: the first start makes one and shows it once.',
    { secret: true, optional: true },
  )
  HOOKLINE_API_KEY?: string;
  @Text(
    { allowed: 'signing secrets (whsec_...), separated by commas' },
    'What `hookline listen` verifies signatures with, out of sight of other users.',
    { secret: true, optional: true },
  )
  HOOKLINE_LISTEN_SECRET?: string;

  @List(
    {
      allowed: 'host names, addresses or ranges such as 10.0.0.0/8, each with an optional :port, separated by commas',
      accepts: isAllowEntry,
    },
    'Destinations in private, loopback or link-local networks that hooks may send to; all others of these are refused.',
  )
  HOOKLINE_ALLOW_DESTINATIONS: ReadonlyArray<string> = [];
  @Text(
    { allowed: 'an address such as https://hooks.example.com, without a query', accepts: isPublicUrl },
    'Where receivers reach the REST door. With it custom actions that bring no links notifyOK and notifyKO get them.',
    { optional: true },
  )
  HOOKLINE_PUBLIC_URL?: string;
  @Text(
    { allowed: 'an address such as http://user:password@proxy:3128', accepts: isProxyUrl },
    'HTTP proxy through which destinations are reached (CONNECT), token endpoints included.',
    { secret: true, optional: true },
  )
  HOOKLINE_PROXY?: string;
  @List(
    { allowed: 'host names and addresses, separated by commas', accepts: isHost },
    'Destinations that are reached without the proxy; a name stands for everything below it too.',
  )
  HOOKLINE_NO_PROXY: ReadonlyArray<string> = [];
  @Flag('Whether hooks may send over http; otherwise https only.')
  HOOKLINE_ALLOW_HTTP = false;
  @WholeNumber({ from: 1, to: 10_000 }, 'Requests under way to all destinations together.')
  HOOKLINE_MAX_IN_FLIGHT = 256;

  @WholeNumber(
    { from: 1, to: 100 },
    'Attempts in all for a hook without a retry policy of its own, the first one included.',
  )
  HOOK_RETRY_TIMES = 4;
  @WholeNumber({ from: 1, to: 86_400 }, 'Seconds between two of these attempts.')
  HOOK_RETRY_PERIOD_SEC = 15;
  @WholeNumber({ from: 1, to: 8760 }, 'Hours that the content of a message is kept for later events about it.')
  HOOK_CONTENT_CLEANUP_HOURS = 72;
  @WholeNumber(
    { from: 0, to: 36_500 },
    'Days that platform events stay in the log after they were recorded; 0: for ever. At least as long as outcomes and parked deliveries.',
  )
  EVENT_RETENTION_DAYS = 0;
  @WholeNumber({ from: 1, to: 3650 }, 'Days that the outcome of each delivery stays in the log.')
  OUTCOME_RETENTION_DAYS = 30;
  @WholeNumber({ from: 1, to: 3650 }, 'Days that parked deliveries wait to be redelivered; then they are discarded.')
  PARKED_RETENTION_DAYS = 90;

  @WholeNumber({ from: 1, to: 10_000 }, 'Blocks a hook may have without an outcome before it falls behind.')
  HOOKLINE_UNSETTLED_BLOCKS_PER_HOOK = 64;
  @WholeNumber({ from: 1, to: 1024 }, 'MiB a hook may have without an outcome before it falls behind.')
  HOOKLINE_UNSETTLED_MIB_PER_HOOK = 8;
  @WholeNumber(
    { from: 1, to: 65_536 },
    'MiB without an outcome over all hooks; at the bound those with most fall behind first.',
  )
  HOOKLINE_UNSETTLED_MIB_IN_ALL = 256;
  @WholeNumber({ from: 1, to: 600 }, 'Seconds to finish what is under way after a signal to stop.')
  HOOKLINE_SHUTDOWN_SECONDS = 20;
}
