import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type TurnElsewhere } from '../../application/capture/exports/turn-elsewhere';
import { type Log } from '../../application/ports/log';
import { unpackedTurn } from './packed-turn';
import { type FromTurnWorker, type ToTurnWorker, type TurnWorkerSettings } from './turn-protocol';

/** The thread that prepares the turns of export runs. */
export interface TurnThread {
  readonly read: TurnElsewhere;
  /** When it resolves, the thread holds no key. */
  readonly forgetKeys: () => Promise<void>;
  readonly close: () => Promise<void>;
}

type Answer = Exclude<FromTurnWorker, { readonly kind: 'error' }>;

interface Life {
  /** Null: the thread ended before it answered. */
  readonly ask: (message: ToTurnWorker) => Promise<Answer | null>;
  readonly close: () => Promise<void>;
}

const startLife = (worker: Worker, log: Pick<Log, 'error'>, ended: () => void): Life => {
  const waiting: ((answer: Answer | null) => void)[] = [];
  const over = Promise.withResolvers<undefined>();
  worker.on('message', (message: FromTurnWorker) => {
    if (message.kind === 'error') {
      log.error(message.message, { ...message.context });
      return;
    }
    waiting.shift()?.(message);
    if (waiting.length === 0) worker.unref();
  });
  worker.on('error', (cause) => {
    log.error('the thread that reads for exports ended; capture reads for them until it is back', {
      detail: cause instanceof Error ? cause.message : String(cause),
    });
  });
  worker.on('exit', () => {
    ended();
    for (const answer of waiting.splice(0)) answer(null);
    over.resolve(undefined);
  });
  worker.unref();
  return {
    ask: (message) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        worker.ref();
        worker.postMessage(message);
      }),
    close: async () => {
      worker.ref();
      worker.postMessage({ kind: 'close' } satisfies ToTurnWorker);
      await over.promise;
    },
  };
};

/** Started at the first turn, and again after it died. */
export const turnThread = (settings: TurnWorkerSettings, log: Pick<Log, 'error'>): TurnThread => {
  let life: Life | null = null;
  let closed = false;
  const alive = (): Life => {
    if (life !== null) return life;
    const worker = new Worker(join(__dirname, 'turn-worker.js'), { workerData: settings });
    const begun = startLife(worker, log, () => {
      if (life === begun) life = null;
    });
    life = begun;
    return begun;
  };
  return {
    read: async (asked) => {
      if (closed) return null;
      const answer = await alive().ask({ kind: 'turn', asked });
      return answer?.kind === 'turn' && answer.turn !== null ? unpackedTurn(answer.turn) : null;
    },
    forgetKeys: async () => {
      await life?.ask({ kind: 'forget-keys' });
    },
    close: async () => {
      closed = true;
      await life?.close();
    },
  };
};
