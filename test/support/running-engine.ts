import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/Either';
import { readConfig } from '../../src/infrastructure/config/read-config';
import { type Engine, startEngine } from '../../src/infrastructure/engine/start-engine';
import { type OpenApi } from '../../src/adapters/inbound/rest-api/openapi/document';
import { documentedCalls } from './documented-answers';
import { EMBEDDED, type EngineKind } from './engine-kinds';

/** An engine on a folder of its own, with a client that holds the admin key and fails on answers that are not documented. */
export interface RunningEngine {
  readonly folder: string;
  /** Where it listens now; another port after a restart. */
  readonly url: () => string;
  readonly ask: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<EngineAnswer>;
  /** Stops it and starts it again on the same folder. */
  readonly restart: () => Promise<void>;
  readonly dispose: () => Promise<void>;
}
export interface EngineAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

let answers: ReturnType<typeof documentedCalls> | undefined;
/** The engines of one run tell of the same calls. */
const documentedBy = async (url: string): Promise<ReturnType<typeof documentedCalls>> => {
  if (answers !== undefined) return answers;
  const document = await fetch(`${url}/openapi.json`);
  return (answers ??= documentedCalls((await document.json()) as OpenApi));
};

/** JSON as its value, anything else as text. */
const bodyOf = (type: string, text: string): unknown => {
  if (text === '') return {};
  return type.includes('json') ? JSON.parse(text) : text;
};

export const API_KEY = 'hk_test_0123456789abcdefghijklmnop';

export const runEngine = async (
  { lay }: Pick<EngineKind, 'lay'> = EMBEDDED,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningEngine> => {
  const ground = await lay();
  const folder = await mkdtemp(join(tmpdir(), 'hookline-'));
  const config = readConfig({
    HOOKLINE_DATA_FOLDER: folder,
    HOOKLINE_LISTEN_PORT: '0',
    HOOKLINE_LOG_LEVEL: 'error',
    HOOKLINE_API_KEY: API_KEY,
    HOOKLINE_ACCOUNT_ID: '161',
    HOOKLINE_ENTITY: 'MyEntity',
    HOOKLINE_ALLOW_HTTP: 'true',
    HOOKLINE_ALLOW_DESTINATIONS: '127.0.0.1',
    ...ground.settings,
    ...settings,
  });
  if (E.isLeft(config)) throw new Error(JSON.stringify(config.left));
  let engine: Engine = await startEngine(config.right, ground.swap);
  const ask: RunningEngine['ask'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${engine.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${API_KEY}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    (await documentedBy(engine.url))({
      method,
      url: path,
      status: response.status,
      type,
      text,
      ...(body === undefined ? {} : { sent: body }),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: bodyOf(type, text),
    };
  };
  return {
    folder,
    url: () => engine.url,
    ask,
    restart: async () => {
      await engine.stop();
      engine = await startEngine(config.right, ground.swap);
    },
    dispose: async () => {
      await engine.stop();
      await ground.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
