import { API_KEY } from './engine-settings';

export interface EngineAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Asks the engine; rejects when it does not answer, which a killed one does not. */
export type Ask = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown) => Promise<EngineAnswer>;

const ANSWER_WITHIN_MS = 15_000;

export const engineClient =
  (url: string): Ask =>
  async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${API_KEY}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const text = await response.text();
    return { status: response.status, body: JSON.parse(text === '' ? '{}' : text) as EngineAnswer['body'] };
  };

/** The body of a 2xx; anything else is a mistake of the test or of the engine. */
export const answered = async (answer: Promise<EngineAnswer>): Promise<Readonly<Record<string, unknown>>> => {
  const { status, body } = await answer;
  if (status < 200 || status > 299) throw new Error(`answered ${String(status)}: ${JSON.stringify(body)}`);
  return body;
};
