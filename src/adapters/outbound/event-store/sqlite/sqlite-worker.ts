import { parentPort, workerData } from 'node:worker_threads';
import { type Engine, openEngine } from './engine';
import { engineFault } from './engine-fault';
import { quietTime } from './quiet-time';
import { openSqlite } from './sqlite-driver';
import { type Ask, type FromWorker, type ToWorker, type WorkerSettings } from './worker-protocol';

/** Of answering before appends are looked at again. */
const TURN_MS = 0.5;

type Answered = Extract<FromWorker, { kind: 'answered' }>['answered'][number];

const serve = (engine: Engine, send: (message: FromWorker) => void, end: () => void) => {
  // The clock is the sender's; nothing expires between two writes.
  let now = 0;
  const quiet = quietTime(() => engine.tidy(now));
  const asked: Ask[] = [];
  let closing = false;

  const close = (): void => {
    quiet.stop();
    engine.close();
    end();
  };
  const answerTo = ({ id, question }: Ask): Answered => {
    if (question.kind === 'write-metadata' || question.kind === 'delete') quiet.written();
    return { id, answer: engine.answer(question) };
  };
  /** Small answers together, large ones alone: appends that arrive meanwhile go first, and wait for a moment at most. */
  const answerSome = (): void => {
    const until = performance.now() + TURN_MS;
    const answered: Answered[] = [];
    for (let ask = asked.shift(); ask !== undefined; ask = performance.now() < until ? asked.shift() : undefined)
      answered.push(answerTo(ask));
    send({ kind: 'answered', answered });
    if (asked.length > 0) setImmediate(answerSome);
    else if (closing) close();
  };
  return (message: ToWorker): void => {
    switch (message.kind) {
      case 'append':
        quiet.written();
        now = message.group.now;
        send({ kind: 'appended', answers: engine.append(message.group) });
        return;
      case 'ask':
        if (asked.length === 0) setImmediate(answerSome);
        asked.push(...message.asks);
        return;
      case 'close':
        closing = true;
        if (asked.length === 0) close();
        return;
    }
  };
};

const run = (): void => {
  const port = parentPort;
  if (port === null) return;
  const send = (message: FromWorker): void => {
    port.postMessage(message);
  };
  try {
    const { path } = workerData as WorkerSettings;
    const receive = serve(openEngine(openSqlite, path), send, () => {
      port.close();
    });
    port.on('message', receive);
    send({ kind: 'opened' });
  } catch (cause) {
    send({ kind: 'not-opened', fault: engineFault(cause, 'not-written') });
    port.close();
  }
};

run();
