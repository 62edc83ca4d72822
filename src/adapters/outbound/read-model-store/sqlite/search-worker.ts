import { parentPort, workerData } from 'node:worker_threads';
import { callOn, detailOf, type SearchReply, type SearchRequest } from './search-calls';
import { openSearchEngine } from './search-engine';

const run = (): void => {
  const port = parentPort;
  if (port === null) return;
  const ask = openSearchEngine(String(workerData));
  const answer = ({ id, call }: SearchRequest): SearchReply => {
    try {
      return { id, value: ask(callOn(call)) };
    } catch (cause) {
      return { id, failed: detailOf(cause) };
    }
  };
  port.on('message', (request: SearchRequest) => {
    port.postMessage(answer(request));
    if (request.call.method === 'close') port.close();
  });
};

run();
