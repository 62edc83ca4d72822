import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type SearchCall, type SearchReply } from './search-calls';

/** Asks whoever holds the file; rejects with the cause. */
export type AskSearch = (call: SearchCall) => Promise<unknown>;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (cause: Error) => void;
}

/** The file in a thread of its own, begun at the first call and again after it died. */
export const searchThread = (path: string): AskSearch => {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let last = 0;

  const failAll = (cause: Error): void => {
    thread = null;
    for (const { reject } of waiting.values()) reject(cause);
    waiting.clear();
  };
  const begin = (): Worker => {
    const worker = new Worker(join(__dirname, 'search-worker.js'), { workerData: path });
    worker.on('message', (reply: SearchReply) => {
      const asked = waiting.get(reply.id);
      waiting.delete(reply.id);
      if ('failed' in reply) asked?.reject(new Error(reply.failed));
      else asked?.resolve(reply.value);
    });
    worker.on('error', (cause) => failAll(cause instanceof Error ? cause : new Error(String(cause))));
    worker.on('exit', () => failAll(new Error('the thread of the delivery search ended')));
    return worker;
  };

  return (call) =>
    new Promise((resolve, reject) => {
      thread ??= begin();
      last += 1;
      waiting.set(last, { resolve, reject });
      thread.postMessage({ id: last, call });
    });
};
