import { join } from 'node:path';
import { type Role, ROLES } from '../../application/ports/membership';
import { type NatsSettings } from '../connections/nats-settings';
import { type LOG_LEVELS, type SettingsDto } from './settings.dto';

export type LogLevel = (typeof LOG_LEVELS)[number];

/** Keys that were found and mean nothing to the program. */
export interface IgnoredKeys {
  readonly where: string;
  readonly keys: ReadonlyArray<string>;
}

/** What the operator decided, checked. */
export interface Config {
  readonly roles: ReadonlyArray<Role>;
  readonly dataFolder: string;
  /** Connection string; absent: SQLite. */
  readonly eventStoreDb?: string;
  /** Absent: blocks in memory, and no other process. */
  readonly nats?: NatsSettings;
  readonly listen: { readonly host: string; readonly port: number };
  readonly client: { readonly url: string; readonly apiKey?: string };
  readonly logLevel: LogLevel;
  readonly metrics: boolean;
  readonly masterKey: { readonly text?: string; readonly file: string };
  readonly firstAccount: {
    readonly account: number;
    readonly entity: string;
    readonly timeZone?: string;
    readonly apiKey?: string;
  };
  readonly destinations: {
    readonly allowList: ReadonlyArray<string>;
    readonly allowHttp: boolean;
    /** May hold a password. */
    readonly proxy?: string;
    readonly noProxy: ReadonlyArray<string>;
    /** Requests under way over all hooks. */
    readonly maxInFlight: number;
  };
  readonly retry: { readonly times: number; readonly periodSeconds: number };
  readonly retention: {
    readonly contentHours: number;
    /** Null: for ever. */
    readonly eventDays: number | null;
    readonly outcomeDays: number;
    readonly parkedDays: number;
  };
  readonly unsettled: {
    readonly blocksPerHook: number;
    readonly bytesPerHook: number;
    readonly bytesInAll: number;
  };
  /** Without a slash at its end. */
  readonly publicUrl?: string;
  readonly shutdownSeconds: number;
  readonly ignored: ReadonlyArray<IgnoredKeys>;
}

const MIB = 1024 * 1024;

const present = <Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [key in Name]?: Value } => (value === undefined ? {} : ({ [name]: value } as { [key in Name]: Value }));

const natsTlsOf = (settings: SettingsDto): NatsSettings['tls'] => {
  const files = {
    ...present('caFile', settings.HOOKLINE_NATS_CA_FILE),
    ...present('certFile', settings.HOOKLINE_NATS_CERT_FILE),
    ...present('keyFile', settings.HOOKLINE_NATS_KEY_FILE),
  };
  return Object.keys(files).length === 0 ? undefined : files;
};

const natsOf = (settings: SettingsDto): NatsSettings | undefined =>
  settings.HOOKLINE_NATS_URLS.length === 0
    ? undefined
    : {
        servers: settings.HOOKLINE_NATS_URLS,
        replicas: settings.HOOKLINE_NATS_REPLICAS,
        ...present('credentialsFile', settings.HOOKLINE_NATS_CREDENTIALS_FILE),
        ...present('user', settings.HOOKLINE_NATS_USER),
        ...present('password', settings.HOOKLINE_NATS_PASSWORD),
        ...present('token', settings.HOOKLINE_NATS_TOKEN),
        ...present('tls', natsTlsOf(settings)),
      };

export const configOf = (settings: SettingsDto, ignored: ReadonlyArray<IgnoredKeys>): Config => {
  const apiKey = settings.HOOKLINE_API_KEY === undefined ? {} : { apiKey: settings.HOOKLINE_API_KEY };
  return {
    roles: ROLES.filter((role) => settings.HOOKLINE_ROLES.includes(role)),
    dataFolder: settings.HOOKLINE_DATA_FOLDER,
    ...present('eventStoreDb', settings.HOOKLINE_EVENTSTOREDB),
    ...present('nats', natsOf(settings)),
    listen: { host: settings.HOOKLINE_LISTEN_HOST, port: settings.HOOKLINE_LISTEN_PORT },
    client: { url: settings.HOOKLINE_URL.replace(/\/$/, ''), ...apiKey },
    logLevel: settings.HOOKLINE_LOG_LEVEL,
    metrics: settings.HOOKLINE_METRICS,
    masterKey: {
      ...(settings.HOOKLINE_MASTER_KEY === undefined ? {} : { text: settings.HOOKLINE_MASTER_KEY }),
      file: settings.HOOKLINE_MASTER_KEY_FILE ?? join(settings.HOOKLINE_DATA_FOLDER, 'master.key'),
    },
    firstAccount: {
      account: settings.HOOKLINE_ACCOUNT_ID,
      entity: settings.HOOKLINE_ENTITY,
      ...(settings.HOOKLINE_TIME_ZONE === undefined ? {} : { timeZone: settings.HOOKLINE_TIME_ZONE }),
      ...apiKey,
    },
    destinations: {
      allowList: settings.HOOKLINE_ALLOW_DESTINATIONS,
      allowHttp: settings.HOOKLINE_ALLOW_HTTP,
      ...present('proxy', settings.HOOKLINE_PROXY),
      noProxy: settings.HOOKLINE_NO_PROXY,
      maxInFlight: settings.HOOKLINE_MAX_IN_FLIGHT,
    },
    retry: { times: settings.HOOK_RETRY_TIMES, periodSeconds: settings.HOOK_RETRY_PERIOD_SEC },
    retention: {
      contentHours: settings.HOOK_CONTENT_CLEANUP_HOURS,
      eventDays: settings.EVENT_RETENTION_DAYS === 0 ? null : settings.EVENT_RETENTION_DAYS,
      outcomeDays: settings.OUTCOME_RETENTION_DAYS,
      parkedDays: settings.PARKED_RETENTION_DAYS,
    },
    unsettled: {
      blocksPerHook: settings.HOOKLINE_UNSETTLED_BLOCKS_PER_HOOK,
      bytesPerHook: settings.HOOKLINE_UNSETTLED_MIB_PER_HOOK * MIB,
      bytesInAll: settings.HOOKLINE_UNSETTLED_MIB_IN_ALL * MIB,
    },
    ...present('publicUrl', settings.HOOKLINE_PUBLIC_URL?.replace(/\/+$/, '')),
    shutdownSeconds: settings.HOOKLINE_SHUTDOWN_SECONDS,
    ignored,
  };
};
