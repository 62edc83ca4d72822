import { parentPort, workerData } from 'node:worker_threads';
import { type KeyTable, openKeyTable } from './key-table';
import { type KeyWriterAnswer, type KeyWriterRequest, type KeyWriterSettings } from './key-writer-protocol';

const write = (table: KeyTable, request: Exclude<KeyWriterRequest, { kind: 'close' }>): number => {
  switch (request.kind) {
    case 'insert':
      // A Buffer crosses threads as a plain Uint8Array, which the driver does not take.
      return table.insert(request.rows.map((row) => ({ ...row, wrapped: Buffer.from(row.wrapped) })));
    case 'remove':
      table.remove(request.account, request.owner);
      return 1;
  }
};

const answer = (table: KeyTable, request: Exclude<KeyWriterRequest, { kind: 'close' }>): KeyWriterAnswer => {
  try {
    return { kind: 'done', written: write(table, request) };
  } catch (cause) {
    return { kind: 'failed', detail: cause instanceof Error ? cause.message : String(cause) };
  }
};

const run = (): void => {
  const port = parentPort;
  if (port === null) return;
  const { file } = workerData as KeyWriterSettings;
  const table = openKeyTable(file);
  port.on('message', (request: KeyWriterRequest) => {
    if (request.kind !== 'close') {
      port.postMessage(answer(table, request));
      return;
    }
    table.close();
    port.close();
  });
};

run();
