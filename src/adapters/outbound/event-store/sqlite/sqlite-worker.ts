import { parentPort, workerData } from 'node:worker_threads';
import { type Engine, openEngine } from './engine';
import { engineFault } from './engine-fault';
import { quietTime } from './quiet-time';
import { openSqlite } from './sqlite-driver';
import { type FromWorker, type ToWorker, type WorkerSettings } from './worker-protocol';

type Ask = Extract<ToWorker, { kind: 'ask' }>;

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
  /** One question a turn: appends that arrive meanwhile go first. */
  const answerOne = (): void => {
    const ask = asked.shift();
    if (ask !== undefined) {
      if (ask.question.kind === 'write-metadata' || ask.question.kind === 'delete') quiet.written();
      send({ kind: 'answered', id: ask.id, answer: engine.answer(ask.question) });
    }
    if (asked.length > 0) setImmediate(answerOne);
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
        asked.push(message);
        if (asked.length === 1) setImmediate(answerOne);
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
