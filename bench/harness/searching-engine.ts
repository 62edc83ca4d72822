import { createSecretKey, randomBytes } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { type Container } from 'inversify';
import { Pool } from 'undici';
import { readConfig } from '../../src/infrastructure/config/read-config';
import { containerFor } from '../../src/infrastructure/container/container';
import { accountPart } from '../../src/infrastructure/engine/parts/account-part';
import { directoriesPart } from '../../src/infrastructure/engine/parts/directories-part';
import { logPart } from '../../src/infrastructure/engine/parts/log-part';
import { restPart } from '../../src/infrastructure/engine/parts/rest-part';
import { searchPart } from '../../src/infrastructure/engine/parts/search-part';
import { type Part } from '../../src/infrastructure/lifecycle/part';

export const ACCOUNT = 161;
const API_KEY = 'hk_bench_0123456789abcdefghijklmnop';

export type Json = Readonly<Record<string, unknown>>;
export interface Door {
  readonly ask: (method: 'GET' | 'POST', path: string, body?: object) => Promise<Json>;
}
/** The parts of the program that answer the search, in this process, without those that would capture and send. */
export interface SearchingEngine {
  readonly container: Container;
  readonly door: Door;
  readonly stop: () => Promise<void>;
}

const doorAt = (port: number): Door & { readonly close: () => Promise<void> } => {
  const pool = new Pool(`http://127.0.0.1:${String(port)}`, { connections: 1 });
  return {
    ask: async (method, path, body) => {
      const headers = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' };
      const answer = await pool.request({
        method,
        path,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const json = (await answer.body.json()) as Json;
      if (answer.statusCode > 299) throw new Error(JSON.stringify(json));
      return json;
    },
    close: () => pool.close(),
  };
};

export const startSearching = async (folder: string): Promise<SearchingEngine> => {
  const config = readConfig({
    HOOKLINE_DATA_FOLDER: folder,
    HOOKLINE_LISTEN_PORT: '0',
    HOOKLINE_LOG_LEVEL: 'error',
    HOOKLINE_API_KEY: API_KEY,
    HOOKLINE_ACCOUNT_ID: String(ACCOUNT),
    HOOKLINE_ENTITY: 'Bench',
    HOOKLINE_ALLOW_HTTP: 'true',
  });
  if (E.isLeft(config)) throw new Error(JSON.stringify(config.left));
  const container = await containerFor(config.right, createSecretKey(randomBytes(32)));
  let port = 0;
  const parts: ReadonlyArray<Part> = [
    logPart(container),
    directoriesPart(container),
    accountPart(container, () => undefined),
    searchPart(container),
    restPart(container, (listening) => (port = listening)),
  ];
  for (const part of parts) await part.start();
  const door = doorAt(port);
  return {
    container,
    door,
    stop: async () => {
      await door.close();
      for (const part of parts.toReversed()) await part.stop();
    },
  };
};
