import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type KeyWriter } from './key-writer';
import { type KeyWriterAnswer, type KeyWriterRequest } from './key-writer-protocol';

interface Life {
  readonly ask: (request: KeyWriterRequest) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** One life of the thread: when it ends, what waits for an answer is rejected, and `ended` is called. */
const startLife = (file: string, ended: () => void): Life => {
  const worker = new Worker(join(__dirname, 'key-writer-thread.js'), { workerData: { file } });
  const waiting: PromiseWithResolvers<number>[] = [];
  const over = Promise.withResolvers<undefined>();
  let reason = 'it ended';
  worker.on('message', (answer: KeyWriterAnswer) => {
    const asked = waiting.shift();
    if (answer.kind === 'done') asked?.resolve(answer.written);
    else asked?.reject(new Error(answer.detail));
  });
  worker.on('error', (cause) => {
    reason = cause instanceof Error ? cause.message : String(cause);
  });
  worker.on('exit', () => {
    ended();
    for (const asked of waiting.splice(0)) asked.reject(new Error(`the thread that writes keys: ${reason}`));
    over.resolve(undefined);
  });
  // An idle writer keeps no process alive; one that is asked something does.
  worker.unref();
  return {
    ask: (request) => {
      const asked = Promise.withResolvers<number>();
      waiting.push(asked);
      worker.ref();
      worker.postMessage(request);
      return asked.promise.finally(() => {
        if (waiting.length === 0) worker.unref();
      });
    },
    close: async () => {
      worker.ref();
      worker.postMessage({ kind: 'close' } satisfies KeyWriterRequest);
      await over.promise;
    },
  };
};

/** Waits for the disk in a thread of its own, so that serving goes on meanwhile. Started at the first new key, and again after it died. */
export const threadKeyWriter = (file: string): KeyWriter => {
  let life: Life | null = null;
  let closed = false;
  const ask = (request: KeyWriterRequest): Promise<number> => {
    if (closed) return Promise.reject(new Error('the key store is closed'));
    life ??= startLife(file, () => {
      life = null;
    });
    return life.ask(request);
  };
  return {
    insert: (rows) => ask({ kind: 'insert', rows }),
    remove: async (account, owner) => {
      await ask({ kind: 'remove', account, owner });
    },
    close: async () => {
      closed = true;
      await life?.close();
    },
  };
};
