import { join } from 'node:path';
import { type LOG_LEVELS, type SettingsDto } from './settings.dto';

export type LogLevel = (typeof LOG_LEVELS)[number];

/** Keys that were found and mean nothing to the program. */
export interface IgnoredKeys {
  readonly where: string;
  readonly keys: ReadonlyArray<string>;
}

/** What the operator decided, checked. */
export interface Config {
  readonly dataFolder: string;
  readonly listen: { readonly host: string; readonly port: number };
  readonly client: { readonly url: string; readonly apiKey?: string };
  readonly logLevel: LogLevel;
  readonly metrics: boolean;
  readonly masterKey: { readonly text?: string; readonly file: string };
  readonly firstAccount: { readonly account: number; readonly entity: string; readonly apiKey?: string };
  readonly destinations: {
    readonly allowList: ReadonlyArray<string>;
    readonly allowHttp: boolean;
    /** Requests under way over all hooks. */
    readonly maxInFlight: number;
  };
  readonly retry: { readonly times: number; readonly periodSeconds: number };
  readonly retention: {
    readonly contentHours: number;
    readonly outcomeDays: number;
    readonly parkedDays: number;
  };
  readonly unsettled: {
    readonly blocksPerHook: number;
    readonly bytesPerHook: number;
    readonly bytesInAll: number;
  };
  readonly shutdownSeconds: number;
  readonly ignored: ReadonlyArray<IgnoredKeys>;
}

const MIB = 1024 * 1024;

export const configOf = (settings: SettingsDto, ignored: ReadonlyArray<IgnoredKeys>): Config => {
  const apiKey = settings.HOOKLINE_API_KEY === undefined ? {} : { apiKey: settings.HOOKLINE_API_KEY };
  return {
    dataFolder: settings.HOOKLINE_DATA_FOLDER,
    listen: { host: settings.HOOKLINE_LISTEN_HOST, port: settings.HOOKLINE_LISTEN_PORT },
    client: { url: settings.HOOKLINE_URL.replace(/\/$/, ''), ...apiKey },
    logLevel: settings.HOOKLINE_LOG_LEVEL,
    metrics: settings.HOOKLINE_METRICS,
    masterKey: {
      ...(settings.HOOKLINE_MASTER_KEY === undefined ? {} : { text: settings.HOOKLINE_MASTER_KEY }),
      file: settings.HOOKLINE_MASTER_KEY_FILE ?? join(settings.HOOKLINE_DATA_FOLDER, 'master.key'),
    },
    firstAccount: { account: settings.HOOKLINE_ACCOUNT_ID, entity: settings.HOOKLINE_ENTITY, ...apiKey },
    destinations: {
      allowList: settings.HOOKLINE_ALLOW_DESTINATIONS,
      allowHttp: settings.HOOKLINE_ALLOW_HTTP,
      maxInFlight: settings.HOOKLINE_MAX_IN_FLIGHT,
    },
    retry: { times: settings.HOOK_RETRY_TIMES, periodSeconds: settings.HOOK_RETRY_PERIOD_SEC },
    retention: {
      contentHours: settings.HOOK_CONTENT_CLEANUP_HOURS,
      outcomeDays: settings.OUTCOME_RETENTION_DAYS,
      parkedDays: settings.PARKED_RETENTION_DAYS,
    },
    unsettled: {
      blocksPerHook: settings.HOOKLINE_UNSETTLED_BLOCKS_PER_HOOK,
      bytesPerHook: settings.HOOKLINE_UNSETTLED_MIB_PER_HOOK * MIB,
      bytesInAll: settings.HOOKLINE_UNSETTLED_MIB_IN_ALL * MIB,
    },
    shutdownSeconds: settings.HOOKLINE_SHUTDOWN_SECONDS,
    ignored,
  };
};
