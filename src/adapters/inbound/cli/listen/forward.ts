import { type ReceivedMessage } from './received-message';
import { type ScriptedAnswer } from './receiver';

/** Of one connection only, or made anew for the next. */
const NOT_PASSED_ON = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const LONGEST_MS = 30_000;

const headersOf = ({ rawHeaders }: ReceivedMessage): ReadonlyArray<[string, string]> =>
  rawHeaders.flatMap((name, at): ReadonlyArray<[string, string]> =>
    at % 2 === 1 || NOT_PASSED_ON.has(name.toLowerCase()) ? [] : [[name, rawHeaders[at + 1] ?? '']],
  );

/** Passes a message on, bytes and headers as they came, and gives the answer back; 502 where there is none. */
export const forwardTo =
  (url: string, complain: (text: string) => void) =>
  async (message: ReceivedMessage): Promise<ScriptedAnswer> => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: [...headersOf(message)],
        body: message.body,
        redirect: 'manual',
        signal: AbortSignal.timeout(LONGEST_MS),
      });
      const retryAfter = response.headers.get('retry-after');
      const body = await response.text();
      return { status: response.status, body, ...(retryAfter === null ? {} : { retryAfter }) };
    } catch (cause) {
      complain(`${url} did not answer: ${cause instanceof Error ? cause.message : 'unknown reason'}`);
      return { status: 502 };
    }
  };
