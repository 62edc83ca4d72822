import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type KeySlots, keySlots } from './key-slots';
import { type KeyedText, type SealedTexts, type Sealer, workHere } from './sealer';
import { NO_KEY, type SealingPage, type SealingRequest, type TaughtKey } from './sealing-protocol';
import { type SealingKind } from './text-sealing';

export type StartSealingWorker = () => Worker;
export interface ThreadSealerOptions {
  /** Pages of fewer texts are not worth a message and are done by the caller. */
  readonly from: number;
  /** Keys the thread holds at most. */
  readonly keysHeld: number;
  readonly start?: StartSealingWorker;
}

interface Asked {
  readonly answer: (texts: SealedTexts) => void;
  /** Answers without the thread. */
  readonly giveUp: () => void;
}
interface Life {
  readonly work: (kind: SealingKind, texts: ReadonlyArray<KeyedText>) => Promise<SealedTexts>;
  readonly forget: (name: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const startWorker: StartSealingWorker = () => new Worker(join(__dirname, 'sealing-worker.js'));

/** One message for a page: keys the thread does not hold go along, each just before its first text. */
const pageFor = (held: KeySlots, kind: SealingKind, texts: ReadonlyArray<KeyedText>): SealingPage => {
  const taught: TaughtKey[] = [];
  const slots = texts.map(({ name, key }, from) => {
    if (key === null) return NO_KEY;
    const known = held.find(name, key);
    if (known !== null) return known;
    const slot = held.place(name, key);
    taught.push({ from, slot, name, key });
    return slot;
  });
  return { kind, texts: texts.map(({ text }) => text), slots, taught };
};

/** One life of the thread: when it ends, `ended` is called, and what waits for an answer is done here. */
const startLife = (worker: Worker, keysHeld: number, ended: () => void): Life => {
  const held = keySlots(keysHeld);
  const waiting: Asked[] = [];
  const over = Promise.withResolvers<undefined>();
  worker.on('message', (texts: SealedTexts) => {
    waiting.shift()?.answer(texts);
    if (waiting.length === 0) worker.unref();
  });
  // Whatever it dies of: what it was asked is done here once it ended, and fails here if it must.
  worker.on('error', () => undefined);
  worker.on('exit', () => {
    ended();
    for (const { giveUp } of waiting.splice(0)) giveUp();
    over.resolve(undefined);
  });
  // An idle thread keeps no process alive; one that is asked something does.
  worker.unref();
  const ask = (request: SealingRequest, otherwise: () => SealedTexts): Promise<SealedTexts> =>
    new Promise((resolve, reject) => {
      const giveUp = (): void => {
        try {
          resolve(otherwise());
        } catch (cause) {
          reject(cause instanceof Error ? cause : new Error(String(cause)));
        }
      };
      waiting.push({ answer: resolve, giveUp });
      worker.ref();
      worker.postMessage(request);
    });
  return {
    work: (kind, texts) => ask(pageFor(held, kind, texts), () => workHere(kind, texts)),
    forget: async (name) => {
      const slot = held.free(name);
      if (slot !== null) await ask({ kind: 'forget', slot }, () => []);
    },
    close: async () => {
      worker.ref();
      worker.postMessage({ kind: 'close' } satisfies SealingRequest);
      await over.promise;
    },
  };
};

/** Works on large pages in a thread of its own, so that serving goes on meanwhile. Started at the first one, and again after it died. */
export const threadSealer = ({ from, keysHeld, start = startWorker }: ThreadSealerOptions): Sealer => {
  let life: Life | null = null;
  let closed = false;
  const alive = (): Life => {
    if (life !== null) return life;
    const begun = startLife(start(), keysHeld, () => {
      if (life === begun) life = null;
    });
    life = begun;
    return begun;
  };
  return {
    work: (kind, texts) =>
      closed || texts.length < from ? Promise.resolve().then(() => workHere(kind, texts)) : alive().work(kind, texts),
    forget: async (name) => {
      await life?.forget(name);
    },
    close: async () => {
      closed = true;
      await life?.close();
    },
  };
};
