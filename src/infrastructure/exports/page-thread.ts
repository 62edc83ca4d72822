import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type PageElsewhere } from '../../application/capture/exports/page-elsewhere';
import { type Log } from '../../application/ports/log';
import { unpackedPage } from './packed-page';
import { type FromPageWorker, type ToPageWorker, type PageWorkerSettings } from './page-protocol';

/** A thread that reads, opens and shapes pages of export runs. */
export interface PageThread {
  readonly read: PageElsewhere;
  /** Asked and not yet answered. */
  readonly waiting: () => number;
  /** When it resolves, the thread holds no key. */
  readonly forgetKeys: () => Promise<void>;
  readonly close: () => Promise<void>;
}

type Answer = Exclude<FromPageWorker, { readonly kind: 'error' }>;

/** A page's garbage is short-lived: room for much of it would only be held. */
const YOUNG = { maxYoungGenerationSizeMb: 16 };

interface Life {
  /** Null: the thread ended before it answered. */
  readonly ask: (message: ToPageWorker) => Promise<Answer | null>;
  readonly waiting: () => number;
  readonly close: () => Promise<void>;
}

const startLife = (worker: Worker, log: Pick<Log, 'error'>, ended: () => void): Life => {
  const waiting: ((answer: Answer | null) => void)[] = [];
  const over = Promise.withResolvers<undefined>();
  worker.on('message', (message: FromPageWorker) => {
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
    waiting: () => waiting.length,
    ask: (message) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        worker.ref();
        worker.postMessage(message);
      }),
    close: async () => {
      worker.ref();
      worker.postMessage({ kind: 'close' } satisfies ToPageWorker);
      await over.promise;
    },
  };
};

/** One that cannot live is not started for every page. */
const PAUSE_AFTER_DEATH_MS = 10_000;

/** Started at the first page, and some time after it died again. */
export const pageThread = (settings: PageWorkerSettings, log: Pick<Log, 'error'>): PageThread => {
  let life: Life | null = null;
  let closed = false;
  let notBefore = -Infinity;
  const alive = (): Life | null => {
    if (life !== null) return life;
    if (closed || performance.now() < notBefore) return null;
    const worker = new Worker(join(__dirname, 'page-worker.js'), { workerData: settings, resourceLimits: YOUNG });
    const begun = startLife(worker, log, () => {
      if (life === begun) life = null;
      notBefore = performance.now() + PAUSE_AFTER_DEATH_MS;
    });
    life = begun;
    return begun;
  };
  return {
    read: async (asked) => {
      const answer = await alive()?.ask({ kind: 'page', asked });
      return answer?.kind === 'page' && answer.page !== null ? unpackedPage(answer.page) : null;
    },
    waiting: () => life?.waiting() ?? 0,
    forgetKeys: async () => {
      await life?.ask({ kind: 'forget-keys' });
    },
    close: async () => {
      closed = true;
      await life?.close();
    },
  };
};
