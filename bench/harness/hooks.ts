import { databaseId } from './event-bodies';

interface Where {
  readonly database: number;
  readonly url: string;
  readonly parallelism?: number;
}

/** Altcraft's way: arrays of up to 100 events, a request each. */
export const altcraftHook = ({ database, url, parallelism = 8 }: Where): object => ({
  name: `clicks of ${databaseId(database)}`,
  format: 'altcraft',
  isActive: true,
  capture: { types: ['click'], database: databaseId(database) },
  batch: { size: 100, windowSeconds: 0.1 },
  destination: { type: 'http', url },
  parallelism,
});

/** Actito's ONE_BY_ONE: a request for each event. */
export const actitoHook = ({ database, url, parallelism = 8 }: Where): object => ({
  name: `rows of ${databaseId(database)}`,
  format: 'actito',
  pushMode: 'ONE_BY_ONE',
  isActive: true,
  capture: { types: ['PROFILE_TABLE_UPDATE'], database: databaseId(database) },
  destination: { type: 'http', url },
  parallelism,
});
