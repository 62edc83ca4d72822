export const API_KEY = 'hk_test_0123456789abcdefghijklmnop';
export const ACCOUNT = 161;

/** Of an engine that is there to be killed. */
export const engineSettings = (folder: string, port: number): Readonly<Record<string, string>> => ({
  HOOKLINE_DATA_FOLDER: folder,
  HOOKLINE_LISTEN_PORT: String(port),
  HOOKLINE_LOG_LEVEL: 'warn',
  HOOKLINE_API_KEY: API_KEY,
  HOOKLINE_ACCOUNT_ID: String(ACCOUNT),
  HOOKLINE_ENTITY: 'MyEntity',
  HOOKLINE_ALLOW_HTTP: 'true',
  HOOKLINE_ALLOW_DESTINATIONS: '127.0.0.1',
});
