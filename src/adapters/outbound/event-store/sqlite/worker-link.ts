import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type EngineLink, faultForAll } from './engine-link';
import { type Answer, type AppendAnswer, type AppendGroup, type EngineFault } from './engine-protocol';
import { type Ask, type FromWorker, type ToWorker, type WorkerSettings } from './worker-protocol';

interface PendingGroup {
  readonly group: AppendGroup;
  readonly settle: (answers: ReadonlyArray<AppendAnswer>) => void;
}

/** One life of the worker thread. When it ends, whatever waits for an answer is settled as unknown. */
interface Life {
  readonly worker: Worker;
  readonly groups: PendingGroup[];
  readonly asks: Map<number, (answer: Answer) => void>;
  readonly opened: Promise<EngineFault | null>;
  readonly ended: Promise<void>;
  readonly isOver: () => boolean;
}

const DIED: EngineFault = {
  kind: 'fault',
  outcome: 'unknown',
  retryable: true,
  detail:
    'The thread that writes the log ended before it answered. It starts anew at the next call; repeat with the same ids.',
};

const settleAll = ({ groups, asks }: Pick<Life, 'groups' | 'asks'>, fault: EngineFault): void => {
  for (const { group, settle } of groups.splice(0)) settle(faultForAll(group, fault));
  for (const settle of asks.values()) settle(fault);
  asks.clear();
};

export type StartWorker = (path: string) => Worker;

const startWorker: StartWorker = (path) => {
  const workerData: WorkerSettings = { path };
  return new Worker(join(__dirname, 'sqlite-worker.js'), { workerData });
};

const lifeOf = (worker: Worker): Life => {
  const groups: PendingGroup[] = [];
  const asks = new Map<number, (answer: Answer) => void>();
  let over = false;
  let fault = DIED;
  const opening = Promise.withResolvers<EngineFault | null>();
  const ending = Promise.withResolvers<undefined>();

  const receive = (message: FromWorker): void => {
    switch (message.kind) {
      case 'opened':
        opening.resolve(null);
        return;
      case 'not-opened':
        over = true;
        fault = message.fault;
        opening.resolve(fault);
        return;
      case 'appended':
        groups.shift()?.settle(message.answers);
        return;
      case 'answered':
        for (const { id, answer } of message.answered) {
          asks.get(id)?.(answer);
          asks.delete(id);
        }
        return;
    }
  };
  worker.on('message', receive);
  worker.on('error', (cause) => {
    over = true;
    fault = { ...DIED, detail: `${DIED.detail} (${cause instanceof Error ? cause.message : String(cause)})` };
  });
  worker.on('exit', () => {
    over = true;
    opening.resolve(fault);
    settleAll({ groups, asks }, fault);
    ending.resolve(undefined);
  });
  return { worker, groups, asks, opened: opening.promise, ended: ending.promise, isOver: () => over };
};

/** The engine in a thread of its own, started at the first call and again after it died. */
export const workerLink = (path: string, start: StartWorker = startWorker): EngineLink => {
  let life: Life | null = null;
  let lastAsk = 0;
  let unsent: Ask[] = [];

  const alive = (): Life => {
    if (life === null || life.isOver()) life = lifeOf(start(path));
    return life;
  };
  const send = (to: Life, message: ToWorker): void => {
    to.worker.postMessage(message);
  };

  /** What is asked in one go is sent as one message: a message costs more than most answers. */
  const sendAsks = (to: Life): void => {
    const asks = unsent;
    unsent = [];
    if (asks.length > 0) send(to, { kind: 'ask', asks });
  };

  return {
    open: () => alive().opened,
    append: (group) => {
      const current = alive();
      return new Promise((settle) => {
        current.groups.push({ group, settle });
        send(current, { kind: 'append', group });
      });
    },
    ask: (question) => {
      const current = alive();
      lastAsk += 1;
      const id = lastAsk;
      return new Promise((settle) => {
        current.asks.set(id, settle);
        if (unsent.length === 0) queueMicrotask(() => sendAsks(current));
        unsent.push({ id, question });
      });
    },
    close: async () => {
      if (life === null) return;
      sendAsks(life);
      if (!life.isOver()) send(life, { kind: 'close' });
      await life.ended;
      life = null;
    },
  };
};
